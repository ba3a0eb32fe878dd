// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.tensor.Tensor;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;

/** Inputs of a model, and what it should answer where that is known. */
interface EvaluationSet {
    /**
     * An input.
     *
     * @param inputs by name
     * @param label index of the right class, if it is known
     */
    record Item(Map<String, Tensor> inputs, OptionalInt label) {}

    /** Returns what it is, for people. */
    String description();

    /** Returns how many items there are. */
    int size();

    /**
     * Reads an item.
     *
     * @param index from 0 on
     * @throws IOException if it cannot be read
     */
    Item item(int index) throws IOException;

    /** Whether every item has a label. */
    boolean isLabelled();
}
