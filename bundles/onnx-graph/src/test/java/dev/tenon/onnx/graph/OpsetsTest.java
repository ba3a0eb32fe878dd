// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import com.google.protobuf.ByteString;
import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.AttributeProto.AttributeType;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.OperatorSetIdProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operator that changed, run before and after. */
class OpsetsTest {
    private static final Map<String, String> MISTAKEN =
            Map.of("asymmetric", "half_pixel", "floor", "ceil", "ceil", "floor");

    @TempDir
    Path folder;

    private int written;

    static NodeProto with(NodeProto node, AttributeProto... attributes) {
        return node.toBuilder().addAllAttribute(List.of(attributes)).build();
    }

    static AttributeProto integers(String name, long... values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INTS)
                .addAllInts(LongStream.of(values).boxed().toList())
                .build();
    }

    static AttributeProto number(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    static AttributeProto numbers(String name, Float... values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.FLOATS)
                .addAllFloats(List.of(values))
                .build();
    }

    static TensorProto constant(String name, TensorProto tensor) {
        return tensor.toBuilder().setName(name).build();
    }

    static TensorProto floats(String name, Float... values) {
        return constant(
                name, Nodes.floats(List.of(values), TensorProto.DataType.FLOAT_VALUE, List.of((long) values.length)));
    }

    /** Of an older opset; the inputs are called {@code x}, {@code x2}; that of {@code y} is stated by its name alone. */
    static ModelProto model(int opset, GraphProto graph) {
        return ModelProto.newBuilder()
                .setIrVersion(4)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
                .setGraph(graph)
                .build();
    }

    static GraphProto.Builder graph(long[] shape, NodeProto... nodes) {
        return GraphProto.newBuilder()
                .setName("g")
                .addInput(Models.value("x", shape))
                .addAllNode(List.of(nodes))
                .addOutput(ValueInfoProto.newBuilder().setName("y"));
    }

    private static long[] shape(long... shape) {
        return shape;
    }

    /** A model before, and what its nodes are afterwards. */
    record Change(String what, ModelProto before, List<String> after) {
        @Override
        public String toString() {
            return what + " of opset " + before.getOpsetImport(0).getVersion();
        }
    }

    private static Change change(int opset, String after, GraphProto.Builder graph) {
        String what = graph.getNodeList().stream().map(NodeProto::getOpType).collect(Collectors.joining(" "));
        NodeProto toFloat = with(Models.node("Cast", "float_shape", "shape"), Nodes.attribute("to", 1));
        GraphProto shown = graph.addNode(Models.node("Shape", "shape", "y"))
                .addNode(toFloat)
                .addOutput(ValueInfoProto.newBuilder().setName("float_shape"))
                .build();
        return new Change(what, model(opset, shown), List.of((after + " Shape Cast").split(" ")));
    }

    static List<Change> changes() {
        NodeProto x = Models.node("", "y", "x");
        List<Change> changes = new ArrayList<>();
        NodeProto slice = x.toBuilder().setOpType("Slice").build();
        changes.add(change(
                9,
                "Slice",
                graph(
                        shape(2, 3, 5),
                        with(slice, integers("starts", 1, -3), integers("ends", 2, 1000), integers("axes", 1, 2)))));
        changes.add(
                change(7, "Slice", graph(shape(2, 3), with(slice, integers("starts", 1, 1), integers("ends", 2, 3)))));
        NodeProto topK = x.toBuilder().setOpType("TopK").addOutput("indices").build();
        changes.add(change(9, "TopK", graph(shape(2, 5), with(topK, Nodes.attribute("k", 2)))));
        NodeProto clip = Models.node("Clip", "y", "r");
        NodeProto relu = Models.node("Relu", "r", "x");
        changes.add(change(
                10, "Relu Clip", graph(shape(2, 20), relu, with(clip, number("min", 0.2f), number("max", 0.7f)))));
        changes.add(change(7, "Relu Clip", graph(shape(2, 20), relu, with(clip, number("min", 0.2f)))));
        changes.add(change(7, "Relu Clip", graph(shape(2, 20), relu, with(clip, number("max", 0.2f)))));
        changes.add(change(7, "Relu Clip", graph(shape(2, 20), relu, clip)));
        NodeProto pad = with(x.toBuilder().setOpType("Pad").build(), integers("pads", 0, 1, 1, 2));
        changes.add(change(10, "Pad", graph(shape(2, 3), with(pad, number("value", 0.5f)))));
        changes.add(change(7, "Pad", graph(shape(2, 3), pad)));
        NodeProto reflected = x.toBuilder().setOpType("Pad").build();
        changes.add(change(
                10,
                "Pad",
                graph(
                        shape(4, 5),
                        with(
                                reflected,
                                integers("pads", 1, 2, 0, 3),
                                Nodes.attribute("mode", "reflect"),
                                number("value", 7)))));
        NodeProto dropout = x.toBuilder().setOpType("Dropout").addOutput("mask").build();
        changes.add(change(7, "Identity", graph(shape(2, 3), with(dropout, number("ratio", 0.3f)))));
        changes.add(change(10, "Identity", graph(shape(2, 3), dropout)));
        changes.add(change(
                9,
                "ScatterElements",
                graph(shape(3, 3), with(Models.node("Scatter", "y", "x", "i", "u"), Nodes.attribute("axis", 1)))
                        .addInitializer(constant(
                                "i",
                                Nodes.vector(List.of(0L, 2L)).toBuilder()
                                        .clearDims()
                                        .addDims(1)
                                        .addDims(2)
                                        .build()))
                        .addInitializer(floats("u", 5f, 6f).toBuilder()
                                .clearDims()
                                .addDims(1)
                                .addDims(2))));
        axes(changes);
        softmax(changes);
        knownAxes(changes);
        resizes(changes);
        experimental(changes);
        norms(changes);
        return changes;
    }

    private static void axes(List<Change> changes) {
        changes.add(change(
                7, "Squeeze", graph(shape(1, 2, 1, 3), with(Models.node("Squeeze", "y", "x"), integers("axes", 2)))));
        changes.add(change(12, "Squeeze", graph(shape(1, 2, 1, 3), Models.node("Squeeze", "y", "x"))));
        changes.add(change(
                11,
                "Unsqueeze",
                graph(shape(2, 3), with(Models.node("Unsqueeze", "y", "x"), integers("axes", -1, 1)))));
        NodeProto sum = Models.node("ReduceSum", "y", "x");
        changes.add(change(
                7,
                "ReduceSum",
                graph(shape(2, 3, 4), with(sum, integers("axes", 1, 2), Nodes.attribute("keepdims", 0)))));
        changes.add(change(12, "ReduceSum", graph(shape(2, 3), sum)));
        changes.add(change(
                11, "ReduceMean", graph(shape(2, 3), with(Models.node("ReduceMean", "y", "x"), integers("axes", -1)))));
        NodeProto split =
                Models.node("Split", "y", "x").toBuilder().addOutput("z").build();
        ValueInfoProto other = ValueInfoProto.newBuilder().setName("z").build();
        changes.add(change(
                7,
                "Split",
                graph(shape(2, 5), with(split, integers("split", 2, 3), Nodes.attribute("axis", 1)))
                        .addOutput(other)));
        changes.add(change(12, "Split", graph(shape(4, 5), split).addOutput(other)));
    }

    private static void softmax(List<Change> changes) {
        for (String operator : List.of("Softmax", "LogSoftmax", "Hardmax")) {
            NodeProto known = Models.node(operator, "y", "x");
            NodeProto unknown = Models.node(operator, "y", "r");
            NodeProto relu = Models.node("Relu", "r", "x");
            String flat = "Shape Flatten " + operator + " Reshape";
            changes.add(change(7, flat, graph(shape(2, 3, 4), known)));
            changes.add(change(9, operator, graph(shape(2, 3, 4), with(known, Nodes.attribute("axis", 2)))));
            changes.add(change(7, operator, graph(shape(2, 3), known)));
            changes.add(change(
                    12, "Relu " + operator, graph(shape(2, 3), relu, with(unknown, Nodes.attribute("axis", -1)))));
            changes.add(change(12, flat, graph(shape(2, 3, 4), with(known, Nodes.attribute("axis", -2)))));
            changes.add(change(12, flat, graph(shape(2, 3, 4), with(known, Nodes.attribute("axis", 0)))));
            changes.add(change(
                    11,
                    "Shape Reshape " + flat,
                    graph(
                            shape(2, 3),
                            Models.node("Shape", "s", "x"),
                            Models.node("Reshape", "r", "x", "s"),
                            unknown)));
            changes.add(change(
                    11, "Relu " + operator, graph(shape(2, 3), relu, unknown).addValueInfo(Models.value("r", 2, 3))));
        }
    }

    /** Each leaves no doubt how many axes there are, so that a softmax over the last stays one. */
    private static void knownAxes(List<Change> changes) {
        NodeProto transpose = with(Models.node("Transpose", "r", "x"), integers("perm", 2, 0, 1));
        NodeProto lone = with(Models.node("Unsqueeze", "r", "x"), integers("axes", 0));
        NodeProto less = with(Models.node("Squeeze", "r", "x"), integers("axes", 0));
        NodeProto mean = with(Models.node("ReduceMean", "r", "x"), integers("axes", 1));
        NodeProto reduced = with(Models.node("ReduceMean", "q", "x"), Nodes.attribute("keepdims", 0));
        for (List<NodeProto> nodes : List.of(
                List.of(transpose),
                List.of(lone),
                List.of(less),
                List.of(mean),
                List.of(reduced, Models.node("Mul", "r", "q", "x")),
                List.of(Models.node("Add", "r", "c", "x")),
                List.of(Models.node("MatMul", "r", "m", "x")),
                List.of(Models.node("Flatten", "r", "x")),
                List.of(Models.node("Reshape", "r", "x", "s")),
                List.of(Models.node("Gather", "r", "x", "s")),
                List.of(Models.node("Sigmoid", "q", "x"), Models.node("Relu", "r", "q")))) {
            String operator = nodes.get(nodes.size() - 1).getOpType();
            long axes =
                    switch (operator) {
                        case "Squeeze", "Flatten" -> 2;
                        case "Unsqueeze", "Reshape" -> 4;
                        case "Mul" -> 0; // of a mean without axes it is not worked out
                        default -> 3;
                    };
            NodeProto softmax = with(Models.node("Softmax", "y", "r"), Nodes.attribute("axis", Math.max(1, axes - 1)));
            GraphProto.Builder graph = graph(shape(1, 2, 4), nodes.toArray(NodeProto[]::new))
                    .addNode(softmax)
                    .addInitializer(floats("c", 1f, 2f, 3f, 4f))
                    .addInitializer(floats("m", 1f, 2f, 3f, 4f).toBuilder()
                            .clearDims()
                            .addDims(2)
                            .addDims(2))
                    .addInitializer(constant(
                            "s",
                            Nodes.vector(List.of(0L, 0L, 0L, 0L)).toBuilder()
                                    .clearDims()
                                    .addDims(4)
                                    .build()));
            if (operator.equals("Reshape")) {
                graph.setInitializer(2, constant("s", Nodes.vector(List.of(2L, 2L, 1L, 2L))));
            }
            String before = nodes.stream().map(NodeProto::getOpType).collect(Collectors.joining(" "));
            String after = axes == 0 ? " Shape Flatten Softmax Reshape" : " Softmax";
            changes.add(change(11, before + after, graph));
        }
    }

    private static void resizes(List<Change> changes) {
        NodeProto upsample = Models.node("Upsample", "y", "x");
        AttributeProto scales = numbers("scales", 1f, 1f, 2f, 3f);
        AttributeProto linear = Nodes.attribute("mode", "linear");
        changes.add(change(7, "Resize", graph(shape(1, 2, 3, 4), with(upsample, scales))));
        changes.add(change(8, "Resize", graph(shape(1, 2, 3, 4), with(upsample, scales, linear))));
        NodeProto newer = upsample.toBuilder().addInput("s").build();
        changes.add(change(9, "Resize", graph(shape(1, 1, 3, 4), newer).addInitializer(floats("s", 1f, 1f, 1.5f, 2f))));
        NodeProto resize = newer.toBuilder().setOpType("Resize").build();
        for (Float[] each : List.of(
                new Float[] {1f, 1f, 1.7f, 2f}, new Float[] {1f, 1f, 0.6f, 0.6f}, new Float[] {1f, 1f, 0.7f, 1f})) {
            changes.add(change(10, "Resize", graph(shape(1, 1, 5, 6), resize).addInitializer(floats("s", each))));
            changes.add(change(
                    10, "Resize", graph(shape(1, 1, 5, 6), with(resize, linear)).addInitializer(floats("s", each))));
        }
        NodeProto sized = Models.node("Resize", "y", "x", "none", "none", "sizes");
        changes.add(change(
                11,
                "Resize",
                graph(shape(1, 1, 3, 4), sized)
                        .addInitializer(floats("none"))
                        .addInitializer(constant("sizes", Nodes.vector(List.of(1L, 1L, 6L, 7L))))));
    }

    private static void experimental(List<Change> changes) {
        NodeProto crop = Models.node("Crop", "y", "x");
        changes.add(change(7, "Slice", graph(shape(1, 2, 6, 7), with(crop, integers("border", 1, 2, 3, 1)))));
        changes.add(change(7, "Slice", graph(shape(1, 2, 6, 7), with(crop, integers("border", 1, 2, 0, 1)))));
        changes.add(change(
                7,
                "Slice",
                graph(shape(1, 2, 6, 7), with(crop, integers("border", 1, 2, 0, 0), integers("scale", 3, 5)))));
        changes.add(change(
                7,
                "Mul Add",
                graph(
                        shape(1, 3, 2, 2),
                        with(
                                Models.node("ImageScaler", "y", "x"),
                                number("scale", 1.7f),
                                numbers("bias", -0.3f, 0.11f, 7f)))));
        changes.add(change(
                7,
                "Mul Add",
                graph(shape(40), with(Models.node("Affine", "y", "x"), number("alpha", 1.3f), number("beta", -0.7f)))));
        changes.add(change(
                7,
                "ThresholdedRelu",
                graph(shape(20), with(Models.node("ThresholdedRelu", "y", "x"), number("alpha", 0.4f)))));
    }

    private static void norms(List<Change> changes) {
        NodeProto norm = Models.node("BatchNormalization", "y", "x", "s", "b", "m", "v");
        GraphProto.Builder perChannel = graph(shape(2, 3, 2), with(norm, Nodes.attribute("spatial", 1)));
        GraphProto.Builder perPlace = graph(shape(2, 3, 2), with(norm, Nodes.attribute("spatial", 0)));
        for (String each : List.of("s", "b", "m", "v")) {
            perChannel.addInitializer(floats(each, 0.5f, 1.5f, 2.5f));
            perPlace.addInitializer(floats(each, 0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f).toBuilder()
                    .clearDims()
                    .addDims(3)
                    .addDims(2));
        }
        changes.add(change(7, "BatchNormalization", perChannel));
        changes.add(change(8, "Shape Flatten Reshape Reshape Reshape Reshape BatchNormalization Reshape", perPlace));
        TensorProto weight = floats("w", 1f, 2f, 3f, 4f).toBuilder()
                .clearDims()
                .addDims(1)
                .addDims(1)
                .addDims(2)
                .addDims(2)
                .build();
        changes.add(change(
                10,
                "ConvTranspose",
                graph(
                                shape(1, 1, 3, 3),
                                with(
                                        Models.node("ConvTranspose", "y", "x", "w"),
                                        Nodes.attribute("auto_pad", "SAME_UPPER")))
                        .addInitializer(weight)));
    }

    private Optional<List<float[]>> run(ModelProto model) throws Exception {
        try {
            return Runs.of(Models.save(model, folder.resolve(++written + ".onnx")));
        } catch (OrtException e) {
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void answersTheSame(Change change) throws Exception {
        ModelProto raised = Opsets.atLeast(change.before(), 13);
        assertThat(raised.getOpsetImport(0).getVersion()).isEqualTo(13);
        assertThat(raised.getIrVersion()).isEqualTo(7);
        assertThat(operators(raised)).isEqualTo(change.after());
        List<float[]> before = run(change.before()).orElseThrow();
        assertThat(isSame(before, run(raised))).isTrue();
        for (ModelProto mistaken : mistaken(raised, change.before())) {
            assertThat(isSame(before, run(mistaken))).as("%s", mistaken).isFalse();
        }
    }

    private static List<String> operators(ModelProto model) {
        return model.getGraph().getNodeList().stream().map(NodeProto::getOpType).toList();
    }

    private static boolean isSame(List<float[]> before, Optional<List<float[]>> after) {
        if (after.isEmpty() || after.get().size() != before.size()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            if (!Arrays.equals(before.get(i), after.get().get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the model with a mistake in each value and each attribute that it has gained. */
    private static List<ModelProto> mistaken(ModelProto raised, ModelProto before) {
        Set<Object> old = Stream.concat(
                        before.getGraph().getInitializerList().stream(),
                        before.getGraph().getNodeList().stream().flatMap(node -> node.getAttributeList().stream()))
                .collect(Collectors.toSet());
        List<ModelProto> mistaken = new ArrayList<>();
        for (int i = 0; i < raised.getGraph().getInitializerCount(); i++) {
            TensorProto tensor = raised.getGraph().getInitializer(i);
            if (!old.contains(tensor)) {
                byte[] values = tensor.getRawData().toByteArray();
                int place = tensor.getDataType() == TensorProto.DataType.INT64_VALUE ? 0 : 2;
                values[place] -= place == 0 ? 1 : 0x40; // one less; or another mantissa
                ModelProto.Builder other = raised.toBuilder();
                other.getGraphBuilder().getInitializerBuilder(i).setRawData(ByteString.copyFrom(values));
                mistaken.add(other.build());
            }
        }
        for (int i = 0; i < raised.getGraph().getNodeCount(); i++) {
            NodeProto node = raised.getGraph().getNode(i);
            boolean isLinear = Nodes.text(node, "mode").orElse("").equals("linear");
            for (int j = 0; j < node.getAttributeCount(); j++) {
                AttributeProto attribute = node.getAttribute(j);
                boolean isWithoutEffect = isLinear && attribute.getName().equals("nearest_mode");
                if (!old.contains(attribute) && !isWithoutEffect) {
                    AttributeProto wrong = attribute.hasS()
                            ? Nodes.attribute(
                                    attribute.getName(),
                                    MISTAKEN.get(attribute.getS().toStringUtf8()))
                            : Nodes.attribute(attribute.getName(), attribute.getI() == 0 ? 1 : 0);
                    ModelProto.Builder other = raised.toBuilder();
                    other.getGraphBuilder().getNodeBuilder(i).setAttribute(j, wrong);
                    mistaken.add(other.build());
                }
            }
        }
        return mistaken;
    }

    /** {@code y = condition ? clip(x) : x + x}, both sliced and shifted, within the branches of an {@code If}. */
    private static ModelProto choice(int opset) {
        NodeProto clip = with(Models.node("Clip", "c", "x"), number("min", 0.3f), number("max", 0.6f));
        NodeProto slice = with(Models.node("Slice", "out", "c"), integers("starts", 1), integers("ends", 2));
        GraphProto clipped = GraphProto.newBuilder()
                .setName("clipped")
                .addNode(clip)
                .addNode(slice)
                .addOutput(ValueInfoProto.newBuilder().setName("out"))
                .build();
        GraphProto doubled = clipped.toBuilder()
                .setName("doubled")
                .setNode(0, Models.node("Add", "d", "x", "x"))
                .setNode(1, slice.toBuilder().setInput(0, "d").setOutput(0, "out2"))
                .setOutput(0, ValueInfoProto.newBuilder().setName("out2"))
                .build();
        NodeProto choice = with(
                Models.node("If", "y", "condition"),
                AttributeProto.newBuilder()
                        .setName("then_branch")
                        .setType(AttributeType.GRAPH)
                        .setG(clipped)
                        .build(),
                AttributeProto.newBuilder()
                        .setName("else_branch")
                        .setType(AttributeType.GRAPH)
                        .setG(doubled)
                        .build());
        GraphProto.Builder graph = graph(
                        shape(3, 4),
                        with(Models.node("ReduceMean", "mean", "x"), Nodes.attribute("keepdims", 0)),
                        with(Models.node("Cast", "condition", "mean"), Nodes.attribute("to", 9)),
                        choice)
                .addInitializer(floats("out_starts", 1f)); // what the branches would like to call theirs
        return model(opset, graph.build());
    }

    @Test
    void raisesWhatIsWithinNodesWithoutHidingWhatIsAround() throws Exception {
        ModelProto before = choice(8);
        ModelProto raised = Opsets.atLeast(before, 13);
        assertThat(isSame(run(before).orElseThrow(), run(raised))).isTrue();
        GraphProto clipped = raised.getGraph().getNode(2).getAttribute(0).getG();
        assertThat(clipped.getInitializerList())
                .extracting(TensorProto::getName)
                .containsExactly("c_min", "c_max", "out_starts_2", "out_ends");
        assertThat(raised.getGraph().getInitializerList())
                .extracting(TensorProto::getName)
                .containsExactly("out_starts");
        ModelProto.Builder mistaken = raised.toBuilder();
        mistaken.getGraphBuilder()
                .getNodeBuilder(2)
                .getAttributeBuilder(0)
                .getGBuilder()
                .setInitializer(0, constant("c_min", floats("c_min", 0.5f)));
        assertThat(isSame(run(before).orElseThrow(), run(mistaken.build()))).isFalse();
    }
}
