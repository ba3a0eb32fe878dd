// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import com.google.protobuf.ByteString;
import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.OperatorSetIdProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorShapeProto;
import dev.tenon.onnx.graph.proto.TypeProto;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small models to read and write. */
final class Models {
    private Models() {}

    /** Whole numbers from 0 on, as floats. */
    static ByteBuffer counting(int count) {
        ByteBuffer values = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            values.putFloat(i);
        }
        return values.flip();
    }

    static TensorProto.Builder floats(String name, int count) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addDims(count);
    }

    /** With an initializer, a {@code Constant}, and one in the branch of an {@code If}. */
    static ModelProto withWeights(int count) {
        ByteString values = ByteString.copyFrom(counting(count));
        TensorProto branch = floats("inner", count).setRawData(values).build();
        return model(GraphProto.newBuilder()
                .setName("g")
                .addInitializer(floats("raw", count).setRawData(values))
                .addInitializer(typed("typed", count))
                .addNode(NodeProto.newBuilder()
                        .setOpType("Constant")
                        .addOutput("c")
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("value")
                                .setType(AttributeProto.AttributeType.TENSOR)
                                .setT(floats("constant", count).setRawData(values))))
                .addNode(NodeProto.newBuilder()
                        .setOpType("If")
                        .addInput("cond")
                        .addOutput("y")
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("then_branch")
                                .setType(AttributeProto.AttributeType.GRAPH)
                                .setG(GraphProto.newBuilder().setName("then").addInitializer(branch)))));
    }

    static TensorProto.Builder typed(String name, int count) {
        TensorProto.Builder tensor = floats(name, count);
        for (int i = 0; i < count; i++) {
            tensor.addFloatData(i);
        }
        return tensor;
    }

    static NodeProto node(String type, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(type)
                .addOutput(output)
                .addAllInput(List.of(inputs))
                .build();
    }

    /** An input or output of floats. */
    static ValueInfoProto value(String name, long... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (long each : shape) {
            dimensions.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(each));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                .setShape(dimensions)))
                .build();
    }

    static ModelProto model(GraphProto.Builder graph) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build();
    }

    static Path save(ModelProto model, Path file) throws IOException {
        return Files.write(file, model.toByteArray());
    }
}
