// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.onnx.graph.Graph;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import dev.tenon.quantizer.onnx.Layer.Operator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Layers that read one activation, which a constant vector scales just before: what the vector gives up, their weights can
 * take.
 *
 * @param activation that is read by these alone
 * @param layers products of matrices
 * @param vectors inputs of the nodes before that are multiplied with what the activation is to be
 */
record BalancedGroup(String activation, List<Layer> layers, List<Vector> vectors) {
    /** An input of a node that is a constant vector. */
    record Vector(NodeProto node, int input, TensorProto values) {}

    /** Finds them in the outer graph of a prepared model. */
    static List<BalancedGroup> of(Graph graph, Collection<Layer> layers) {
        Map<String, List<Layer>> byActivation = new LinkedHashMap<>();
        for (Layer layer : layers) {
            if (layer.isOuter() && (layer.operator() == Operator.MATMUL || layer.operator() == Operator.GEMM)) {
                byActivation
                        .computeIfAbsent(layer.node().getInput(0), name -> new ArrayList<>())
                        .add(layer);
            }
        }
        List<BalancedGroup> groups = new ArrayList<>();
        byActivation.forEach((activation, readers) -> {
            List<Vector> vectors = vectors(graph, activation, inputs(readers.get(0)));
            if (!vectors.isEmpty() && isAlone(graph, activation, readers)) {
                groups.add(new BalancedGroup(activation, readers, vectors));
            }
        });
        return groups;
    }

    /** How many channels the activation has. */
    int inputs() {
        return inputs(layers.get(0));
    }

    private static int inputs(Layer layer) {
        return (int) layer.weight().getDims(Form.isTransposed(layer.node()) ? 1 : 0);
    }

    /** Whether nobody else reads the activation, nor the weights. */
    private static boolean isAlone(Graph graph, String activation, List<Layer> layers) {
        List<NodeProto> nodes = layers.stream().map(Layer::node).toList();
        return !graph.isOutput(activation)
                && nodes.containsAll(graph.readers(activation))
                && nodes.stream()
                        .allMatch(node -> !node.getInput(1).equals(activation)
                                && !graph.isOutput(node.getInput(1))
                                && nodes.containsAll(graph.readers(node.getInput(1))));
    }

    private static List<Vector> vectors(Graph graph, String activation, int channels) {
        Optional<NodeProto> node = graph.producer(activation);
        if (node.isEmpty()) {
            return List.of();
        }
        List<Vector> found = new ArrayList<>();
        if (Graph.isOnnx(node.get(), "LayerNormalization") && Layers.number(node.get(), "axis", -1) == -1) {
            vector(graph, node.get(), 1, channels).ifPresent(found::add);
            vector(graph, node.get(), 2, channels).ifPresent(found::add);
            return found.size() == node.get().getInputCount() - 1 ? found : List.of();
        }
        if (Graph.isOnnx(node.get(), "Mul")) {
            return either(graph, node.get(), channels).map(List::of).orElse(List.of());
        }
        Optional<Vector> added =
                Graph.isOnnx(node.get(), "Add") ? either(graph, node.get(), channels) : Optional.empty();
        if (added.isEmpty()) {
            return List.of();
        }
        String scaled = node.get().getInput(1 - added.get().input());
        Optional<Vector> multiplied = graph.producer(scaled)
                .filter(each -> Graph.isOnnx(each, "Mul")
                        && !graph.isOutput(scaled)
                        && graph.readers(scaled).size() == 1)
                .flatMap(each -> either(graph, each, channels));
        return multiplied.map(each -> List.of(each, added.get())).orElse(List.of());
    }

    private static Optional<Vector> either(Graph graph, NodeProto node, int channels) {
        return vector(graph, node, 1, channels).or(() -> vector(graph, node, 0, channels));
    }

    private static Optional<Vector> vector(Graph graph, NodeProto node, int input, int channels) {
        return Form.constant(graph, node, input)
                .filter(tensor -> tensor.getDataType() == DataType.FLOAT_VALUE
                        && tensor.getDimsCount() > 0
                        && tensor.getDims(tensor.getDimsCount() - 1) == channels
                        && tensor.getDimsList().stream().reduce(1L, (one, other) -> one * other) == channels)
                .map(tensor -> new Vector(node, input, tensor));
    }
}
