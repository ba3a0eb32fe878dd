// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.quantizer;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says which schemes a model should be quantized in where nobody asked for one. The platform takes the first that some
 * layer of the model can have and the backend runs; whether the variant is good enough is measured afterwards. It is asked
 * in a process of its own, without settings and data, and has ten seconds. Of several, the one with the highest service
 * ranking is asked; if it fails, the platform's own decides and the report says so. Thread-safe.
 */
@ConsumerType
public interface QuantizationStrategy {
    /**
     * Chooses. The same situation gives the same choices.
     *
     * @param situation what is known
     * @return best first, at least one, each scheme once and one of the situation's {@link Situation#options}
     */
    List<Choice> choose(Situation situation);

    /**
     * A scheme to try.
     *
     * @param scheme one of {@link Situation#options}
     * @param why one sentence, for the operator
     */
    record Choice(String scheme, String why) {
        /**
         * Checks.
         *
         * @throws IllegalArgumentException if the scheme or the reason is blank
         */
        public Choice {
            if (scheme.isBlank() || why.isBlank()) {
                throw new IllegalArgumentException(
                        "a choice has a scheme and a reason: '" + scheme + "', '" + why + "'");
            }
        }
    }

    /**
     * What a quantizer has for a model.
     *
     * @param scheme mostly one of {@link Schemes}
     * @param share of the weights that can be quantized at all, how many are in layers that can have it, 0 to 1; the
     *     others get the nearest scheme with more bits
     */
    record Option(String scheme, double share) {
        /**
         * Checks.
         *
         * @throws IllegalArgumentException if the share is not 0 to 1
         */
        public Option {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("a share is 0 to 1: " + share);
            }
        }
    }

    /**
     * What is known.
     *
     * @param task what the model does ({@code image-classification})
     * @param modelBytes size of the model's file, at least 0
     * @param deviceKind kind of the device that the variant is for ({@code cpu}, {@code igpu}, {@code gpu}, {@code npu})
     * @param instructionSets what that device understands beyond the base ({@code avx512_vnni}); may be empty
     * @param backendKinds kinds of device that the backend here runs models on, best first; where the variant's is not
     *     among them, it is measured on the first
     * @param hasSamples whether there are inputs of the model's own to find ranges from; ranges from generated ones are
     *     poor
     * @param options every scheme that the quantizer knows for the model's format, in its order; at least one
     */
    record Situation(
            String task,
            long modelBytes,
            String deviceKind,
            Set<String> instructionSets,
            List<String> backendKinds,
            boolean hasSamples,
            List<Option> options) {
        /**
         * Checks and copies.
         *
         * @throws IllegalArgumentException if there is no option
         */
        public Situation {
            instructionSets = Set.copyOf(instructionSets);
            backendKinds = List.copyOf(backendKinds);
            options = List.copyOf(options);
            if (options.isEmpty()) {
                throw new IllegalArgumentException("there is nothing to choose from");
            }
        }
    }
}
