// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How many axes the values of a graph of an opset before 13 have: as it is stated, or as it follows from those of other
 * values where an operator leaves no choice. Not thread-safe.
 */
final class ValueAxes {
    /** All outputs have as many as the first input. */
    private static final Set<String> FIRST =
            Set.of(("Abs Affine AveragePool BatchNormalization Cast Ceil Clip Concat Conv"
                            + " ConvTranspose Crop CumSum DepthToSpace Dropout Elu Erf Exp Floor GlobalAveragePool GlobalMaxPool"
                            + " HardSigmoid Hardmax Identity ImageScaler InstanceNormalization LRN LeakyRelu Log LogSoftmax MaxPool"
                            + " Neg Not PRelu Pad Reciprocal Relu Resize Scatter ScatterElements Selu Sigmoid Slice Softmax Softplus"
                            + " Softsign SpaceToDepth Split Sqrt Tanh ThresholdedRelu Tile TopK Upsample")
                    .split(" "));

    /** As many as that of the inputs which has most. */
    private static final Set<String> MOST =
            Set.of("Add And Div Equal Greater Less MatMul Max Mean Min Mod Mul Or Pow Sub Sum Where Xor".split(" "));

    private final Optional<ValueAxes> around;
    private final Map<String, Integer> axes = new HashMap<>();
    private final Map<String, TensorProto> tensors = new HashMap<>();

    /** Those that this graph has itself: the same name around it is another value. */
    private final Set<String> own;

    ValueAxes(GraphProto graph, Optional<ValueAxes> around) {
        this.around = around;
        own = names(graph);
        for (TensorProto tensor : graph.getInitializerList()) {
            axes.put(tensor.getName(), tensor.getDimsCount());
            tensors.put(tensor.getName(), tensor);
        }
        Stream.of(graph.getInputList(), graph.getOutputList(), graph.getValueInfoList())
                .flatMap(List::stream)
                .filter(value -> value.getType().getTensorType().hasShape())
                .forEach(this::state);
        for (NodeProto node : graph.getNodeList()) {
            Optional<Integer> found =
                    Graph.isOnnx(node, node.getOpType()) && node.getOutputCount() > 0 ? of(node) : Optional.empty();
            found.ifPresent(count -> node.getOutputList().forEach(output -> axes.putIfAbsent(output, count)));
        }
    }

    private static Set<String> names(GraphProto graph) {
        Set<String> names = new HashSet<>();
        graph.getInputList().forEach(input -> names.add(input.getName()));
        graph.getNodeList().forEach(node -> names.addAll(node.getOutputList()));
        return names;
    }

    private void state(ValueInfoProto value) {
        axes.put(value.getName(), value.getType().getTensorType().getShape().getDimCount());
    }

    /** Returns how many axes a value has; empty if that is not known. */
    Optional<Integer> of(String name) {
        Integer count = axes.get(name);
        if (count != null) {
            return Optional.of(count);
        }
        return own.contains(name) ? Optional.empty() : around.flatMap(each -> each.of(name));
    }

    private Optional<Integer> of(NodeProto node) {
        String operator = node.getOpType();
        if (operator.equals("Constant")) {
            Optional<TensorProto> tensor =
                    Graph.attribute(node, "value").filter(AttributeProto::hasT).map(AttributeProto::getT);
            tensor.ifPresent(each -> tensors.put(node.getOutput(0), each));
            return tensor.map(TensorProto::getDimsCount);
        }
        if (node.getInputCount() == 0) {
            return Optional.empty();
        }
        Optional<Integer> first = of(node.getInput(0));
        if (FIRST.contains(operator)) {
            return first;
        }
        if (MOST.contains(operator)) {
            return most(node);
        }
        return switch (operator) {
            case "Flatten", "Gemm" -> Optional.of(2);
            case "Shape" -> Optional.of(1);
            case "Transpose" ->
                Nodes.integers(node, "perm")
                        .map(List::size)
                        .filter(size -> size > 0)
                        .or(() -> first);
            case "Reshape" -> shape(node);
            case "Unsqueeze" ->
                first.flatMap(count -> Nodes.integers(node, "axes").map(list -> count + list.size()));
            case "Squeeze" ->
                first.flatMap(count -> Nodes.integers(node, "axes").map(list -> count - list.size()));
            case "Gather" -> first.flatMap(count -> of(node.getInput(1)).map(other -> count + other - 1));
            default ->
                operator.startsWith("Reduce") && Nodes.integer(node, "keepdims").orElse(1L) != 0
                        ? first
                        : Optional.empty();
        };
    }

    /** A product with a vector has fewer. */
    private Optional<Integer> most(NodeProto node) {
        int most = 0;
        for (String input : node.getInputList()) {
            Optional<Integer> count = of(input);
            if (count.isEmpty() || node.getOpType().equals("MatMul") && count.get() < 2) {
                return Optional.empty();
            }
            most = Math.max(most, count.get());
        }
        return Optional.of(most);
    }

    private Optional<Integer> shape(NodeProto node) {
        TensorProto shape = node.getInputCount() > 1 ? tensors.get(node.getInput(1)) : null;
        return shape == null || shape.getDimsCount() != 1 ? Optional.empty() : Optional.of((int) shape.getDims(0));
    }
}
