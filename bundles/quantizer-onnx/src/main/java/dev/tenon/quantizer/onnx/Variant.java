// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.quantizer.Schemes;
import dev.tenon.onnx.graph.Graph;
import dev.tenon.onnx.graph.WeightsFile;
import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.OperatorSetIdProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import dev.tenon.quantizer.onnx.Layer.Operator;
import dev.tenon.quantizer.onnx.Spread.Range;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a variant of a prepared model: each layer takes the form that was decided for it. Used once. */
final class Variant {
    /** Up to here sums of products fit into 32 bits together with a bias. */
    private static final float MOST_BIAS = 1 << 30;

    private final ModelProto model;
    private final Map<String, Layer> layers;
    private final Map<String, String> schemes;
    private final EightBitPlan plan;
    private final Map<String, Range> ranges;
    private final Integers integers;
    private final Map<String, Form> forms;
    private final WeightsFile file;

    /**
     * Which integers a device multiplies fast.
     *
     * @param isSigned whether activations are
     * @param most the greatest weight
     */
    record Integers(boolean isSigned, int most) {}

    /**
     * Begins one.
     *
     * @param model prepared
     * @param layers of it, by name
     * @param schemes what becomes of each that does not stay as it is
     * @param plan for the layers of the scheme {@code w8a8}
     * @param ranges of its activations
     * @param integers what the device likes
     * @param blocks weights of 4 bits that are ready, by the layer's name
     * @param file takes new weights
     */
    Variant(
            ModelProto model,
            Map<String, Layer> layers,
            Map<String, String> schemes,
            EightBitPlan plan,
            Map<String, Range> ranges,
            Integers integers,
            Map<String, Int4Blocks> blocks,
            WeightsFile file) {
        this.model = model;
        this.layers = layers;
        this.schemes = schemes;
        this.plan = plan;
        this.ranges = ranges;
        this.integers = integers;
        this.forms = Map.of(
                Schemes.W4A8,
                new FourBits(blocks),
                Schemes.W8A8_DYNAMIC,
                new RangesInRun(),
                Schemes.W8,
                new WeightsOnly());
        this.file = file;
    }

    ModelProto make() throws IOException {
        Graph outermost = Graph.of(model.getGraph());
        ModelProto.Builder made = model.toBuilder().setGraph(rewrite(outermost, GraphVariant.of(outermost, file), ""));
        boolean isMicrosoft = model.getOpsetImportList().stream()
                .anyMatch(each -> each.getDomain().equals(Nodes.MICROSOFT));
        if (!isMicrosoft
                && (schemes.containsValue(Schemes.W4A8)
                        || schemes.entrySet().stream()
                                .anyMatch(each -> each.getValue().equals(Schemes.W8A8_DYNAMIC)
                                        && layer(each.getKey()).operator() == Operator.LSTM))) {
            made.addOpsetImport(
                    OperatorSetIdProto.newBuilder().setDomain(Nodes.MICROSOFT).setVersion(1));
        }
        return made.build();
    }

    private Layer layer(String name) {
        return Optional.ofNullable(layers.get(name)).orElseThrow();
    }

    private GraphProto rewrite(Graph graph, GraphVariant variant, String path) throws IOException {
        new Rewriting(graph, variant, path).run();
        SharedConstants.share(graph);
        graph.sweep();
        return graph.build();
    }

    /** The work on one graph. */
    private final class Rewriting {
        private final Graph graph;
        private final GraphVariant variant;
        private final String path;
        /** What nodes of 8 bits read in the place of an activation that others make. */
        private final Map<String, String> dequantized = new HashMap<>();
        /** Scale and zero point by the activation whose range they are of. */
        private final Map<String, List<String>> parameters = new HashMap<>();

        private Rewriting(Graph graph, GraphVariant variant, String path) {
            this.graph = graph;
            this.variant = variant;
            this.path = path;
        }

        private void run() throws IOException {
            List<NodeProto> nodes = graph.nodes();
            List<NodeProto> before = path.isEmpty() ? entering() : List.of();
            for (NodeProto node : nodes) {
                List<NodeProto> made = new ArrayList<>(before);
                before = List.of();
                made.addAll(replaced(node));
                if (made.size() != 1 || made.get(0) != node) {
                    graph.replace(node, made.toArray(NodeProto[]::new));
                }
            }
        }

        /** Quantizes what no node of this graph makes. */
        private List<NodeProto> entering() throws IOException {
            List<NodeProto> made = new ArrayList<>();
            for (String activation : plan.activations()) {
                if (graph.producer(activation).isEmpty()) {
                    dequantized.put(activation, pair(activation, variant.unique(activation + "_d"), made));
                }
            }
            return made;
        }

        private List<NodeProto> replaced(NodeProto node) throws IOException {
            boolean isOnEightBits = path.isEmpty() && (plan.isWorking(node) || plan.isCut(node));
            String scheme = schemes.getOrDefault(path + Layers.nameOf(node), Schemes.ORIGINAL);
            NodeProto changed = inner(node);
            if (path.isEmpty() && plan.isWorking(node)) {
                changed = reading(changed);
            }
            List<NodeProto> made = new ArrayList<>();
            if (scheme.equals(Schemes.W8A8)) {
                made.addAll(onEightBits(layer(path + Layers.nameOf(node)), changed));
            } else if (!scheme.equals(Schemes.ORIGINAL)) {
                Form form = Optional.ofNullable(forms.get(scheme)).orElseThrow();
                made.addAll(form.of(layer(path + Layers.nameOf(node)), changed, variant, integers.most()));
            } else {
                made.add(changed);
            }
            if (path.isEmpty()) {
                for (String output : node.getOutputList()) {
                    if (plan.activations().contains(output)) {
                        leaving(output, isOnEightBits, made);
                    }
                }
            }
            return made;
        }

        private NodeProto inner(NodeProto node) throws IOException {
            if (Graph.inner(node).findAny().isEmpty()) {
                return node;
            }
            NodeProto.Builder changed = node.toBuilder();
            for (int i = 0; i < node.getAttributeCount(); i++) {
                AttributeProto attribute = node.getAttribute(i);
                if (attribute.hasG()) {
                    GraphProto rewritten =
                            rewrite(Graph.of(attribute.getG()), variant.within(), Layers.within(path, node, attribute));
                    changed.setAttribute(i, attribute.toBuilder().setG(rewritten));
                }
            }
            return changed.build();
        }

        private NodeProto reading(NodeProto node) {
            NodeProto.Builder changed = node.toBuilder();
            for (int i : EightBitPlan.read(node)) {
                changed.setInput(i, dequantized.getOrDefault(node.getInput(i), node.getInput(i)));
            }
            return changed.build();
        }

        /** What nodes of 8 bits make, all read quantized; of what others make, only nodes of 8 bits do. */
        private void leaving(String output, boolean isOnEightBits, List<NodeProto> made) throws IOException {
            if (!isOnEightBits) {
                dequantized.put(output, pair(output, variant.unique(output + "_d"), made));
                return;
            }
            NodeProto last = made.get(made.size() - 1);
            String exact = variant.unique(output + "_e");
            made.set(
                    made.size() - 1,
                    last.toBuilder()
                            .setOutput(last.getOutputList().indexOf(output), exact)
                            .build());
            pair(output, exact, output, made);
        }

        private String pair(String activation, String floats, List<NodeProto> made) throws IOException {
            pair(activation, activation, floats, made);
            return floats;
        }

        private void pair(String activation, String from, String to, List<NodeProto> made) throws IOException {
            List<String> scale = parameters(activation);
            String integers = variant.unique(activation + "_q");
            made.add(Nodes.node("QuantizeLinear", List.of(from, scale.get(0), scale.get(1)), integers)
                    .build());
            made.add(Nodes.node("DequantizeLinear", List.of(integers, scale.get(0), scale.get(1)), to)
                    .build());
        }

        private List<String> parameters(String activation) throws IOException {
            String of = plan.rangeOf(activation);
            List<String> names = parameters.get(of);
            if (names == null) {
                Affine affine = affine(of);
                names = List.of(
                        variant.add(Nodes.floats(of + "_s", new float[] {affine.scale()})),
                        variant.add(of + "_z", integers.isSigned() ? DataType.INT8 : DataType.UINT8, new byte[] {
                            (byte) affine.zeroPoint()
                        }));
                parameters.put(of, names);
            }
            return names;
        }

        private Affine affine(String activation) {
            return Affine.of(Optional.ofNullable(ranges.get(activation)).orElseThrow(), integers.isSigned());
        }

        /** Weights and bias as integers: the bias on the scale that the sums have. */
        private List<NodeProto> onEightBits(Layer layer, NodeProto node) throws IOException {
            int axis = Form.axis(layer);
            float input = affine(plan.rangeOf(layer.node().getInput(0))).scale();
            Weights weights = Weights.read(layer.weight());
            float[] least = new float[weights.extent(axis)];
            Optional<TensorProto> constant = Form.constant(graph, layer.node(), 2)
                    .filter(tensor -> tensor.getDataType() == DataType.FLOAT_VALUE)
                    .filter(tensor -> isAlongChannels(tensor, least.length));
            boolean isPerChannel = constant.isPresent();
            float[] bias = isPerChannel ? Weights.read(constant.get()).values() : new float[0];
            for (int channel = 0; isPerChannel && channel < least.length; channel++) {
                least[channel] = Math.abs(bias[channel]) / (input * MOST_BIAS);
            }
            Int8Weights quantized = Int8Weights.perChannel(weights, axis, integers.most(), least);
            List<NodeProto> made = new ArrayList<>();
            String name = Form.name(layer, 0);
            NodeProto.Builder changed = node.toBuilder()
                    .setInput(
                            layer.operator().weight, variant.dequantized(name, quantized, weights.shape(), axis, made));
            if (isPerChannel) {
                changed.setInput(2, sums(layer, bias, quantized.scales(), input, made));
            }
            made.add(changed.build());
            return made;
        }

        /** A bias of a Gemm may differ from row to row instead. */
        private boolean isAlongChannels(TensorProto bias, int channels) {
            int rank = bias.getDimsCount();
            long count = bias.getDimsList().stream().reduce(1L, (one, other) -> one * other);
            return rank > 0 && bias.getDims(rank - 1) == channels && count == channels;
        }

        private String sums(Layer layer, float[] bias, float[] scales, float input, List<NodeProto> made)
                throws IOException {
            int[] sums = new int[bias.length];
            float[] products = new float[bias.length];
            for (int channel = 0; channel < sums.length; channel++) {
                products[channel] = scales[channel] * input;
                sums[channel] = (int) Math.rint((double) bias[channel] / products[channel]);
            }
            String name = layer.name() + "_bias";
            String values = variant.add(Nodes.ints(name + "_q", sums, sums.length));
            String scale = variant.add(Nodes.floats(name + "_s", products, products.length));
            String zeros = variant.add(Nodes.ints(name + "_z", new int[sums.length], sums.length));
            String floats = variant.unique(name + "_d");
            made.add(Nodes.node("DequantizeLinear", List.of(values, scale, zeros), floats)
                    .addAttribute(Nodes.attribute("axis", 0))
                    .build());
            return floats;
        }
    }
}
