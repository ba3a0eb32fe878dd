// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.util.List;
import java.util.Map;

/**
 * How inputs of a model are made where nobody gives any, such that they lie where real ones do, and what real ones are.
 *
 * @param data what real inputs are, for people; empty if nobody said
 * @param inputs by the name of the input; an input that is absent is made in the usual way
 */
public record InputRecipe(String data, Map<String, Generator> inputs) {
    /** Nobody said anything. */
    public static final InputRecipe NONE = new InputRecipe("", Map.of());

    /** How numbers are drawn. */
    public enum Kind {
        /** All are {@link Generator#first()}. */
        CONSTANT,
        /** From a normal distribution with the mean {@link Generator#first()} and the deviation {@link Generator#second()}. */
        NORMAL,
        /** Evenly from {@link Generator#first()} to {@link Generator#second()}; whole numbers include both. */
        UNIFORM
    }

    /**
     * How one input is made.
     *
     * @param kind how numbers are drawn
     * @param first as the kind says, finite
     * @param second as the kind says, finite
     * @param extents of the input, outermost first, for a model that leaves some open; empty for the usual ones
     */
    public record Generator(Kind kind, double first, double second, List<Long> extents) {
        /**
         * Checks and copies.
         *
         * @throws IllegalArgumentException if a number is not finite, an extent below 1, or a range the wrong way round
         */
        public Generator {
            if (!Double.isFinite(first) || !Double.isFinite(second)) {
                throw new IllegalArgumentException("inputs are made from finite numbers");
            }
            if (kind == Kind.UNIFORM && second < first || kind == Kind.NORMAL && second < 0) {
                throw new IllegalArgumentException("from " + first + " to " + second + " there is nothing to draw");
            }
            extents = List.copyOf(extents);
            if (extents.stream().anyMatch(extent -> extent < 1)) {
                throw new IllegalArgumentException("an input's extents are at least 1: " + extents);
            }
        }
    }

    /** Copies. */
    public InputRecipe {
        inputs = Map.copyOf(inputs);
    }
}
