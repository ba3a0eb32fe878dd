// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import com.google.protobuf.ByteString;
import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.AttributeProto.AttributeType;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Nodes, their attributes, and the small tensors that they need. Stateless. */
final class Nodes {
    private Nodes() {}

    static NodeProto of(String operator, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addOutput(output)
                .addAllInput(List.of(inputs))
                .build();
    }

    /** Returns a node as it is, but for some attributes. */
    static NodeProto.Builder without(NodeProto node, String... attributes) {
        Set<String> left = Set.of(attributes);
        return node.toBuilder()
                .clearAttribute()
                .addAllAttribute(node.getAttributeList().stream()
                        .filter(each -> !left.contains(each.getName()))
                        .toList());
    }

    static Optional<Long> integer(NodeProto node, String attribute) {
        return Graph.attribute(node, attribute).map(AttributeProto::getI);
    }

    static Optional<Float> number(NodeProto node, String attribute) {
        return Graph.attribute(node, attribute).map(AttributeProto::getF);
    }

    static Optional<String> text(NodeProto node, String attribute) {
        return Graph.attribute(node, attribute).map(each -> each.getS().toStringUtf8());
    }

    static Optional<List<Long>> integers(NodeProto node, String attribute) {
        return Graph.attribute(node, attribute).map(AttributeProto::getIntsList);
    }

    static Optional<List<Float>> numbers(NodeProto node, String attribute) {
        return Graph.attribute(node, attribute).map(AttributeProto::getFloatsList);
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto attribute(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    /** Returns a tensor of one axis. */
    static TensorProto vector(List<Long> values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(bytes::putLong);
        return TensorProto.newBuilder()
                .setDataType(DataType.INT64_VALUE)
                .addDims(values.size())
                .setRawData(ByteString.copyFrom(bytes.flip()))
                .build();
    }

    /**
     * Returns a tensor of floats in a wider or narrower type: {@code FLOAT}, {@code DOUBLE} or {@code FLOAT16}.
     *
     * @param shape without any axis for a scalar
     */
    static TensorProto floats(List<Float> values, int type, List<Long> shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.size() * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            switch (type) {
                case DataType.FLOAT_VALUE -> bytes.putFloat(value);
                case DataType.DOUBLE_VALUE -> bytes.putDouble(value);
                case DataType.FLOAT16_VALUE -> bytes.putShort(Halves.narrowed(value));
                default -> throw new IllegalArgumentException("no type of floats: " + type);
            }
        }
        return TensorProto.newBuilder()
                .setDataType(type)
                .addAllDims(shape)
                .setRawData(ByteString.copyFrom(bytes.flip()))
                .build();
    }
}
