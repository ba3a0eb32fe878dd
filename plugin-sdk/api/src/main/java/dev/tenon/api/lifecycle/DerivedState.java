// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.lifecycle;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * State in memory that this release worked out and the next one could work out too, only that this takes its time: an
 * index, a table. It is handed over while requests go on, so nobody waits for it. A component registers this beside its
 * extension point, in place of a {@link Handover}, and the successor one of the same name.
 *
 * <p>When the new release has passed its checks the host calls {@link #give()} on the old, which goes on serving, and
 * {@link #take} on the new, before the first caller reaches it. It may be called more than once: a change that fails
 * afterwards brings back the old release, which may be given state while it serves. Each call may take five seconds.
 * Thread-safe.
 */
@ConsumerType
public interface DerivedState extends Handover {
    /**
     * Hands the state out; the component goes on serving, at the same time.
     *
     * @return in a form that tells other releases whether they can use it
     * @throws IOException if it cannot be had: the successor works it out anew
     */
    @Override
    byte[] give() throws IOException;

    /**
     * Takes the state over, beside what it has by itself.
     *
     * @param state what the predecessor gave
     * @throws IOException if it cannot be read: this release works it out anew
     */
    @Override
    void take(byte[] state) throws IOException;
}
