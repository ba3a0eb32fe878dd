// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import java.time.Duration;

/**
 * What the gate asks, and what it may take.
 *
 * @param required share of the metric that the lower end of its interval must reach, 0 to 1
 * @param trials how many variants may be measured
 * @param limit after which no further variant is tried
 * @param calibrationItems how many items at most are samples for the ranges of activations
 */
record GateSettings(double required, int trials, Duration limit, int calibrationItems) {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    GateSettings {
        if (!(required >= 0 && required <= 1) || trials < 1 || limit.isNegative() || calibrationItems < 1) {
            throw new IllegalArgumentException(
                    "no settings of a gate: " + required + ", " + trials + ", " + limit + ", " + calibrationItems);
        }
    }
}
