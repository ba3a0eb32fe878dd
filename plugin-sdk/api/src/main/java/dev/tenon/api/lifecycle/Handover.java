// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.lifecycle;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * State in memory that the next release takes over when it takes this one's place in a running host: a game under way, a
 * connection's position. A component registers this beside its extension point, and the successor one of the same name.
 * What must survive the host's end belongs into the {@code DataFolder} instead.
 *
 * <p>The host stops asking the old release, waits until its calls have ended (two seconds at most), calls {@link #give()}
 * on the old and {@link #take} on the new, and lets requests go to the new one; those that came meanwhile have waited. A
 * rollback goes the same way back. Each call may take one second. Thread-safe. Where the successor could work the state
 * out by itself, {@link DerivedState} spares callers the wait.
 */
@ConsumerType
public interface Handover {
    /**
     * Names the state.
     *
     * @return unique within the plugin, the same in each release that understands it
     */
    String name();

    /**
     * Hands the state out; the component serves no request afterwards.
     *
     * @return in a form that older and newer releases can read
     * @throws IOException if it cannot be had: the successor begins without it
     */
    byte[] give() throws IOException;

    /**
     * Takes the state over, before the first request.
     *
     * @param state what the predecessor gave
     * @throws IOException if it cannot be read: this release begins without it
     */
    void take(byte[] state) throws IOException;
}
