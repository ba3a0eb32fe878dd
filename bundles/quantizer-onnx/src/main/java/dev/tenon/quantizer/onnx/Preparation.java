// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.quantizer.QuantizationRefusedException;
import dev.tenon.api.quantizer.QuantizationRefusedException.Reason;
import dev.tenon.onnx.graph.BatchNormFolding;
import dev.tenon.onnx.graph.ConstantFolding;
import dev.tenon.onnx.graph.Graph;
import dev.tenon.onnx.graph.HalfFloats;
import dev.tenon.onnx.graph.IrVersions;
import dev.tenon.onnx.graph.ModelReader;
import dev.tenon.onnx.graph.OnnxException;
import dev.tenon.onnx.graph.Opsets;
import dev.tenon.onnx.graph.WeightsFile;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes of a model what its variants begin with: constants and batch normalizations are folded, half floats are raised to
 * floats, and its opset is one that has the operators of 8 bits.
 *
 * @param model prepared
 * @param isStandard whether its opset has them
 * @param isWidened whether it was one of half floats
 * @param remarks what went otherwise
 */
record Preparation(ModelProto model, boolean isStandard, boolean isWidened, List<String> remarks) {
    /** The first in which weights have scales per channel. */
    private static final int OPSET = 13;

    /** The first format in which an initializer among the inputs is a default that may be given otherwise. */
    private static final int WITH_CONSTANTS = 4;

    private static final Set<String> QUANTIZED = Set.of(
            "QuantizeLinear",
            "DequantizeLinear",
            "DynamicQuantizeLinear",
            "QLinearConv",
            "QLinearMatMul",
            "ConvInteger",
            "MatMulInteger",
            "MatMulNBits",
            "MatMulBnb4",
            "GatherBlockQuantized",
            "DynamicQuantizeMatMul",
            "DynamicQuantizeLSTM",
            "QAttention",
            "QGemm");

    /**
     * Prepares a model.
     *
     * @param file is only read
     * @param runner evaluates constants
     * @param weights takes folded weights; must be there as long as the model is used
     * @throws QuantizationRefusedException if it is no model that can be worked with, or quantized already
     * @throws IOException if it cannot be read
     */
    static Preparation of(Path file, Runner runner, WeightsFile weights) throws IOException {
        try {
            List<String> remarks = new ArrayList<>();
            ModelProto read = withConstants(ModelReader.read(file), remarks);
            refuseQuantized(file, read);
            ModelProto wide = widened(read, weights, remarks);
            ModelProto folded = BatchNormFolding.fold(constants(wide, runner, weights, remarks), weights);
            try {
                return new Preparation(Opsets.atLeast(folded, OPSET), true, wide != read, remarks);
            } catch (OnnxException e) {
                remarks.add("only products of matrices can be quantized: " + e.getMessage());
                return new Preparation(folded, false, wide != read, remarks);
            }
        } catch (OnnxException e) {
            throw new QuantizationRefusedException(Reason.UNSUPPORTED_MODEL, e.getMessage(), e);
        }
    }

    /** Returns the same with another model. */
    Preparation with(ModelProto other) {
        return new Preparation(other, isStandard, isWidened, remarks);
    }

    /** What is quantized are floats of 32 bits; inputs and outputs stay halves. */
    private static ModelProto widened(ModelProto model, WeightsFile weights, List<String> remarks) throws IOException {
        try {
            ModelProto wide = HalfFloats.widened(model, weights);
            if (wide != model) {
                remarks.add(
                        "between its layers the variant computes with floats of 32 bits, where the model does with 16");
            }
            return wide;
        } catch (OnnxException e) {
            remarks.add("half floats stay as they are: " + e.getMessage());
            return model;
        }
    }

    /**
     * Old exporters name weights among the inputs too, which lets whoever runs a model give others; nobody does, and as
     * constants they can be quantized.
     */
    private static ModelProto withConstants(ModelProto model, List<String> remarks) {
        Set<String> constants = model.getGraph().getInitializerList().stream()
                .map(TensorProto::getName)
                .collect(Collectors.toSet());
        long given = model.getGraph().getInputList().stream()
                .filter(input -> constants.contains(input.getName()))
                .count();
        if (given > 0 && model.getIrVersion() >= WITH_CONSTANTS) {
            remarks.add(given + " inputs with values of their own in the file are constants in the variant");
        }
        GraphProto.Builder graph = model.getGraph().toBuilder().clearInput();
        model.getGraph().getInputList().stream()
                .filter(input -> !constants.contains(input.getName()))
                .forEach(graph::addInput);
        return IrVersions.atLeast4(model.toBuilder().setGraph(graph).build());
    }

    private static ModelProto constants(ModelProto model, Runner runner, WeightsFile weights, List<String> remarks)
            throws IOException {
        try {
            return ConstantFolding.fold(model, runner.evaluator(), weights);
        } catch (OnnxException e) {
            throw e;
        } catch (IOException e) {
            remarks.add(e.getMessage());
            return model;
        }
    }

    private static void refuseQuantized(Path file, ModelProto model) {
        quantizedNode(model.getGraph()).ifPresent(node -> {
            throw new QuantizationRefusedException(
                    Reason.ALREADY_QUANTIZED,
                    file.getFileName() + " is quantized already (" + node.getOpType() + " makes '" + node.getOutput(0)
                            + "'): quantize the model that it was made of");
        });
    }

    private static Optional<NodeProto> quantizedNode(GraphProto graph) {
        for (NodeProto node : graph.getNodeList()) {
            if (QUANTIZED.contains(node.getOpType())) {
                return Optional.of(node);
            }
            Optional<NodeProto> inner = Graph.inner(node)
                    .map(Preparation::quantizedNode)
                    .flatMap(Optional::stream)
                    .findFirst();
            if (inner.isPresent()) {
                return inner;
            }
        }
        return Optional.empty();
    }
}
