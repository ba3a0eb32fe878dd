// SPDX-License-Identifier: Apache-2.0
package dev.tenon.backend.onnx;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** ONNX Runtime's element types and ours. */
final class Types {
    private Types() {}

    /**
     * Describes a model's inputs or outputs.
     *
     * @param file the model, for the message
     * @param kind {@code input} or {@code output}, for the message
     * @param nodes in the model's order
     * @return the same in our terms
     * @throws BackendException if one is no tensor of numbers that both sides know
     */
    static List<TensorSpec> specs(Path file, String kind, Collection<NodeInfo> nodes) throws BackendException {
        List<TensorSpec> specs = new ArrayList<>();
        for (NodeInfo node : nodes) {
            Optional<ElementType> type =
                    node.getInfo() instanceof TensorInfo tensor ? element(tensor) : Optional.empty();
            if (type.isEmpty()) {
                throw ModelFile.refusal(
                        file,
                        kind + " '" + node.getName() + "' is " + describe(node.getInfo())
                                + "; only tensors of numbers and booleans can go in and out");
            }
            specs.add(new TensorSpec(node.getName(), type.get(), Shape.of(((TensorInfo) node.getInfo()).getShape())));
        }
        return List.copyOf(specs);
    }

    /**
     * Returns ONNX Runtime's name of a type.
     *
     * @param type ours
     * @return empty if its Java interface cannot make such a tensor
     */
    static Optional<OnnxJavaType> java(ElementType type) {
        return Optional.ofNullable(
                switch (type) {
                    case FLOAT32 -> OnnxJavaType.FLOAT;
                    case FLOAT64 -> OnnxJavaType.DOUBLE;
                    case FLOAT16 -> OnnxJavaType.FLOAT16;
                    case BFLOAT16 -> OnnxJavaType.BFLOAT16;
                    case INT8 -> OnnxJavaType.INT8;
                    case UINT8 -> OnnxJavaType.UINT8;
                    case INT16 -> OnnxJavaType.INT16;
                    case INT32 -> OnnxJavaType.INT32;
                    case INT64 -> OnnxJavaType.INT64;
                    case BOOL -> OnnxJavaType.BOOL;
                    case UINT16 -> null;
                });
    }

    private static Optional<ElementType> element(TensorInfo tensor) {
        return Optional.ofNullable(
                switch (tensor.onnxType) {
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> ElementType.FLOAT32;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE -> ElementType.FLOAT64;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16 -> ElementType.FLOAT16;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16 -> ElementType.BFLOAT16;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8 -> ElementType.INT8;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8 -> ElementType.UINT8;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16 -> ElementType.INT16;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 -> ElementType.INT32;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 -> ElementType.INT64;
                    case ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL -> ElementType.BOOL;
                    default -> null;
                });
    }

    private static String describe(ValueInfo info) {
        if (info instanceof TensorInfo tensor) {
            String onnx = tensor.onnxType.name();
            return "a tensor of " + onnx.substring(onnx.lastIndexOf("TYPE_") + 5);
        }
        return info instanceof SequenceInfo ? "a sequence" : info instanceof MapInfo ? "a map" : "of an unknown kind";
    }
}
