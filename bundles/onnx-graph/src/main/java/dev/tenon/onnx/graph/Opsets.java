// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.proto.FunctionProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.OperatorSetIdProto;
import java.util.List;

/** What models of older opsets say otherwise (onnx/docs/Changelog.md). Stateless. */
public final class Opsets {
    /** The first in which the operators of quantization have a scale for each channel. */
    private static final int RAISED = 13;

    /** Before it, operators that take two values of different shapes say how in attributes. */
    private static final long OLDEST = 7;

    private Opsets() {}

    /**
     * Raises a model of opset 7 to 12 to opset 13, in graphs within nodes too, and to format {@linkplain
     * IrVersions#atLeast7 IR 7}. It answers the same. Operators of other domains than ONNX's own are left as they are. What
     * is not known to be the same in opset 13, or to be something else there, is refused.
     *
     * <p>A {@code Softmax} over more than one axis becomes four nodes, and so does one of which it is not known how many axes
     * its values have.
     *
     * @param model that was {@linkplain ModelReader read}; stays as it is
     * @param opset 13
     * @return the same if it is of that opset or a newer one
     * @throws IllegalArgumentException if another opset than 13 is asked for
     * @throws OnnxException if it cannot be raised; the message says which node is why
     */
    public static ModelProto atLeast(ModelProto model, int opset) throws OnnxException {
        if (opset != RAISED) {
            throw new IllegalArgumentException("models are raised to opset " + RAISED + ", not " + opset);
        }
        long now = opset(model.getOpsetImportList());
        if (now >= RAISED) {
            return model;
        }
        if (now < OLDEST) {
            throw new OnnxException("the model is of opset " + now + ", and those from " + OLDEST
                    + " on can be raised: export it anew with a newer opset");
        }
        for (FunctionProto function : model.getFunctionsList()) {
            List<OperatorSetIdProto> imports = function.getOpsetImportList();
            if (imports.stream().anyMatch(Opsets::isOnnx) && opset(imports) < RAISED) {
                throw new OnnxException("the model's function " + function.getName() + " is of opset " + opset(imports)
                        + ", and functions are not raised: export the model without functions, or with opset "
                        + RAISED);
            }
        }
        if (model.getTrainingInfoCount() > 0) {
            throw new OnnxException("the model has a part for training, which is not raised: export it for inference");
        }
        ModelProto newer = IrVersions.atLeast7(model);
        ModelProto.Builder raised = newer.toBuilder().setGraph(OlderGraph.raised(newer.getGraph(), now));
        for (int i = 0; i < raised.getOpsetImportCount(); i++) {
            if (isOnnx(raised.getOpsetImport(i))) {
                raised.getOpsetImportBuilder(i).setVersion(RAISED);
            }
        }
        return raised.build();
    }

    /** Returns the newest opset of ONNX's own operators that is named; 1 if none is. */
    static long opset(List<OperatorSetIdProto> imports) {
        return imports.stream()
                .filter(Opsets::isOnnx)
                .mapToLong(OperatorSetIdProto::getVersion)
                .max()
                .orElse(1);
    }

    private static boolean isOnnx(OperatorSetIdProto each) {
        return each.getDomain().isEmpty() || each.getDomain().equals("ai.onnx");
    }
}
