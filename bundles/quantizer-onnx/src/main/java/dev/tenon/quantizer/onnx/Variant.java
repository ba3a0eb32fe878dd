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
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import dev.tenon.onnx.graph.proto.TypeProto;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import dev.tenon.quantizer.onnx.Layer.Operator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a variant of a prepared model: each layer takes the form that was decided for it. Used once. */
final class Variant {
    private final ModelProto model;
    private final Map<String, Layer> layers;
    private final Map<String, String> schemes;
    private final EightBits eightBits;
    private final EightBitPlan plan;
    private final Map<String, Form> forms;
    private final WeightsFile file;

    /**
     * Begins one.
     *
     * @param model prepared
     * @param layers of it, by name
     * @param schemes what becomes of each that does not stay as it is
     * @param eightBits makes the layers of the scheme {@code w8a8}
     * @param blocks weights of 4 bits that are ready, by the layer's name
     * @param file takes new weights
     */
    Variant(
            ModelProto model,
            Map<String, Layer> layers,
            Map<String, String> schemes,
            EightBits eightBits,
            Map<String, Int4Blocks> blocks,
            WeightsFile file) {
        this.model = model;
        this.layers = layers;
        this.schemes = schemes;
        this.eightBits = eightBits;
        this.plan = eightBits.plan();
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
        Rewriting rewriting = new Rewriting(graph, variant, path);
        rewriting.run();
        SharedConstants.share(graph);
        graph.sweep();
        return rewriting.stated(graph.build());
    }

    private static ValueInfoProto floats(String name) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT_VALUE)))
                .build();
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
        /** What nodes make of which no specification of ONNX says the type. */
        private final Set<String> untold = new HashSet<>();

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
                made.addAll(eightBits.of(layer(path + Layers.nameOf(node)), changed, variant));
            } else if (!scheme.equals(Schemes.ORIGINAL) && !scheme.equals(Schemes.FP16)) {
                Form form = Optional.ofNullable(forms.get(scheme)).orElseThrow();
                made.addAll(form.of(
                        layer(path + Layers.nameOf(node)),
                        changed,
                        variant,
                        eightBits.integers().most()));
                made.stream()
                        .filter(each -> each.getDomain().equals(Nodes.MICROSOFT))
                        .forEach(each -> untold.addAll(each.getOutputList()));
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

        /** States the type of what Microsoft's operators make, all floats: {@code onnx.checker} infers types without it. */
        private GraphProto stated(GraphProto built) {
            built.getOutputList().forEach(output -> untold.remove(output.getName()));
            GraphProto.Builder stating = built.toBuilder().clearValueInfo();
            built.getValueInfoList().stream()
                    .filter(value -> !untold.contains(value.getName()))
                    .forEach(stating::addValueInfo);
            built.getNodeList().stream()
                    .flatMap(node -> node.getOutputList().stream())
                    .filter(untold::contains)
                    .map(Variant::floats)
                    .forEach(stating::addValueInfo);
            return stating.build();
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
                Affine affine = eightBits.affine(of);
                boolean isSigned = eightBits.integers().isSigned();
                names = List.of(
                        variant.add(Nodes.floats(of + "_s", new float[] {affine.scale()})),
                        variant.add(of + "_z", isSigned ? DataType.INT8 : DataType.UINT8, new byte[] {
                            (byte) affine.zeroPoint()
                        }));
                parameters.put(of, names);
            }
            return names;
        }
    }
}
