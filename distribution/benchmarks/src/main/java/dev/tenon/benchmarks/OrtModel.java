// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model run by ONNX Runtime's own Java interface: originals, our variants and the peer's alike. Not thread-safe. */
final class OrtModel implements AutoCloseable {
    /** Threads that wait for each other on a busy machine take many times as long. */
    private static final int THREADS = 1;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    OrtModel(Path file) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(THREADS);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            session = environment.createSession(file.toString(), options);
        }
    }

    /** Answers one item of a set; its outputs in the model's order, as floats. */
    List<float[]> answer(Map<String, NpzFile.Array> set, int item) throws OrtException {
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        try {
            for (NodeInfo input : session.getInputInfo().values()) {
                NpzFile.Array array = set.get(input.getName());
                if (array == null) {
                    throw new IllegalArgumentException("the set has no '" + input.getName() + "'");
                }
                int rank = ((TensorInfo) input.getInfo()).getShape().length;
                inputs.put(input.getName(), tensor(array, item, rank));
            }
            return run(inputs);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private List<float[]> run(Map<String, OnnxTensor> inputs) throws OrtException {
        try (OrtSession.Result result = session.run(inputs)) {
            List<float[]> outputs = new ArrayList<>();
            for (Map.Entry<String, OnnxValue> each : result) {
                FloatBuffer values = ((OnnxTensor) each.getValue()).getFloatBuffer();
                float[] floats = new float[values.remaining()];
                values.get(floats);
                outputs.add(floats);
            }
            return outputs;
        }
    }

    /** An item is a batch of one where the model has as many dimensions as the array. */
    private OnnxTensor tensor(NpzFile.Array array, int item, int rank) throws OrtException {
        long[] shape = array.itemShape();
        if (rank == array.shape().length) {
            shape = array.shape().clone();
            shape[0] = 1;
        }
        ByteBuffer from = array.item(item);
        ByteBuffer data = ByteBuffer.allocateDirect(from.remaining()).order(ByteOrder.nativeOrder());
        data.put(from).flip();
        return switch (array.type()) {
            case "<f4" -> OnnxTensor.createTensor(environment, data.asFloatBuffer(), shape);
            case "<i4" -> OnnxTensor.createTensor(environment, data.asIntBuffer(), shape);
            case "<i8" -> OnnxTensor.createTensor(environment, data.asLongBuffer(), shape);
            default -> OnnxTensor.createTensor(environment, data, shape, OnnxJavaType.FLOAT16);
        };
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
