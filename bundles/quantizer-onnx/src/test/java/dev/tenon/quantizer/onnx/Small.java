// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import com.google.protobuf.ByteString;
import dev.tenon.onnx.graph.Halves;
import dev.tenon.onnx.graph.ModelReader;
import dev.tenon.onnx.graph.ModelWriter;
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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Builds small models. */
final class Small {
    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("small");
    private final Random random = new Random(5);

    Small input(String name, TensorProto.DataType type, long... shape) {
        graph.addInput(value(name, type, shape));
        return this;
    }

    Small output(String name) {
        graph.addOutput(ValueInfoProto.newBuilder().setName(name));
        return this;
    }

    /** Weights from a normal distribution. */
    Small weights(String name, double deviation, long... shape) {
        float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return values(name, values, shape);
    }

    Small values(String name, float[] values, long... shape) {
        graph.addInitializer(Nodes.floats(name, values, shape));
        return this;
    }

    Small tensor(TensorProto tensor) {
        graph.addInitializer(tensor);
        return this;
    }

    Small halves(String name, double deviation, long... shape) {
        weights(name, deviation, shape);
        TensorProto floats = graph.getInitializer(graph.getInitializerCount() - 1);
        java.nio.ByteBuffer from = floats.getRawData().asReadOnlyByteBuffer().order(java.nio.ByteOrder.LITTLE_ENDIAN);
        java.nio.ByteBuffer to = Nodes.little(from.remaining() / 2);
        while (from.hasRemaining()) {
            to.putShort(Halves.narrowed(from.getFloat()));
        }
        graph.setInitializer(
                graph.getInitializerCount() - 1, Nodes.bytes(name, TensorProto.DataType.FLOAT16, to.array(), shape));
        return this;
    }

    Small output(String name, TensorProto.DataType type, long... shape) {
        graph.addOutput(value(name, type, shape));
        return this;
    }

    Small node(String operator, List<String> inputs, String output, AttributeProto... attributes) {
        graph.addNode(Nodes.node(operator, inputs, output).addAllAttribute(List.of(attributes)));
        return this;
    }

    Small node(NodeProto node) {
        graph.addNode(node);
        return this;
    }

    GraphProto graph() {
        return graph.build();
    }

    static AttributeProto ints(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        Arrays.stream(values).forEach(attribute::addInts);
        return attribute.build();
    }

    static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    static AttributeProto inner(String name, GraphProto graph) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(graph)
                .build();
    }

    Path write(Path file, int opset) throws IOException {
        ModelProto model = ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
                .setGraph(graph)
                .build();
        ModelWriter.write(model, file, ModelWriter.Layout.INLINE);
        return file;
    }

    static ValueInfoProto value(String name, TensorProto.DataType type, long... shape) {
        TensorShapeProto.Builder extents = TensorShapeProto.newBuilder();
        Arrays.stream(shape)
                .forEach(extent ->
                        extents.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(extent)));
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(extents)))
                .build();
    }

    /** The operators of a model in their order, those within others too. */
    static List<String> operators(Path file) throws IOException {
        return operators(ModelReader.read(file).getGraph()).toList();
    }

    private static Stream<String> operators(GraphProto graph) {
        return graph.getNodeList().stream()
                .flatMap(node -> Stream.concat(
                        Stream.of(node.getOpType()),
                        dev.tenon.onnx.graph.Graph.inner(node).flatMap(Small::operators)));
    }
}
