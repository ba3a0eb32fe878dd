// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.proto.NodeProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of a node of opset 7 to 12 in opset 13 (onnx/docs/Changelog.md). An operator that is not named here is
 * refused, whatever it is: none is taken to be the same. Stateless.
 */
final class OlderOperators {
    /** From which opset on it is the same up to 13, but for the types that it takes and what it did not take before. */
    private static final Map<String, Integer> SAME = same();

    private static Map<String, Integer> same() {
        Map<Integer, String> since = Map.of(
                7, // those of the first line are or were experimental, and the same as those that came of them
                "ThresholdedRelu"
                        + " Abs Acos Add And ArgMax ArgMin Asin Atan AveragePool Cast Ceil Concat Constant Conv ConvTranspose"
                        + " Cos DepthToSpace Div Elu Equal Exp Flatten Floor GRU Gather Gemm GlobalAveragePool GlobalLpPool"
                        + " GlobalMaxPool Greater HardSigmoid Identity If InstanceNormalization LRN LSTM LeakyRelu Less Log"
                        + " Loop LpNormalization LpPool MatMul Max MaxPool MaxRoiPool Mean Min Mul Multinomial Neg Not Or"
                        + " PRelu Pow RNN RandomNormal RandomNormalLike RandomUniform RandomUniformLike Reciprocal ReduceL1"
                        + " ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSumSquare"
                        + " Relu Reshape Selu Shape Sigmoid Sin Size Softplus Softsign SpaceToDepth Sqrt Sub Sum Tan Tanh"
                        + " Tile Transpose Xor",
                8,
                "Expand",
                9,
                "Acosh Asinh Atanh Compress ConstantOfShape Cosh Erf EyeLike IsNaN MaxUnpool"
                        + " MeanVarianceNormalization NonZero Scan Shrink Sign Sinh TfIdfVectorizer Where",
                10,
                "ConvInteger DequantizeLinear IsInf MatMulInteger Mod NonMaxSuppression QLinearConv QLinearMatMul"
                        + " QuantizeLinear ReverseSequence RoiAlign StringNormalizer",
                11, // OneHot made no entry of a negative index before, and counts it from the end since
                "BitShift ConcatFromSequence CumSum Det DynamicQuantizeLinear GatherElements GatherND OneHot Range Round"
                        + " ScatterElements ScatterND SequenceAt SequenceConstruct SequenceEmpty SequenceErase SequenceInsert"
                        + " SequenceLength SplitToSequence Unique",
                12,
                "Celu Einsum GreaterOrEqual LessOrEqual NegativeLogLikelihoodLoss SoftmaxCrossEntropyLoss");
        Map<String, Integer> same = new HashMap<>();
        since.forEach((opset, names) -> List.of(names.split(" ")).forEach(name -> same.put(name, opset)));
        return Map.copyOf(same);
    }

    /** From these opsets on, what was an attribute is an input, or the operator is the same. */
    private static final int SLICE = 10;

    private static final int TOP_K = 10;
    private static final int CLIP = 11;
    private static final int PAD = 11;
    private static final int DROPOUT = 12;

    private OlderOperators() {}

    /**
     * Returns what does a node's work in opset 13, in its order.
     *
     * @throws OnnxException if nothing does, or nothing that is known
     */
    static List<NodeProto> raised(NodeProto node, OlderGraph graph) throws OnnxException {
        Integer same = SAME.get(node.getOpType());
        if (same != null && graph.opset() >= same) {
            return List.of(node);
        }
        return switch (node.getOpType()) {
            case "Squeeze", "Unsqueeze", "ReduceSum" -> axes(node, "axes", graph);
            case "Split" -> axes(node, "split", graph);
            case "Slice" -> graph.opset() < SLICE ? slice(node, graph) : List.of(node);
            case "TopK" -> graph.opset() < TOP_K ? topK(node, graph) : List.of(node);
            case "Clip" -> graph.opset() < CLIP ? OlderArithmetic.clip(node, graph) : List.of(node);
            case "Pad" -> graph.opset() < PAD ? OlderArithmetic.pad(node, graph) : List.of(node);
            case "Dropout" -> graph.opset() < DROPOUT ? dropout(node, graph) : List.of(node);
            case "Scatter" ->
                List.of(node.toBuilder().setOpType("ScatterElements").build());
            case "Softmax", "LogSoftmax", "Hardmax" -> OlderShapes.softmax(node, graph);
            case "BatchNormalization" -> OlderShapes.batchNormalization(node, graph);
            case "Upsample" -> OlderShapes.upsample(node, graph);
            case "Resize" -> OlderShapes.resize(node, graph);
            case "ImageScaler" -> OlderArithmetic.imageScaler(node, graph);
            case "Affine" -> OlderArithmetic.affine(node, graph);
            case "Crop" -> OlderShapes.crop(node, graph);
            default ->
                throw graph.refusal(
                        node,
                        same == null
                                ? "it is not known to mean the same in opset 13; export the model anew with opset 13"
                                : "it meant something else before opset " + same
                                        + "; export the model anew with opset 13");
        };
    }

    /** Left out or empty, they mean the same in both. */
    private static List<NodeProto> axes(NodeProto node, String attribute, OlderGraph graph) {
        NodeProto.Builder raised = Nodes.without(node, attribute);
        Optional<List<Long>> numbers = Nodes.integers(node, attribute).filter(list -> !list.isEmpty());
        numbers.ifPresent(list -> raised.addInput(graph.add(name(node, attribute), Nodes.vector(list))));
        return List.of(raised.build());
    }

    private static List<NodeProto> slice(NodeProto node, OlderGraph graph) throws OnnxException {
        NodeProto.Builder raised = Nodes.without(node, "starts", "ends", "axes");
        for (String each : List.of("starts", "ends", "axes")) {
            Optional<List<Long>> numbers = Nodes.integers(node, each);
            if (numbers.isPresent()) {
                raised.addInput(graph.add(name(node, each), Nodes.vector(numbers.get())));
            } else if (!each.equals("axes")) {
                throw graph.refusal(node, "it has no " + each + "; the model is damaged");
            }
        }
        return List.of(raised.build());
    }

    private static List<NodeProto> topK(NodeProto node, OlderGraph graph) throws OnnxException {
        Optional<Long> k = Nodes.integer(node, "k");
        if (k.isEmpty()) {
            throw graph.refusal(node, "it has no k; the model is damaged");
        }
        return List.of(Nodes.without(node, "k")
                .addInput(graph.add(name(node, "k"), Nodes.vector(List.of(k.get()))))
                .build());
    }

    /** Where nothing is trained it gives out what it takes. */
    private static List<NodeProto> dropout(NodeProto node, OlderGraph graph) throws OnnxException {
        if (node.getOutputCount() > 1 && graph.isUsed(node.getOutput(1))) {
            throw graph.refusal(node, "its mask " + node.getOutput(1) + " is used; export the model for inference");
        }
        return List.of(Nodes.without(node, "ratio", "is_test")
                .setOpType("Identity")
                .clearOutput()
                .addOutput(node.getOutput(0))
                .build());
    }

    /** Returns the wish for a name of a value that a node needs. */
    static String name(NodeProto node, String part) {
        return node.getOutput(0) + "_" + part;
    }
}
