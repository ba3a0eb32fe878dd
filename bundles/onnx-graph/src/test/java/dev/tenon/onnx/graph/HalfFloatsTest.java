// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.FunctionProto;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HalfFloatsTest {
    @TempDir
    Path folder;

    private static ValueInfoProto half(String name, long... shape) {
        ValueInfoProto.Builder value = Models.value(name, shape).toBuilder();
        value.getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.FLOAT16_VALUE);
        return value.build();
    }

    private static TensorProto halves(String name, long... shape) {
        Random random = new Random(3);
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(DataType.FLOAT16_VALUE);
        int count = 1;
        for (long extent : shape) {
            tensor.addDims(extent);
            count *= (int) extent;
        }
        ByteBuffer values = ByteBuffer.allocate(Short.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
        while (values.hasRemaining()) {
            values.putShort(Halves.narrowed((float) random.nextGaussian() / 4));
        }
        return tensor.setRawData(com.google.protobuf.ByteString.copyFrom(values.flip()))
                .build();
    }

    private static NodeProto cast(String from, String to, DataType type) {
        return Models.node("Cast", to, from).toBuilder()
                .addAttribute(AttributeProto.newBuilder()
                        .setName("to")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(type.getNumber()))
                .build();
    }

    private static AttributeProto branch(String name, NodeProto node, TensorProto... tensors) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(GraphProto.newBuilder()
                        .setName(name)
                        .addAllInitializer(List.of(tensors))
                        .addNode(node)
                        .addOutput(half(node.getOutput(0), 1, 8)))
                .build();
    }

    /** Half floats everywhere: input, output, weights, branches, with 32 bits for a part of the way. */
    private static GraphProto.Builder graph() {
        return GraphProto.newBuilder()
                .setName("halves")
                .addInput(half("x", 1, 64))
                .addInitializer(halves("w", 64, 32))
                .addNode(Models.node("MatMul", "h", "x", "w"))
                .addNode(cast("h", "f", DataType.FLOAT))
                .addNode(Models.node("Tanh", "t", "f"))
                .addNode(cast("t", "g", DataType.FLOAT16))
                .addNode(Models.node("ReduceSum", "s", "t"))
                .addNode(cast("s", "yes", DataType.BOOL))
                .addNode(Models.node("If", "y", "yes").toBuilder()
                        .addAttribute(branch("then_branch", Models.node("MatMul", "a", "g", "v"), halves("v", 32, 8)))
                        .addAttribute(branch("else_branch", Models.node("MatMul", "b", "g", "u"), halves("u", 32, 8)))
                        .build())
                .addNode(Models.node("Relu", "z", "y"))
                .addValueInfo(half("h", 1, 32))
                .addOutput(half("y", 1, 8))
                .addOutput(half("z", 1, 8));
    }

    private static ModelProto model(GraphProto.Builder graph) {
        return Models.model(graph);
    }

    @Test
    void answersTheSameWithFloatsInside() throws Exception {
        Path before = Models.save(model(graph()), folder.resolve("before.onnx"));
        Path after = folder.resolve("after.onnx");
        ModelProto widened;
        try (WeightsFile weights = new WeightsFile(folder)) {
            widened = HalfFloats.widened(ModelReader.read(before), weights);
            ModelWriter.write(widened, after, ModelWriter.Layout.INLINE);
        }
        assertThat(widened.getGraph().getInputList()).isEqualTo(graph().getInputList());
        assertThat(widened.getGraph().getOutputList()).isEqualTo(graph().getOutputList());
        assertThat(widened.getGraph().getNodeList().stream().map(NodeProto::getOpType))
                .as("of the inner casts that to bool alone is left")
                .containsExactly("Cast", "MatMul", "Tanh", "ReduceSum", "Cast", "If", "Relu", "Cast", "Cast");
        Tensors.forEach(widened, tensor -> assertThat(tensor.getDataType()).isEqualTo(DataType.FLOAT_VALUE));
        List<float[]> expected = Runs.of(before).orElseThrow();
        List<float[]> answers = Runs.of(after).orElseThrow();
        for (int i = 0; i < expected.size(); i++) {
            for (int j = 0; j < expected.get(i).length; j++) {
                assertThat(answers.get(i)[j]).isCloseTo(expected.get(i)[j], within(0.005f));
            }
        }
        assertThat(expected).hasSize(2);
    }

    @Test
    void aModelWithoutThemStaysTheVerySame() throws Exception {
        ModelProto model = ModelReader.read(Models.save(Models.withWeights(8), folder.resolve("floats.onnx")));
        try (WeightsFile weights = new WeightsFile(folder)) {
            assertThat(HalfFloats.widened(model, weights)).isSameAs(model);
        }
    }

    @Test
    void weightsThatAreHalvesCanBeSuchAgain() throws Exception {
        try (WeightsFile weights = new WeightsFile(folder)) {
            TensorProto halves = halves("w", 64, 32);
            ModelProto widened = HalfFloats.widened(
                    Models.model(GraphProto.newBuilder().setName("g").addInitializer(halves)), weights);
            TensorProto back = HalfFloats.exactly(widened.getGraph().getInitializer(0), weights)
                    .orElseThrow();
            assertThat(Tensors.raw(back)).isEqualTo(Tensors.raw(halves));
            TensorProto third = TensorProto.newBuilder()
                    .setDataType(DataType.FLOAT_VALUE)
                    .addFloatData(1 / 3f)
                    .addDims(1)
                    .build();
            assertThat(HalfFloats.exactly(third, weights)).isEmpty();
        }
    }

    @Test
    void refusesWhatItCannotSee() throws Exception {
        try (WeightsFile weights = new WeightsFile(folder)) {
            GraphProto.Builder untyped = graph();
            untyped.setOutput(1, ValueInfoProto.newBuilder().setName("unknown"));
            assertThatThrownBy(() -> HalfFloats.widened(model(untyped), weights))
                    .isInstanceOf(OnnxException.class)
                    .hasMessageContaining("unknown has no type");
            ModelProto functions = model(graph()).toBuilder()
                    .addFunctions(FunctionProto.newBuilder().setName("f"))
                    .build();
            assertThatThrownBy(() -> HalfFloats.widened(functions, weights)).hasMessageContaining("functions");
        }
    }
}
