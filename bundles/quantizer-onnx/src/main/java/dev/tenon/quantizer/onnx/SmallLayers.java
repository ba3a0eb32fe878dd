// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.quantizer.Schemes;
import dev.tenon.onnx.graph.Graph;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds layers that would lose accuracy on 8 bits for nothing: small ones with no large one in their chain, whose weights
 * take hardly less with all that a layer of 8 bits needs besides. Stateless.
 */
final class SmallLayers {
    /** What nodes, scales and zero points of a layer take in the file. */
    private static final long OVERHEAD = 400;

    /** For each channel: scale and zero point of the weights, integers, scale and zero point of a bias. */
    private static final long PER_CHANNEL = 13;

    /** What they must save together, of the whole model. */
    private static final double LEAST_SHARE = 0.03;

    private SmallLayers() {}

    /**
     * Finds them, as they lie where all layers that can be are on 8 bits.
     *
     * @param model prepared
     * @param all its layers
     * @param bytes of the whole model
     * @return those that are better left as they are; none if together they save something
     */
    static List<Layer> notWorthIt(ModelProto model, List<Layer> all, long bytes) {
        List<Layer> layers = all.stream()
                .filter(layer -> layer.schemes().contains(Schemes.W8A8))
                .toList();
        EightBitPlan plan = EightBits.plan(Graph.of(model.getGraph()), layers);
        Map<NodeProto, Layer> byNode = new IdentityHashMap<>();
        layers.forEach(layer -> byNode.put(layer.node(), layer));
        Set<NodeProto> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Layer> alone = new ArrayList<>();
        for (Layer layer : layers) {
            if (!seen.contains(layer.node())) {
                List<Layer> chain = chain(layer.node(), plan, seen).stream()
                        .filter(byNode::containsKey)
                        .map(byNode::get)
                        .toList();
                if (chain.stream().noneMatch(each -> each.parameters() >= Layers.LEAST)) {
                    alone.addAll(chain);
                }
            }
        }
        long saved = alone.stream().mapToLong(SmallLayers::saved).sum();
        return saved < LEAST_SHARE * bytes ? alone : List.of();
    }

    private static long saved(Layer layer) {
        return (Float.BYTES - 1) * layer.parameters()
                - OVERHEAD
                - PER_CHANNEL * layer.weight().getDims(Form.axis(layer));
    }

    /** All that lies between activations of 8 bits with a node. */
    private static Set<NodeProto> chain(NodeProto start, EightBitPlan plan, Set<NodeProto> seen) {
        Set<NodeProto> chain = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<NodeProto> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty()) {
            NodeProto node = next.pop();
            if (seen.add(node)) {
                chain.add(node);
                next.addAll(plan.neighbours(node));
            }
        }
        return chain;
    }
}
