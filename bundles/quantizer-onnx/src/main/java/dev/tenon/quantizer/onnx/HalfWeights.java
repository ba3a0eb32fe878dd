// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.onnx.graph.Graph;
import dev.tenon.onnx.graph.HalfFloats;
import dev.tenon.onnx.graph.ModelReader;
import dev.tenon.onnx.graph.Tensors;
import dev.tenon.onnx.graph.WeightsFile;
import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has the weights of a model that was one of half floats take as little as they did, where they were not quantized: they
 * lie in the file as half floats, and a {@code Cast} widens them once, when the model is loaded. Stateless.
 */
final class HalfWeights {
    private HalfWeights() {}

    /**
     * Narrows what loses nothing by it.
     *
     * @param model a variant
     * @param file takes the narrow weights
     */
    static ModelProto narrowed(ModelProto model, WeightsFile file) throws IOException {
        Graph names = Graph.of(model.getGraph()); // it knows those of the graphs within
        return model.toBuilder()
                .setGraph(narrowed(model.getGraph(), names, file))
                .build();
    }

    private static GraphProto narrowed(GraphProto graph, Graph names, WeightsFile file) throws IOException {
        GraphProto.Builder made = graph.toBuilder().clearInitializer().clearNode();
        List<NodeProto> casts = new ArrayList<>();
        for (TensorProto tensor : graph.getInitializerList()) {
            Optional<TensorProto> half = narrow(tensor, file);
            made.addInitializer(half.isPresent() ? cast(tensor.getName(), half.get(), names, casts) : tensor);
        }
        made.addAllNode(casts);
        for (NodeProto node : graph.getNodeList()) {
            Optional<AttributeProto> value =
                    Graph.isOnnx(node, "Constant") ? Graph.attribute(node, "value") : Optional.empty();
            Optional<TensorProto> half = value.isPresent() ? narrow(value.get().getT(), file) : Optional.empty();
            if (half.isPresent()) {
                List<NodeProto> wide = new ArrayList<>();
                made.addInitializer(cast(node.getOutput(0), half.get(), names, wide));
                made.addAllNode(wide);
            } else {
                made.addNode(within(node, names, file));
            }
        }
        return made.build();
    }

    private static Optional<TensorProto> narrow(TensorProto tensor, WeightsFile file) throws IOException {
        return tensor.getDataType() == DataType.FLOAT_VALUE && Tensors.count(tensor) * Float.BYTES >= ModelReader.BULK
                ? HalfFloats.exactly(tensor, file)
                : Optional.empty();
    }

    private static TensorProto cast(String wide, TensorProto half, Graph names, List<NodeProto> casts) {
        String narrow = names.unique(wide + "_h");
        casts.add(Nodes.cast(narrow, wide, DataType.FLOAT));
        return half.toBuilder().setName(narrow).build();
    }

    private static NodeProto within(NodeProto node, Graph names, WeightsFile file) throws IOException {
        NodeProto.Builder changed = node.toBuilder();
        for (int i = 0; i < node.getAttributeCount(); i++) {
            AttributeProto attribute = node.getAttribute(i);
            if (attribute.hasG()) {
                changed.setAttribute(i, attribute.toBuilder().setG(narrowed(attribute.getG(), names, file)));
            }
        }
        return changed.build();
    }
}
