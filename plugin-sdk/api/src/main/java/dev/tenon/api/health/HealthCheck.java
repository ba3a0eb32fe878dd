// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.health;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * One thing that must hold for a plugin to serve. Registered as a service; a release whose check fails after its start
 * is not committed and what ran before goes on. Thread-safe.
 */
@ConsumerType
public interface HealthCheck {
    /**
     * Names the check.
     *
     * @return a few words for people ({@code "native library loads"})
     */
    String name();

    /**
     * Looks. Has no effect that outlasts the call; is given at most 10 seconds.
     *
     * @return what was found
     */
    HealthResult check();
}
