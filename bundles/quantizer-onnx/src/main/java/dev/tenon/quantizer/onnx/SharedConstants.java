// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import com.google.protobuf.ByteString;
import dev.tenon.onnx.graph.Graph;
import dev.tenon.onnx.graph.proto.NodeProto;
import java.util.HashMap;
import java.util.Map;

/**
 * Leaves one of several small constants that are the same: some exporters write a node for each use of a 6, and in a small
 * model of 8 bits these weigh as much as the weights. Stateless.
 */
final class SharedConstants {
    private static final int MOST_BYTES = 256;

    private SharedConstants() {}

    /** Shares the {@code Constant} nodes of a graph; what a graph around it sees of it stays. */
    static void share(Graph graph) {
        Map<ByteString, String> first = new HashMap<>();
        for (NodeProto node : graph.nodes()) {
            if (!Graph.isOnnx(node, "Constant") || node.getSerializedSize() > MOST_BYTES) {
                continue;
            }
            String name = node.getOutput(0);
            String same = first.putIfAbsent(value(node), name);
            if (same != null && !graph.isOutput(name)) {
                graph.redirect(name, same, reader -> true);
                graph.replace(node);
            }
        }
    }

    /** What it is, without what it is called. */
    private static ByteString value(NodeProto node) {
        NodeProto.Builder nameless = node.toBuilder().clearName().clearOutput().clearDocString();
        nameless.getAttributeBuilderList()
                .forEach(attribute -> attribute.getTBuilder().clearName());
        return nameless.build().toByteString();
    }
}
