// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Operators that saw the axes of their values otherwise than in opset 13. Stateless. */
final class OlderShapes {
    private static final int RESIZE = 11;
    private static final int UPSAMPLE = 9;
    private static final String MODE = "coordinate_transformation_mode";

    /** In {@code Slice}, as far as it goes. */
    private static final long END = Long.MAX_VALUE;

    private static final int HEIGHT = 2;
    private static final int WIDTH = 3;
    private static final int SIDES = 4;

    private OlderShapes() {}

    /**
     * Was over all axes from one on, by default the second; is over one, by default the last. The axes are made one where
     * they are not known to be one already.
     */
    static List<NodeProto> softmax(NodeProto node, OlderGraph graph) {
        long axis = Nodes.integer(node, "axis").orElse(1L);
        Optional<Integer> axes = graph.axes().of(node.getInput(0));
        if (axes.isEmpty()) {
            axes = graph.axes().of(node.getOutput(0));
        }
        NodeProto.Builder last = Nodes.without(node, "axis").addAttribute(Nodes.attribute("axis", -1));
        if (axis == -1 || axes.isPresent() && axis == axes.get() - 1) {
            return List.of(last.build());
        }
        String shape = graph.unique(OlderOperators.name(node, "shape"));
        String flat = graph.unique(OlderOperators.name(node, "flat"));
        String soft = graph.unique(OlderOperators.name(node, "soft"));
        return List.of(
                Nodes.of("Shape", shape, node.getInput(0)),
                Nodes.of("Flatten", flat, node.getInput(0)).toBuilder()
                        .addAttribute(Nodes.attribute("axis", axis))
                        .build(),
                last.setInput(0, flat).setOutput(0, soft).build(),
                Nodes.of("Reshape", node.getOutput(0), soft, shape));
    }

    /** Had, if not {@code spatial}, a mean for each place: as if each place were a channel, which is how it is raised. */
    static List<NodeProto> batchNormalization(NodeProto node, OlderGraph graph) throws OnnxException {
        NodeProto.Builder norm = Nodes.without(node, "spatial");
        if (Nodes.integer(node, "spatial").orElse(1L) != 0) {
            return List.of(norm.build());
        }
        for (int i = 1; i < node.getOutputCount(); i++) {
            if (!node.getOutput(i).isEmpty()) {
                throw graph.refusal(node, "it is in training; export the model for inference");
            }
        }
        String shape = graph.unique(OlderOperators.name(node, "shape"));
        String flat = graph.unique(OlderOperators.name(node, "flat"));
        String normal = graph.unique(OlderOperators.name(node, "normal"));
        String line = graph.add(OlderOperators.name(node, "line"), Nodes.vector(List.of(-1L)));
        List<NodeProto> raised = new ArrayList<>();
        raised.add(Nodes.of("Shape", shape, node.getInput(0)));
        raised.add(Nodes.of("Flatten", flat, node.getInput(0)).toBuilder()
                .addAttribute(Nodes.attribute("axis", 1))
                .build());
        for (int i = 1; i < node.getInputCount(); i++) {
            String vector = graph.unique(OlderOperators.name(node, "line_" + i));
            raised.add(Nodes.of("Reshape", vector, node.getInput(i), line));
            norm.setInput(i, vector);
        }
        raised.add(norm.setInput(0, flat).clearOutput().addOutput(normal).build());
        raised.add(Nodes.of("Reshape", node.getOutput(0), normal, shape));
        return raised;
    }

    /** Never made anything smaller, and took the value before a place. */
    static List<NodeProto> upsample(NodeProto node, OlderGraph graph) throws OnnxException {
        if (graph.opset() >= UPSAMPLE) {
            return List.of(resized(node, "floor", node.getInput(1)));
        }
        List<Float> scales = Nodes.numbers(node, "scales").orElse(List.of());
        if (scales.isEmpty()) {
            throw graph.refusal(node, "it has no scales; the model is damaged");
        }
        TensorProto factors = Nodes.floats(scales, TensorProto.DataType.FLOAT_VALUE, List.of((long) scales.size()));
        return List.of(resized(node, "floor", graph.add(OlderOperators.name(node, "scales"), factors)));
    }

    /**
     * Took, where nothing is interpolated, the value before a place if it made the axis larger, and that behind it if it
     * made it smaller (onnx's test_resize_downsample_nearest of opset 10): the scales must be known. In opset 11 and 12 it
     * had one mode that 13 has not, and could not leave out scales.
     */
    static List<NodeProto> resize(NodeProto node, OlderGraph graph) throws OnnxException {
        if (graph.opset() < RESIZE) {
            String nearest =
                    Nodes.text(node, "mode").orElse("nearest").equals("nearest") ? nearest(node, graph) : "floor";
            return List.of(resized(node, nearest, node.getInput(1)));
        }
        if (Nodes.text(node, MODE).orElse("").equals("tf_half_pixel_for_nn")) {
            throw graph.refusal(node, "opset 13 has no mode tf_half_pixel_for_nn; export the model with another");
        }
        boolean hasSizes = node.getInputCount() > 3 && !node.getInput(3).isEmpty();
        boolean isEmpty = node.getInputCount() > 2
                && graph.constant(node.getInput(2))
                        .filter(scales -> scales.getDimsList().equals(List.of(0L)))
                        .isPresent();
        return List.of(hasSizes && isEmpty ? node.toBuilder().setInput(2, "").build() : node);
    }

    private static String nearest(NodeProto node, OlderGraph graph) throws OnnxException {
        Optional<TensorProto> scales = graph.constant(node.getInput(1));
        if (scales.isEmpty()) {
            throw graph.refusal(
                    node,
                    "its scales " + node.getInput(1) + " are not constant, and by them it rounds; fold constants");
        }
        boolean isLarger = false;
        boolean isSmaller = false;
        try {
            FloatBuffer factors = Tensors.raw(scales.get()).asFloatBuffer();
            while (factors.hasRemaining()) {
                float factor = factors.get();
                isLarger |= factor > 1;
                isSmaller |= factor < 1;
            }
        } catch (IOException e) {
            throw new OnnxException(
                    graph.refusal(node, "its scales cannot be read").getMessage(), e);
        }
        if (isLarger && isSmaller) {
            throw graph.refusal(node, "it makes one axis larger and another smaller; export the model with opset 13");
        }
        return isSmaller ? "ceil" : "floor";
    }

    private static NodeProto resized(NodeProto node, String nearest, String scales) {
        return Nodes.without(node, "scales")
                .setOpType("Resize")
                .clearInput()
                .addInput(node.getInput(0))
                .addInput("")
                .addInput(scales)
                .addAttribute(Nodes.attribute(MODE, "asymmetric"))
                .addAttribute(Nodes.attribute("nearest_mode", nearest))
                .build();
    }

    /** Was experimental: leaves out the sides left, top, right and bottom, or keeps a height and width from there. */
    static List<NodeProto> crop(NodeProto node, OlderGraph graph) throws OnnxException {
        List<Long> border = Nodes.integers(node, "border").orElse(List.of());
        List<Long> size = Nodes.integers(node, "scale").orElse(List.of());
        if (border.size() != SIDES || size.size() != 0 && size.size() != 2) {
            throw graph.refusal(node, "its border or scale is not what it should be; the model is damaged");
        }
        long left = border.get(0);
        long top = border.get(1);
        List<Long> ends = size.isEmpty()
                ? List.of(fromEnd(border.get(3)), fromEnd(border.get(2)))
                : List.of(top + size.get(0), left + size.get(1));
        return List.of(Nodes.without(node, "border", "scale")
                .setOpType("Slice")
                .addInput(graph.add(OlderOperators.name(node, "starts"), Nodes.vector(List.of(top, left))))
                .addInput(graph.add(OlderOperators.name(node, "ends"), Nodes.vector(ends)))
                .addInput(graph.add(
                        OlderOperators.name(node, "axes"), Nodes.vector(List.of((long) HEIGHT, (long) WIDTH))))
                .build());
    }

    private static long fromEnd(long border) {
        return border == 0 ? END : -border;
    }
}
