// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What models of older formats say otherwise (onnx/docs/IR.md). Stateless. */
public final class IrVersions {
    /** The first in which an initializer need not be an input too, and is a constant then. */
    private static final long WITH_CONSTANTS = 4;

    /** That of opset 13 (onnx/docs/Versioning.md); from 4 on, models say nothing otherwise than those of it. */
    private static final long OF_OPSET_13 = 7;

    private IrVersions() {}

    /**
     * Raises a model to format IR 7, by way of {@linkplain #atLeast4 IR 4}.
     *
     * @param model stays as it is
     * @return the same if it is of IR 7 or newer
     */
    public static ModelProto atLeast7(ModelProto model) {
        return model.getIrVersion() >= OF_OPSET_13
                ? model
                : atLeast4(model).toBuilder().setIrVersion(OF_OPSET_13).build();
    }

    /**
     * Raises a model to format IR 4. Before, each initializer had to be named among the inputs, though runtimes let nobody
     * give it otherwise (ONNX Runtime counts it as constant): now it is an initializer alone.
     *
     * @param model stays as it is
     * @return the same if it is of IR 4 or newer
     */
    public static ModelProto atLeast4(ModelProto model) {
        if (model.getIrVersion() >= WITH_CONSTANTS) {
            return model;
        }
        GraphProto graph = model.getGraph();
        Set<String> constants =
                graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
        List<ValueInfoProto> inputs = graph.getInputList().stream()
                .filter(input -> !constants.contains(input.getName()))
                .toList();
        return model.toBuilder()
                .setIrVersion(WITH_CONSTANTS)
                .setGraph(graph.toBuilder().clearInput().addAllInput(inputs))
                .build();
    }
}
