// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Models that compute with numbers of 16 bits ({@code FLOAT16}), raised to 32. Stateless. */
public final class HalfFloats {
    private HalfFloats() {}

    /**
     * Says whether a model has half floats among its weights, inputs or outputs.
     *
     * @param model any
     * @return whether there is something to be {@linkplain #widened widened}
     */
    public static boolean areIn(ModelProto model) {
        AtomicBoolean found = new AtomicBoolean();
        Tensors.forEach(model, tensor -> {
            if (tensor.getDataType() == DataType.FLOAT16_VALUE) {
                found.setPlain(true);
            }
        });
        return found.getPlain()
                || model.getGraph().getInputList().stream().anyMatch(WiderGraph::isHalf)
                || model.getGraph().getOutputList().stream().anyMatch(WiderGraph::isHalf);
    }

    /**
     * Has a model compute with 32 bits where it does with 16, in graphs within nodes too. Its inputs and outputs stay what
     * they are: a {@code Cast} stands behind and before them. Others that would change nothing any more go. Answers are
     * those of the model, but for its own rounding.
     *
     * @param model that was {@linkplain ModelReader read}; stays as it is
     * @param weights takes the widened weights
     * @return a model of the same inputs and outputs; the same if it has no half floats
     * @throws OnnxException if it has functions, sequences of half floats among inputs and outputs, or an output of which
     *     nothing says what it is; the message says which
     * @throws IOException if weights cannot be read or written
     */
    public static ModelProto widened(ModelProto model, WeightsFile weights) throws IOException {
        if (!areIn(model)) {
            return model;
        }
        if (model.getFunctionsCount() > 0 || model.getTrainingInfoCount() > 0) {
            throw new OnnxException(
                    "half floats are not widened in a model with functions or a part for training: export"
                            + " it for inference, without functions");
        }
        GraphProto graph = WiderGraph.widened(model.getGraph());
        try {
            return Tensors.map(model.toBuilder().setGraph(graph).build(), tensor -> widened(tensor, weights));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static TensorProto widened(TensorProto tensor, WeightsFile weights) {
        if (tensor.getDataType() != DataType.FLOAT16_VALUE) {
            return tensor;
        }
        try {
            ShortBuffer halves = Tensors.raw(tensor).asShortBuffer();
            ByteBuffer floats = ByteBuffer.allocate(Math.multiplyExact(halves.remaining(), Float.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            while (halves.hasRemaining()) {
                floats.putFloat(Halves.widened(halves.get()));
            }
            return with(tensor, DataType.FLOAT, floats.flip(), weights);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns a tensor of 32-bit floats as half floats, if that changes none of its values.
     *
     * @param tensor of a model that was {@linkplain ModelReader read}
     * @param weights takes the values
     * @return empty if a value is no half float
     * @throws IOException if values cannot be read or written
     */
    public static Optional<TensorProto> exactly(TensorProto tensor, WeightsFile weights) throws IOException {
        var floats = Tensors.raw(tensor).asFloatBuffer();
        ByteBuffer halves =
                ByteBuffer.allocate(floats.remaining() * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (floats.hasRemaining()) {
            float value = floats.get();
            short half = Halves.narrowed(value);
            if (Float.floatToRawIntBits(Halves.widened(half)) != Float.floatToRawIntBits(value)) {
                return Optional.empty();
            }
            halves.putShort(half);
        }
        return Optional.of(with(tensor, DataType.FLOAT16, halves.flip(), weights));
    }

    private static TensorProto with(TensorProto tensor, DataType type, ByteBuffer values, WeightsFile weights)
            throws IOException {
        TensorProto shape = TensorProto.newBuilder()
                .setName(tensor.getName())
                .setDataType(type.getNumber())
                .addAllDims(tensor.getDimsList())
                .build();
        return weights.appendOrHold(shape, values);
    }
}
