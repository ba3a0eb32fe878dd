// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.util.List;

/**
 * A real model that is quantized.
 *
 * @param id in the host
 * @param file under the data folder
 * @param task as the model hubs spell it: where a class is chosen, it ends with {@code -classification}
 * @param license for the descriptor
 * @param metric how its answers are judged here
 * @param schemes what it is put into
 * @param evaluation how many inputs judge
 * @param calibration how many inputs calibrate, others than those
 * @param builder which method makes the inputs
 * @param about what the inputs are, for people
 */
record QuantModel(
        String id,
        String file,
        String task,
        String license,
        QuantMetric metric,
        List<String> schemes,
        int evaluation,
        int calibration,
        Builder builder,
        String about) {
    /** Makes the inputs of a set; {@code isEvaluation} says of which. */
    @FunctionalInterface
    interface Builder {
        void fill(QuantSources sources, ItemSet set, boolean isEvaluation) throws Exception;
    }

    /**
     * A real model that is not quantized.
     *
     * @param file under the data folder
     * @param why a sentence
     */
    record Left(String file, String why) {}
}
