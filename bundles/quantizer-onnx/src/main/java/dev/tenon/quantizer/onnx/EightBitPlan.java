// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.onnx.graph.Graph;
import dev.tenon.onnx.graph.proto.NodeProto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which nodes of a graph work on 8 bits, and which activations therefore bear a pair of {@code QuantizeLinear} and
 * {@code DequantizeLinear}: the layers that are to, and what lies between two of them and can do so too. A runtime puts an
 * integer kernel in the place of a node between such pairs (onnxruntime.ai, Quantize ONNX models).
 */
final class EightBitPlan {
    /** They move values and change none: what comes out has the range of what goes in. */
    private static final Set<String> MOVING = Set.of(
            "MaxPool", "Reshape", "Transpose", "Squeeze", "Unsqueeze", "Flatten", "Slice", "Identity", "DepthToSpace");

    /** They compute, and have kernels of 8 bits. */
    private static final Set<String> COMPUTING =
            Set.of("Add", "Mul", "Concat", "AveragePool", "GlobalAveragePool", "LeakyRelu", "Sigmoid");

    /** They only cut off: the range of what comes out says it all, and the node goes. */
    private static final Set<String> CUTTING = Set.of("Relu", "Clip");

    /** They can leave their sums in floats, which costs nothing and is exact. */
    private static final Set<String> PRODUCTS = Set.of("MatMul", "Gemm");

    /** Of these each input is an activation; of all others the first is. */
    private static final Set<String> SEVERAL = Set.of("Add", "Mul", "Concat");

    private final Graph graph;
    private final List<NodeProto> nodes;
    private final Set<NodeProto> working = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> activations = new LinkedHashSet<>();
    private final Map<String, String> sameRange = new HashMap<>();

    private EightBitPlan(Graph graph) {
        this.graph = graph;
        this.nodes = graph.nodes();
    }

    /**
     * Makes a plan.
     *
     * @param graph of a prepared model
     * @param layers nodes of it that are to work on 8 bits
     */
    static EightBitPlan of(Graph graph, Set<NodeProto> layers) {
        EightBitPlan plan = new EightBitPlan(graph);
        plan.working.addAll(layers);
        plan.grow();
        plan.shrink(layers);
        plan.choose();
        return plan;
    }

    /** Returns whether a node reads and makes 8 bits. */
    boolean isWorking(NodeProto node) {
        return working.contains(node);
    }

    /** Returns the activations that are quantized, in no particular order of importance. */
    Set<String> activations() {
        return Collections.unmodifiableSet(activations);
    }

    /** Returns the activation whose range another has: itself, unless it was only moved. */
    String rangeOf(String activation) {
        String of = activation;
        while (sameRange.containsKey(of)) {
            of = sameRange.getOrDefault(of, of);
        }
        return of;
    }

    /** Returns the nodes on 8 bits that make what a node on 8 bits reads, or read what it makes. */
    List<NodeProto> neighbours(NodeProto node) {
        List<NodeProto> all = new ArrayList<>();
        for (int i : read(node)) {
            graph.producer(node.getInput(i)).ifPresent(all::add);
        }
        all.addAll(graph.readers(node.getOutput(0)));
        all.removeIf(each -> !working.contains(each) && !isCut(each));
        return all;
    }

    /** Returns the indexes of the inputs of a node that are activations. */
    static List<Integer> read(NodeProto node) {
        List<Integer> indexes = new ArrayList<>();
        int count = SEVERAL.contains(node.getOpType()) ? node.getInputCount() : Math.min(1, node.getInputCount());
        for (int i = 0; i < count; i++) {
            indexes.add(i);
        }
        return indexes;
    }

    /** Takes in what reads only what is made on 8 bits. */
    private void grow() {
        for (NodeProto node : nodes) {
            boolean isAble = Graph.isOnnx(node, node.getOpType())
                    && (MOVING.contains(node.getOpType()) || COMPUTING.contains(node.getOpType()))
                    && node.getOutputCount() == 1;
            if (isAble && read(node).stream().allMatch(i -> isMadeOnEightBits(node.getInput(i)))) {
                working.add(node);
            }
        }
    }

    private boolean isMadeOnEightBits(String name) {
        return graph.producer(name)
                .map(node -> isCut(node) ? graph.producer(node.getInput(0)).orElse(node) : node)
                .filter(working::contains)
                .isPresent();
    }

    /** Leaves out again what no layer reads. */
    private void shrink(Set<NodeProto> layers) {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            NodeProto node = nodes.get(i);
            if (working.contains(node) && !layers.contains(node) && !isReadOnEightBits(node.getOutput(0))) {
                working.remove(node);
            }
        }
    }

    private boolean isReadOnEightBits(String name) {
        return graph.readers(name).stream()
                .anyMatch(reader -> working.contains(reader)
                        || isCut(reader)
                                && graph.readers(reader.getOutput(0)).stream().anyMatch(working::contains));
    }

    /** Whether a node only cuts off what a node on 8 bits makes for it alone. */
    boolean isCut(NodeProto node) {
        return isCutting(node)
                && graph.readers(node.getInput(0)).size() == 1
                && !graph.isOutput(node.getInput(0))
                && graph.producer(node.getInput(0)).filter(working::contains).isPresent();
    }

    private boolean isCutting(NodeProto node) {
        return Graph.isOnnx(node, node.getOpType())
                && CUTTING.contains(node.getOpType())
                && node.getInputList().stream()
                        .skip(1)
                        .allMatch(bound ->
                                bound.isEmpty() || graph.constant(bound).isPresent());
    }

    private void choose() {
        for (NodeProto node : nodes) {
            if (!working.contains(node)) {
                continue;
            }
            read(node).forEach(i -> activations.add(node.getInput(i)));
            String made = node.getOutput(0);
            List<NodeProto> readers = graph.readers(made);
            if (readers.size() == 1 && isCut(readers.get(0))) {
                made = readers.get(0).getOutput(0);
            }
            if (!PRODUCTS.contains(node.getOpType())
                    || graph.readers(made).stream().anyMatch(working::contains)) {
                activations.add(made);
                if (MOVING.contains(node.getOpType()) && made.equals(node.getOutput(0))) {
                    sameRange.put(made, node.getInput(0));
                }
            }
        }
    }
}
