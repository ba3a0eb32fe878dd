// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.quantizer.QuantizableLayer;
import dev.tenon.api.quantizer.Schemes;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node with weights that can be quantized.
 *
 * @param name of its first output, behind those of the nodes that it lies within
 * @param operator what it does
 * @param node of the prepared model
 * @param isOuter whether it lies within no other node
 * @param weights its large constants: of a recurrent layer two, of others one
 * @param others by the name of an input, what is the same in each run besides: a bias
 * @param parameters how many values those have
 * @param schemes what it can become, in the order of {@link #LADDER}
 */
record Layer(
        String name,
        Operator operator,
        NodeProto node,
        boolean isOuter,
        List<TensorProto> weights,
        Map<String, TensorProto> others,
        long parameters,
        List<String> schemes) {
    /** From the fewest bits to the most. */
    static final List<String> LADDER =
            List.of(Schemes.W4A8, Schemes.W8A8, Schemes.W8A8_DYNAMIC, Schemes.W8, Schemes.FP16);

    /** What has weights. */
    enum Operator {
        /** Convolution. */
        CONV("Conv", 1, 0),
        /** Transposed convolution. */
        CONV_TRANSPOSE("ConvTranspose", 1, 1),
        /** Product of matrices. */
        MATMUL("MatMul", 1, 1),
        /** Product of matrices, and a sum. */
        GEMM("Gemm", 1, 1),
        /** Rows of a table: an embedding. */
        GATHER("Gather", 0, 0),
        /** Long short-term memory. */
        LSTM("LSTM", 1, 1),
        /** Gated recurrent unit. */
        GRU("GRU", 1, 1);

        /** As ONNX calls it. */
        final String onnx;
        /** Which input the weights are. */
        final int weight;
        /** Along which dimension of the weights the channels lie. */
        final int axis;

        Operator(String onnx, int weight, int axis) {
            this.onnx = onnx;
            this.weight = weight;
            this.axis = axis;
        }

        static Optional<Operator> of(String onnx) {
            for (Operator operator : values()) {
                if (operator.onnx.equals(onnx)) {
                    return Optional.of(operator);
                }
            }
            return Optional.empty();
        }

        boolean isRecurrent() {
            return this == LSTM || this == GRU;
        }
    }

    /** Returns whether an input of its node is the same in each run. */
    boolean isConstant(String input) {
        return others.containsKey(input)
                || node.getInputList()
                        .subList(operator.weight, operator.weight + weights.size())
                        .contains(input);
    }

    TensorProto weight() {
        return weights.get(0);
    }

    /**
     * Returns what it becomes where a scheme is asked for.
     *
     * @param asked one of {@link #LADDER}
     * @param isRanged whether the ranges of its activations are known
     * @return the scheme, or the next one that it has
     */
    Optional<String> nearest(String asked, boolean isRanged) {
        return LADDER.subList(LADDER.indexOf(asked), LADDER.size()).stream()
                .filter(schemes::contains)
                .filter(scheme -> isRanged || !scheme.equals(Schemes.W8A8))
                .findFirst();
    }

    QuantizableLayer described() {
        return new QuantizableLayer(name, operator.onnx, parameters, schemes);
    }
}
