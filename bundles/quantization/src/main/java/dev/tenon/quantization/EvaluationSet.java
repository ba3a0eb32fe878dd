// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.tensor.Tensor;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;

/** Inputs of a model, and what it should answer where that is known. */
interface EvaluationSet {
    /** Returns what it is, for people. */
    String description();

    /** Returns how many items there are. */
    int size();

    /**
     * Reads what the model is asked in an item.
     *
     * @param index from 0 on
     * @return by the name of the input
     * @throws IOException if it cannot be read
     */
    Map<String, Tensor> inputs(int index) throws IOException;

    /**
     * Returns the right class of an item, without reading what is asked.
     *
     * @param index from 0 on
     * @return its index, if it is known
     */
    OptionalInt label(int index);

    /** Whether every item has a label. */
    boolean isLabelled();
}
