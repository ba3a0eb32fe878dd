// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.tensor;

/**
 * What a model asks for or gives at one of its inputs or outputs.
 *
 * @param name as the model spells it, not empty
 * @param type element type
 * @param shape may be open in some dimensions
 */
public record TensorSpec(String name, ElementType type, Shape shape) {
    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public TensorSpec {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a tensor of a model needs a name");
        }
    }

    /**
     * Says whether a tensor fits.
     *
     * @param tensor the candidate
     * @return true if type and shape fit
     */
    public boolean accepts(Tensor tensor) {
        return type == tensor.type() && shape.accepts(tensor.shape());
    }

    @Override
    public String toString() {
        return name + ":" + type + shape;
    }
}
