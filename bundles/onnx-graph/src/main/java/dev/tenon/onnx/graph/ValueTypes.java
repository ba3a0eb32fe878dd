// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Of what type the elements of the values of a graph of an opset before 13 are: as it is stated, or as it follows from those
 * of other values where an operator leaves no choice. Not thread-safe.
 */
final class ValueTypes {
    /** All outputs are of the type of the first input. */
    private static final Set<String> ALL = Set.of("Split", "BatchNormalization", "LSTM", "GRU", "RNN");

    /** The first output is of the type of the first input. */
    private static final Set<String> FIRST =
            Set.of(("Abs Acos Acosh Add Affine Asin Asinh Atan Atanh AveragePool BitShift"
                            + " Ceil Celu Clip Compress Concat Conv ConvTranspose Cos Cosh Crop CumSum DepthToSpace Det Div Dropout"
                            + " Einsum Elu Erf Exp Expand Flatten Floor Gather GatherElements GatherND Gemm GlobalAveragePool"
                            + " GlobalLpPool GlobalMaxPool GroupNormalization Gelu HardSigmoid HardSwish Hardmax Identity ImageScaler InstanceNormalization LRN"
                            + " LayerNormalization LeakyRelu Log LogSoftmax LpNormalization LpPool MatMul Max MaxPool MaxRoiPool MaxUnpool Mean"
                            + " MeanVarianceNormalization Min Mod Mul Neg PRelu Pad Pow Range Reciprocal ReduceL1 ReduceL2"
                            + " ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare"
                            + " Relu Reshape Resize ReverseSequence RoiAlign Round Scatter ScatterElements ScatterND Selu Shrink"
                            + " Sigmoid Sign Sin Sinh Slice Softmax Softplus Softsign SpaceToDepth Sqrt Squeeze Sub Sum Tan Tanh"
                            + " ThresholdedRelu Tile TopK Transpose Unique Unsqueeze Upsample")
                    .split(" "));

    private static final int UNKNOWN = 0;

    private final Optional<ValueTypes> around;
    private final Map<String, ValueInfoProto> stated = new HashMap<>();
    private final Map<String, TensorProto> tensors = new HashMap<>();
    private final Map<String, NodeProto> producers = new HashMap<>();
    private final Map<String, Integer> known = new HashMap<>();

    ValueTypes(GraphProto graph, Optional<ValueTypes> around) {
        this.around = around;
        Stream.of(graph.getInputList(), graph.getOutputList(), graph.getValueInfoList())
                .flatMap(List::stream)
                .forEach(value -> stated.put(value.getName(), value));
        graph.getInitializerList().forEach(tensor -> tensors.put(tensor.getName(), tensor));
        for (NodeProto node : graph.getNodeList()) {
            node.getOutputList().forEach(output -> producers.put(output, node));
        }
    }

    /** Returns the type of a value's elements, as {@link TensorProto.DataType} numbers them. */
    Optional<Integer> elements(String name) {
        Set<String> asked = new LinkedHashSet<>();
        String now = name;
        int type = UNKNOWN;
        boolean isDone = false;
        while (!isDone) {
            asked.add(now);
            type = known.getOrDefault(now, own(now));
            Optional<String> other = type == UNKNOWN ? like(now) : Optional.empty();
            isDone = other.isEmpty() || asked.contains(other.get()); // a damaged model may go round
            now = other.orElse(now);
        }
        if (type == UNKNOWN && !producers.containsKey(now) && !stated.containsKey(now)) {
            String outer = now;
            type = around.flatMap(each -> each.elements(outer)).orElse(UNKNOWN);
        }
        for (String each : asked) {
            known.put(each, type);
        }
        return type == UNKNOWN ? Optional.empty() : Optional.of(type);
    }

    private int own(String name) {
        TensorProto tensor = tensors.get(name);
        if (tensor != null) {
            return tensor.getDataType();
        }
        ValueInfoProto value = stated.get(name);
        if (value != null && value.getType().getTensorType().getElemType() != UNKNOWN) {
            return value.getType().getTensorType().getElemType();
        }
        NodeProto node = producers.get(name);
        if (node != null && Graph.isOnnx(node, "Cast")) {
            return (int) Graph.attribute(node, "to")
                    .map(AttributeProto::getI)
                    .orElse(0L)
                    .longValue();
        }
        if (node != null && Graph.isOnnx(node, "Constant")) {
            return Graph.attribute(node, "value")
                    .map(each -> each.getT().getDataType())
                    .orElse(UNKNOWN);
        }
        return UNKNOWN;
    }

    /** Returns another value that is of the same type in any case. */
    private Optional<String> like(String name) {
        NodeProto node = producers.get(name);
        if (node == null || !Graph.isOnnx(node, node.getOpType()) || node.getInputCount() == 0) {
            return Optional.empty();
        }
        boolean isLike = ALL.contains(node.getOpType())
                || FIRST.contains(node.getOpType()) && node.getOutput(0).equals(name);
        return isLike ? Optional.of(node.getInput(0)) : Optional.empty();
    }
}
