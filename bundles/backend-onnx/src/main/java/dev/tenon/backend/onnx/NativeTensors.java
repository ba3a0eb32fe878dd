// SPDX-License-Identifier: Apache-2.0
package dev.tenon.backend.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.tenon.api.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;

/** Native views of tensors for the length of one run: the memory is the tensors' own, nothing is copied. */
final class NativeTensors implements AutoCloseable {
    private final Map<String, OnnxTensor> byName;

    /**
     * Makes the views.
     *
     * @param environment ONNX Runtime's
     * @param tensors by name, of types that {@link Types#java} knows
     * @throws OrtException if one cannot be made; none is then left
     */
    NativeTensors(OrtEnvironment environment, Map<String, Tensor> tensors) throws OrtException {
        byName = new HashMap<>(tensors.size() * 2);
        try {
            for (Map.Entry<String, Tensor> each : tensors.entrySet()) {
                Tensor tensor = each.getValue();
                OnnxJavaType type = Types.java(tensor.type()).orElseThrow();
                long[] shape = tensor.shape().toArray();
                byName.put(each.getKey(), OnnxTensor.createTensor(environment, tensor.data(), shape, type));
            }
        } catch (OrtException e) {
            close();
            throw e;
        }
    }

    /** The views; do not use them after {@link #close()}. */
    Map<String, OnnxTensor> byName() {
        return byName;
    }

    /** Frees the views; the tensors' memory stays. */
    @Override
    public void close() {
        byName.values().forEach(OnnxTensor::close);
    }
}
