// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.onnx.graph.Graph;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Which nodes of a graph compute with half floats: the layers that are to, and what reads nothing but what they make. */
final class HalfPlan {
    private final Set<NodeProto> nodes = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> made = new LinkedHashSet<>();

    private HalfPlan() {}

    /**
     * What is known of a graph.
     *
     * @param isAsked which nodes are layers that are to be of half floats
     * @param isLayer which are layers at all: those that are not asked stay as they are
     * @param constant finds values that are the same in each run, in graphs around it too
     * @param isBeyond which values are too great, as samples show
     */
    record Known(
            Predicate<NodeProto> isAsked,
            Predicate<NodeProto> isLayer,
            Function<String, Optional<TensorProto>> constant,
            Predicate<String> isBeyond) {}

    /**
     * Makes a plan.
     *
     * @throws IOException if a constant cannot be read
     */
    static HalfPlan of(Graph graph, Known known) throws IOException {
        HalfPlan plan = new HalfPlan();
        for (NodeProto node : graph.nodes()) {
            if (known.isAsked().test(node) || !known.isLayer().test(node) && plan.follows(node, known)) {
                plan.nodes.add(node);
                plan.made.addAll(HalfOperators.outputs(node));
            }
        }
        plan.shrink(graph, known);
        return plan;
    }

    /** Leaves out again what moves half floats to where floats are wanted: they are widened before. */
    private void shrink(Graph graph, Known known) {
        List<NodeProto> all = graph.nodes();
        for (int i = all.size() - 1; i >= 0; i--) {
            NodeProto node = all.get(i);
            if (nodes.contains(node)
                    && !known.isAsked().test(node)
                    && HalfOperators.isMoving(node)
                    && HalfOperators.outputs(node).stream()
                            .noneMatch(name -> graph.readers(name).stream().anyMatch(nodes::contains))) {
                nodes.remove(node);
                made.removeAll(HalfOperators.outputs(node));
            }
        }
    }

    private boolean follows(NodeProto node, Known known) throws IOException {
        if (!HalfOperators.isFollowing(node)
                || HalfOperators.outputs(node).stream().anyMatch(known.isBeyond())
                || HalfOperators.inputs(node).stream().noneMatch(i -> made.contains(node.getInput(i)))) {
            return false;
        }
        boolean isOfConstant = false;
        for (int i : HalfOperators.inputs(node)) {
            String name = node.getInput(i);
            isOfConstant |= !made.contains(name);
            if (!made.contains(name)) {
                Optional<TensorProto> constant =
                        known.constant().apply(name).filter(tensor -> tensor.getDataType() == DataType.FLOAT_VALUE);
                if (constant.isEmpty()
                        || !HalfTensor.misfit(constant.get(), isBound(node, i)).isEmpty()) {
                    return false;
                }
            }
        }
        return isOfConstant || !node.getOpType().equals("MatMul"); // what two activations make goes into a softmax
    }

    /** Whether an input only says where to cut off: what no half float reaches, the greatest says as well. */
    static boolean isBound(NodeProto node, int input) {
        return node.getOpType().equals("Clip") && input > 0;
    }

    boolean isHalf(NodeProto node) {
        return nodes.contains(node);
    }

    /** Returns the names of the values that are made as half floats. */
    Set<String> made() {
        return Collections.unmodifiableSet(made);
    }
}
