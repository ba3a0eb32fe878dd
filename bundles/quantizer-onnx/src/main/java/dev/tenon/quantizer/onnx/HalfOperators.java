// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.onnx.graph.Graph;
import dev.tenon.onnx.graph.proto.NodeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which operators compute well with half floats, and what of theirs is floats. Sums over many values, exponentials and
 * normalizations are not among them, as in mixed precision training (Micikevicius et al., Mixed Precision Training, ICLR
 * 2018, §4). Stateless.
 */
final class HalfOperators {
    /** Of these each input is floats. */
    private static final Set<String> ALL =
            Set.of("Add", "Sub", "Mul", "Concat", "PRelu", "MatMul", "Gemm", "Conv", "ConvTranspose", "Clip");

    /** Of these the first is. */
    private static final Set<String> FIRST = Set.of(
            "Relu",
            "LeakyRelu",
            "Sigmoid",
            "Tanh",
            "HardSigmoid",
            "HardSwish",
            "Erf",
            "Gelu",
            "Neg",
            "MaxPool",
            "AveragePool",
            "GlobalMaxPool",
            "Reshape",
            "Transpose",
            "Squeeze",
            "Unsqueeze",
            "Flatten",
            "Slice",
            "Split",
            "Expand",
            "Tile",
            "Resize",
            "Gather",
            "Identity",
            "DepthToSpace",
            "SpaceToDepth");

    /** Of these some are. */
    private static final Map<String, List<Integer>> SOME =
            Map.of("Pad", List.of(0, 2), "LSTM", List.of(0, 1, 2, 3, 5, 6, 7), "GRU", List.of(0, 1, 2, 3, 5));

    /** Of these each output is floats; of others the first. */
    private static final Set<String> ALL_OUTPUTS = Set.of("Split", "LSTM", "GRU");

    /** They move values and compute nothing: done between floats they cost the same. */
    private static final Set<String> MOVING = Set.of(
            "Reshape",
            "Transpose",
            "Squeeze",
            "Unsqueeze",
            "Flatten",
            "Slice",
            "Split",
            "Expand",
            "Tile",
            "Gather",
            "Identity",
            "Concat",
            "DepthToSpace",
            "SpaceToDepth");

    /** They have nothing to do with half floats but where they are a layer that is to. */
    private static final Set<String> LAYERS = Set.of("LSTM", "GRU");

    private HalfOperators() {}

    /** Says whether a node that reads half floats computes with them, too. */
    static boolean isFollowing(NodeProto node) {
        return Graph.isOnnx(node, node.getOpType())
                && !LAYERS.contains(node.getOpType())
                && !inputs(node).isEmpty();
    }

    /** Says whether a node is of half floats only for the sake of those that read it. */
    static boolean isMoving(NodeProto node) {
        return MOVING.contains(node.getOpType());
    }

    /** Returns the indexes of a node's inputs that are floats; none of an operator that is not known. */
    static List<Integer> inputs(NodeProto node) {
        List<Integer> all = new ArrayList<>();
        if (ALL.contains(node.getOpType())) {
            for (int i = 0; i < node.getInputCount(); i++) {
                all.add(i);
            }
        } else if (FIRST.contains(node.getOpType())) {
            all.add(0);
        } else {
            all.addAll(SOME.getOrDefault(node.getOpType(), List.of()));
        }
        return all.stream().filter(i -> Form.input(node, i).isPresent()).toList();
    }

    /** Returns the names of a node's outputs that are floats. */
    static List<String> outputs(NodeProto node) {
        long count = ALL_OUTPUTS.contains(node.getOpType()) ? node.getOutputCount() : 1;
        return node.getOutputList().stream()
                .limit(count)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
