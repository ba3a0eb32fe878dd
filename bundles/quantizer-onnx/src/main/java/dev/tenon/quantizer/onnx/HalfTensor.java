// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.quantizer.QuantizationRefusedException;
import dev.tenon.api.quantizer.QuantizationRefusedException.Reason;
import dev.tenon.onnx.graph.Halves;
import dev.tenon.onnx.graph.Tensors;
import dev.tenon.onnx.graph.proto.TensorProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Locale;

/** Constants as half floats. Stateless. */
final class HalfTensor {
    private HalfTensor() {}

    /**
     * Says why a constant is none that half floats hold.
     *
     * @param tensor 32-bit floats
     * @param isBound whether what lies beyond may be cut off
     * @return empty if they do; else a part of a sentence
     * @throws IOException if it cannot be read
     */
    static String misfit(TensorProto tensor, boolean isBound) throws IOException {
        FloatBuffer values = Tensors.raw(tensor).asFloatBuffer();
        float greatest = 0;
        while (values.hasRemaining()) {
            float value = Math.abs(values.get());
            if (Float.isNaN(value)) {
                return "has a value that is no number";
            }
            greatest = Math.max(greatest, value);
        }
        if (greatest > Halves.MOST && !isBound) {
            return String.format(Locale.ROOT, "reaches %.3g, and half floats end at 65504", greatest);
        }
        if (greatest > 0 && greatest < Halves.LEAST_NORMAL) {
            return String.format(
                    Locale.ROOT, "is below %.2g everywhere, where half floats have few bits left", greatest);
        }
        return "";
    }

    /**
     * Rounds a constant; what lies beyond is cut off, and never infinite.
     *
     * @throws QuantizationRefusedException if a value is no number
     * @throws IOException if it cannot be read
     */
    static TensorProto of(TensorProto tensor, String name) throws IOException {
        FloatBuffer values = Tensors.raw(tensor).asFloatBuffer();
        ByteBuffer halves = Nodes.little(Short.BYTES * values.remaining());
        while (values.hasRemaining()) {
            float value = values.get();
            if (Float.isNaN(value)) {
                throw new QuantizationRefusedException(
                        Reason.BAD_WEIGHTS, "the weights " + name + " have a value that is no number");
            }
            halves.putShort(Halves.narrowed(Math.max(-Halves.MOST, Math.min(Halves.MOST, value))));
        }
        return Nodes.bytes(name + "_h", TensorProto.DataType.FLOAT16, halves.array(), Weights.shape(tensor));
    }
}
