// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.health;

/**
 * What a check found.
 *
 * @param status the verdict
 * @param message what was seen and, unless all is well, what to do
 */
public record HealthResult(Status status, String message) {
    /** A verdict. */
    public enum Status {
        /** Fit to serve. */
        OK,
        /** Serves, but somebody should look. */
        DEGRADED,
        /** Not fit to serve. */
        FAILED
    }

    /**
     * Makes the good verdict.
     *
     * @param message what was seen
     * @return with {@link Status#OK}
     */
    public static HealthResult ok(String message) {
        return new HealthResult(Status.OK, message);
    }

    /**
     * Makes the bad verdict.
     *
     * @param message what was seen and what to do
     * @return with {@link Status#FAILED}
     */
    public static HealthResult failed(String message) {
        return new HealthResult(Status.FAILED, message);
    }
}
