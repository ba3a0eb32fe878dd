// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import java.io.IOException;
import java.util.Map;

/**
 * Puts values in the place of nodes that make the same in each run: shapes that an exporter computes, weights that are
 * transposed or filled when the model runs. Who runs models evaluates them, all at once. Stateless.
 */
public final class ConstantFolding {
    private ConstantFolding() {}

    /** Runs a model. */
    public interface Evaluator {
        /**
         * Runs one.
         *
         * @param model has no inputs; of its outputs the names alone are stated
         * @return the outputs by name, each a tensor with its values
         * @throws IOException if it cannot be run
         */
        Map<String, TensorProto> evaluate(ModelProto model) throws IOException;
    }

    /**
     * Folds what can be folded, in the model's own graph and in those within {@code If}, {@code Loop} and {@code Scan}, to
     * any depth; not within functions, nor nodes of other operators than ONNX's. What is made within a node stays there,
     * under a name that no value of another graph has. Where a graph within has a value of the name of one around it,
     * both stay as they are, and who reads them: it is not said which is meant. A model of a format before IR 4 is
     * {@linkplain IrVersions#atLeast4 raised} to it.
     *
     * @param model that was {@linkplain ModelReader read}; stays as it is
     * @param evaluator runs all nodes that are folded in one model; where it fails, and a node of them is one that the model
     *     itself may never run, as it is in a branch, those of the model's own graph are tried in another
     * @param weights takes large values
     * @return a model of the same outputs
     * @throws IOException if the evaluator fails, or values cannot be written
     */
    public static ModelProto fold(ModelProto model, Evaluator evaluator, WeightsFile weights) throws IOException {
        ModelProto raised = IrVersions.atLeast4(model);
        FoldableNodes nodes = FoldableNodes.of(raised.getGraph());
        if (nodes.isNothingWanted()) {
            return model;
        }
        Map<String, TensorProto> values;
        try {
            values = evaluator.evaluate(nodes.part(raised));
        } catch (IOException e) {
            boolean mayBeOfBranch = nodes.areWithin();
            nodes = FoldableNodes.always(raised.getGraph());
            if (!mayBeOfBranch || nodes.isNothingWanted()) {
                throw e;
            }
            values = evaluated(nodes.part(raised), evaluator, e);
        }
        GraphProto graph = new FoldedGraphs(nodes, values, weights).of(nodes.scope());
        return raised.toBuilder().setGraph(graph).build();
    }

    private static Map<String, TensorProto> evaluated(ModelProto part, Evaluator evaluator, IOException before)
            throws IOException {
        try {
            return evaluator.evaluate(part);
        } catch (IOException e) {
            e.addSuppressed(before);
            throw e;
        }
    }
}
