// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Says whether the host serves already while many of its plugins are still to start. What it cannot do now it may be able
 * to do in a moment. Thread-safe.
 */
@ProviderType
public interface Startup {
    /** Whether some plugins are still to start. */
    boolean isUnderWay();

    /**
     * Waits until no plugin is still to start.
     *
     * @param limit how long to wait at most
     * @return whether that is so
     * @throws InterruptedException if the waiting thread is interrupted
     */
    boolean await(Duration limit) throws InterruptedException;
}
