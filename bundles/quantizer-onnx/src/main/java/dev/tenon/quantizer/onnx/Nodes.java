// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import com.google.protobuf.ByteString;
import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Makes nodes and small tensors. What is made for a value bears its name and a letter: {@code _q} its integers, {@code _s}
 * their scale, {@code _z} their zero point, {@code _d} floats again, {@code _e} the exact floats before. In small models
 * names weigh as much as weights.
 */
final class Nodes {
    /** Operators that ONNX Runtime has besides those of ONNX. */
    static final String MICROSOFT = "com.microsoft";

    private Nodes() {}

    /** Makes a node without a name, which might be taken; readers find it by its output. */
    static NodeProto.Builder node(String operator, List<String> inputs, String output) {
        return NodeProto.newBuilder().setOpType(operator).addAllInput(inputs).addOutput(output);
    }

    static NodeProto cast(String from, String to, TensorProto.DataType type) {
        return node("Cast", List.of(from), to)
                .addAttribute(attribute("to", type.getNumber()))
                .build();
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static TensorProto floats(String name, float[] values, long... shape) {
        ByteBuffer bytes = little(4 * values.length);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return tensor(name, TensorProto.DataType.FLOAT, bytes, shape);
    }

    static TensorProto ints(String name, int[] values, long... shape) {
        ByteBuffer bytes = little(4 * values.length);
        for (int value : values) {
            bytes.putInt(value);
        }
        return tensor(name, TensorProto.DataType.INT32, bytes, shape);
    }

    static TensorProto bytes(String name, TensorProto.DataType type, byte[] values, long... shape) {
        return tensor(name, type, ByteBuffer.wrap(values).position(values.length), shape);
    }

    /** Names type and shape of a tensor whose values are written elsewhere. */
    static TensorProto empty(String name, TensorProto.DataType type, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
        for (long extent : shape) {
            tensor.addDims(extent);
        }
        return tensor.build();
    }

    private static TensorProto tensor(String name, TensorProto.DataType type, ByteBuffer written, long... shape) {
        return empty(name, type, shape).toBuilder()
                .setRawData(ByteString.copyFrom(written.flip()))
                .build();
    }

    static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
