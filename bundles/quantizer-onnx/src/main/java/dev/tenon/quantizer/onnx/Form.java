// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.onnx.graph.Graph;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a layer can become. Implementations are stateless. */
interface Form {
    /**
     * Makes the nodes that do a layer's work.
     *
     * @param layer which
     * @param node its node as it is by now: what it reads may bear other names
     * @param variant takes constants
     * @param most the greatest integer of a weight
     * @return in their order; the last one has the node's outputs
     * @throws IOException if weights cannot be read or written
     */
    List<NodeProto> of(Layer layer, NodeProto node, GraphVariant variant, int most) throws IOException;

    /** Returns the name of a layer's weights in its graph: their tensors may have none, or all the same. */
    static String name(Layer layer, int index) {
        return layer.node().getInput(layer.operator().weight + index);
    }

    /** Returns an optional input. */
    static Optional<String> input(NodeProto node, int index) {
        return index < node.getInputCount() && !node.getInput(index).isEmpty()
                ? Optional.of(node.getInput(index))
                : Optional.empty();
    }

    /** Returns weights of a product as inputs × outputs. */
    static Weights inputsFirst(Layer layer) throws IOException {
        Weights weights = Weights.read(layer.weight());
        return isTransposed(layer.node()) ? weights.transposed() : weights;
    }

    /** Returns weights of a product as outputs × inputs. */
    static Weights outputsFirst(Layer layer) throws IOException {
        Weights weights = Weights.read(layer.weight());
        return isTransposed(layer.node()) ? weights : weights.transposed();
    }

    static boolean isTransposed(NodeProto node) {
        return node.getOpType().equals("Gemm") && Layers.number(node, "transB", 0) == 1;
    }

    /** The dimension of the weights along which the channels lie. */
    static int axis(Layer layer) {
        return isTransposed(layer.node()) ? 0 : layer.operator().axis;
    }

    /** Returns the value of an input that is the same in each run. */
    static Optional<TensorProto> constant(Graph graph, NodeProto node, int index) {
        return input(node, index).flatMap(graph::constant);
    }
}
