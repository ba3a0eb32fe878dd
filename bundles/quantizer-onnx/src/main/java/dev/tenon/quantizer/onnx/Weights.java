// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.quantizer.QuantizationRefusedException;
import dev.tenon.api.quantizer.QuantizationRefusedException.Reason;
import dev.tenon.onnx.graph.Tensors;
import dev.tenon.onnx.graph.proto.TensorProto;
import java.io.IOException;
import java.nio.FloatBuffer;

/**
 * The weights of a layer, in memory as long as it is worked on.
 *
 * @param values row-major
 * @param shape extents, outermost first
 */
record Weights(float[] values, long[] shape) {
    /**
     * Reads weights.
     *
     * @param tensor 32-bit floats
     * @throws QuantizationRefusedException if one is no number, or infinite
     * @throws IOException if they cannot be read
     */
    static Weights read(TensorProto tensor) throws IOException {
        FloatBuffer from = Tensors.raw(tensor).asFloatBuffer();
        float[] values = new float[from.remaining()];
        from.get(values);
        requireFinite(tensor.getName(), FloatBuffer.wrap(values));
        return new Weights(values, shape(tensor));
    }

    /**
     * Refuses weights that {@link #read} refuses, without holding them.
     *
     * @throws QuantizationRefusedException as there
     * @throws IOException as there
     */
    static void requireFinite(TensorProto tensor) throws IOException {
        requireFinite(tensor.getName(), Tensors.raw(tensor).asFloatBuffer());
    }

    private static void requireFinite(String name, FloatBuffer values) {
        while (values.hasRemaining()) {
            float value = values.get();
            if (!Float.isFinite(value)) {
                throw new QuantizationRefusedException(
                        Reason.BAD_WEIGHTS,
                        "the weights " + name + " have a value that is " + value
                                + ": the model is damaged, or was not trained to its end; fetch or export it again");
            }
        }
    }

    static long[] shape(TensorProto tensor) {
        return tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
    }

    int extent(int axis) {
        return Math.toIntExact(shape[axis]);
    }

    /** Returns a matrix with rows and columns exchanged. */
    Weights transposed() {
        int rows = extent(0);
        int columns = extent(1);
        float[] other = new float[values.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                other[column * rows + row] = values[row * columns + column];
            }
        }
        return new Weights(other, new long[] {columns, rows});
    }
}
