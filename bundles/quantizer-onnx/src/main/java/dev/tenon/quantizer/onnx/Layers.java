// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.quantizer.Schemes;
import dev.tenon.onnx.graph.Graph;
import dev.tenon.onnx.graph.Tensors;
import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import dev.tenon.quantizer.onnx.Layer.Operator;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the layers of a model, within branches and loops too. */
final class Layers {
    /** Below this a layer's own nodes and scales cost more than its weights; only whole chains of 8 bits are worth it. */
    static final long LEAST = 1_024;

    private final boolean isStandard;
    private final List<Layer> found = new ArrayList<>();
    /** The graph that is searched, and those around it. */
    private final Deque<Graph> scopes = new ArrayDeque<>();

    private Layers(boolean isStandard) {
        this.isStandard = isStandard;
    }

    /**
     * Finds them.
     *
     * @param graph of a prepared model
     * @param isStandard whether its opset has the operators of 8 bits
     * @return in the order of their nodes
     * @throws IOException if the shape of a weight makes no sense
     */
    static List<Layer> of(GraphProto graph, boolean isStandard) throws IOException {
        Layers layers = new Layers(isStandard);
        layers.search(graph, "");
        return List.copyOf(layers.found);
    }

    /** Returns what the layers within a node are named behind. */
    static String within(String path, NodeProto node, AttributeProto attribute) {
        return path + nameOf(node) + "/" + attribute.getName() + "/";
    }

    /** Returns the first of a node's outputs that has a name: those that are left out have none. */
    static String nameOf(NodeProto node) {
        return node.getOutputList().stream()
                .filter(output -> !output.isEmpty())
                .findFirst()
                .orElse("");
    }

    private void search(GraphProto proto, String path) throws IOException {
        scopes.push(Graph.of(proto));
        for (NodeProto node : proto.getNodeList()) {
            Optional<Operator> operator =
                    Graph.isOnnx(node, node.getOpType()) ? Operator.of(node.getOpType()) : Optional.empty();
            if (operator.isPresent()) {
                layer(operator.get(), node, path).ifPresent(found::add);
            }
            for (AttributeProto attribute : node.getAttributeList()) {
                if (attribute.hasG()) {
                    search(attribute.getG(), within(path, node, attribute));
                }
            }
        }
        scopes.pop();
    }

    private Optional<Layer> layer(Operator operator, NodeProto node, String path) throws IOException {
        List<TensorProto> weights = new ArrayList<>();
        for (int i = operator.weight; i <= operator.weight + (operator.isRecurrent() ? 1 : 0); i++) {
            Optional<TensorProto> weight = i < node.getInputCount() ? constant(node.getInput(i)) : Optional.empty();
            if (weight.isEmpty() || weight.get().getDataType() != DataType.FLOAT_VALUE) {
                return Optional.empty();
            }
            weights.add(weight.get());
        }
        long parameters = 0;
        for (TensorProto weight : weights) {
            parameters += Tensors.count(weight);
        }
        List<String> schemes =
                new ArrayList<>(schemes(operator, node, weights.get(0).getDimsCount(), path.isEmpty(), parameters));
        if (schemes.contains(Schemes.W8)) { // smaller layers are halves only where those around them are
            schemes.add(Schemes.FP16);
        }
        return parameters == 0 || schemes.isEmpty() || nameOf(node).isEmpty()
                ? Optional.empty()
                : Optional.of(new Layer(
                        path + nameOf(node),
                        operator,
                        node,
                        path.isEmpty(),
                        weights,
                        others(operator, node),
                        parameters,
                        schemes));
    }

    private Map<String, TensorProto> others(Operator operator, NodeProto node) {
        Map<String, TensorProto> others = new LinkedHashMap<>();
        int last = operator.weight + (operator.isRecurrent() ? 1 : 0);
        for (int i = 0; i < node.getInputCount(); i++) {
            String name = node.getInput(i);
            if (i < operator.weight || i > last) {
                constant(name)
                        .filter(tensor -> tensor.getDataType() == DataType.FLOAT_VALUE)
                        .ifPresent(tensor -> others.put(name, tensor));
            }
        }
        return others;
    }

    private Optional<TensorProto> constant(String name) {
        for (Graph scope : scopes) {
            Optional<TensorProto> constant = scope.constant(name);
            if (constant.isPresent() || scope.producer(name).isPresent()) {
                return constant;
            }
        }
        return Optional.empty();
    }

    private List<String> schemes(Operator operator, NodeProto node, int rank, boolean isOuter, long parameters) {
        boolean isLarge = parameters >= LEAST;
        return switch (operator) {
            case CONV -> rank < 3 ? List.of() : eightBits(isOuter, isLarge);
            case MATMUL -> rank == 2 ? product(isOuter, isLarge) : List.of();
            case GEMM -> rank == 2 && isPlain(node) ? product(isOuter, isLarge) : List.of();
            case CONV_TRANSPOSE -> isLarge && isStandard && rank > 2 ? List.of(Schemes.W8) : List.of();
            case GATHER ->
                isLarge && isStandard && rank == 2 && number(node, "axis", 0) == 0 ? List.of(Schemes.W8) : List.of();
            case LSTM -> {
                if (!isLarge || !isStandard) {
                    yield List.of();
                }
                yield isPlainLstm(node) ? List.of(Schemes.W8A8_DYNAMIC, Schemes.W8) : List.of(Schemes.W8);
            }
            case GRU -> isLarge && isStandard ? List.of(Schemes.W8) : List.of();
        };
    }

    private List<String> product(boolean isOuter, boolean isLarge) {
        List<String> schemes = new ArrayList<>();
        if (isLarge) {
            schemes.add(Schemes.W4A8);
        }
        schemes.addAll(eightBits(isOuter, isLarge));
        return schemes;
    }

    /** Ranges are known of the outer graph alone: what lies within a branch cannot be looked at. */
    private List<String> eightBits(boolean isOuter, boolean isLarge) {
        List<String> schemes = new ArrayList<>();
        if (isStandard && isOuter) {
            schemes.add(Schemes.W8A8);
        }
        if (isStandard && isLarge) {
            schemes.add(Schemes.W8A8_DYNAMIC);
            schemes.add(Schemes.W8);
        }
        return schemes;
    }

    private static boolean isPlain(NodeProto gemm) {
        return number(gemm, "transA", 0) == 0
                && real(gemm, "alpha") == 1
                && (gemm.getInputCount() < 3 || real(gemm, "beta") == 1);
    }

    /** What {@code DynamicQuantizeLSTM} can be: the usual functions, batches second, no peepholes. */
    private static boolean isPlainLstm(NodeProto node) {
        return node.getInputCount() < 8
                && number(node, "layout", 0) == 0
                && Graph.attribute(node, "activations").isEmpty()
                && Graph.attribute(node, "hidden_size").isPresent();
    }

    static long number(NodeProto node, String attribute, long otherwise) {
        return Graph.attribute(node, attribute).map(AttributeProto::getI).orElse(otherwise);
    }

    private static float real(NodeProto node, String attribute) {
        return Graph.attribute(node, attribute).map(AttributeProto::getF).orElse(1f);
    }
}
