// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts values in the place of nodes that make the same in each run: shapes that an exporter computes, weights that are
 * transposed or filled when the model runs. Who runs models evaluates them, all at once. Stateless.
 */
public final class ConstantFolding {
    /** Those that make something else each time, and those whose folding would undo a quantization. */
    private static final Set<String> NEVER = Set.of(
            "Constant",
            "RandomNormal",
            "RandomNormalLike",
            "RandomUniform",
            "RandomUniformLike",
            "Multinomial",
            "Bernoulli",
            "Dropout",
            "QuantizeLinear",
            "DequantizeLinear",
            "DynamicQuantizeLinear");

    /** What is of these is no tensor. */
    private static final List<String> NO_TENSORS = List.of("Sequence", "SplitToSequence", "Optional");

    private ConstantFolding() {}

    /** Runs a model. */
    public interface Evaluator {
        /**
         * Runs one.
         *
         * @param model has no inputs; of its outputs the names alone are stated
         * @return the outputs by name, each a tensor with its values
         * @throws IOException if it cannot be run
         */
        Map<String, TensorProto> evaluate(ModelProto model) throws IOException;
    }

    /**
     * Folds what can be folded, in the model's own graph; not within branches, loops and functions, nor nodes of other
     * operators than ONNX's. A model of a format before IR 4 is {@linkplain IrVersions#atLeast4 raised} to it.
     *
     * @param model that was {@linkplain ModelReader read}; stays as it is
     * @param evaluator runs the nodes that are folded
     * @param weights takes large values
     * @return a model of the same outputs
     * @throws IOException if the evaluator fails, or values cannot be written
     */
    public static ModelProto fold(ModelProto model, Evaluator evaluator, WeightsFile weights) throws IOException {
        ModelProto raised = IrVersions.atLeast4(model);
        Graph graph = Graph.of(raised.getGraph());
        Set<NodeProto> foldable = foldable(graph);
        Set<String> wanted = wanted(graph, foldable);
        if (wanted.isEmpty()) {
            return model;
        }
        Map<String, TensorProto> values = evaluator.evaluate(part(raised, graph, foldable, wanted));
        for (NodeProto node : foldable) {
            List<NodeProto> constants = new ArrayList<>();
            for (String output : node.getOutputList()) {
                if (wanted.contains(output)) {
                    constants.add(constant(output, value(output, values, weights)));
                }
            }
            graph.replace(node, constants.toArray(NodeProto[]::new));
        }
        graph.sweep();
        return raised.toBuilder().setGraph(graph.build()).build();
    }

    private static Set<NodeProto> foldable(Graph graph) {
        Set<NodeProto> foldable = new LinkedHashSet<>();
        Set<String> same = new HashSet<>();
        for (NodeProto node : graph.nodes()) {
            if (Graph.isOnnx(node, "Constant")) {
                same.addAll(node.getOutputList());
            } else if (isFoldable(graph, node, same)) {
                foldable.add(node);
                same.addAll(node.getOutputList());
            }
        }
        return foldable;
    }

    private static boolean isFoldable(Graph graph, NodeProto node, Set<String> same) {
        return Graph.isOnnx(node, node.getOpType())
                && !NEVER.contains(node.getOpType())
                && NO_TENSORS.stream().noneMatch(node.getOpType()::startsWith)
                && Graph.inner(node).findAny().isEmpty()
                && node.getOutputList().stream().noneMatch(graph::isOutput)
                && node.getInputList().stream().anyMatch(input -> !input.isEmpty())
                && node.getInputList().stream()
                        .allMatch(input -> input.isEmpty()
                                || same.contains(input)
                                || graph.constant(input).isPresent());
    }

    /** Returns the values that others read. */
    private static Set<String> wanted(Graph graph, Set<NodeProto> foldable) {
        Set<String> wanted = new LinkedHashSet<>();
        for (NodeProto node : foldable) {
            node.getOutputList().stream()
                    .filter(output -> !foldable.containsAll(graph.readers(output)))
                    .forEach(wanted::add);
        }
        return wanted;
    }

    /** Returns a model of the nodes that are folded, and of what they read. */
    private static ModelProto part(ModelProto model, Graph graph, Set<NodeProto> foldable, Set<String> wanted) {
        GraphProto.Builder part = GraphProto.newBuilder().setName("constants");
        Set<String> read = new HashSet<>();
        foldable.forEach(node -> read.addAll(node.getInputList()));
        for (NodeProto node : graph.nodes()) {
            boolean isRead = Graph.isOnnx(node, "Constant")
                    && node.getOutputList().stream().anyMatch(read::contains);
            if (isRead || foldable.contains(node)) {
                part.addNode(node);
            }
        }
        model.getGraph().getInitializerList().stream()
                .filter(tensor -> read.contains(tensor.getName()))
                .forEach(part::addInitializer);
        wanted.forEach(name -> part.addOutput(ValueInfoProto.newBuilder().setName(name)));
        return model.toBuilder()
                .clearFunctions()
                .clearTrainingInfo()
                .setGraph(part)
                .build();
    }

    private static TensorProto value(String name, Map<String, TensorProto> values, WeightsFile weights)
            throws IOException {
        TensorProto value = values.get(name);
        if (value == null) {
            throw new OnnxException("the value " + name + ", which is the same in each run, was not evaluated");
        }
        if (value.getRawData().size() < ModelReader.BULK) {
            return value;
        }
        return weights.append(value.toBuilder().clearRawData().build(), Tensors.raw(value));
    }

    private static NodeProto constant(String output, TensorProto value) {
        return NodeProto.newBuilder()
                .setOpType("Constant")
                .setName(output)
                .addOutput(output)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("value")
                        .setType(AttributeProto.AttributeType.TENSOR)
                        .setT(value))
                .build();
    }
}
