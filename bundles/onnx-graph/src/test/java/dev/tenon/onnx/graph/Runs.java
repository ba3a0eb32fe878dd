// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.google.protobuf.ByteString;
import dev.tenon.onnx.graph.proto.TensorProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What a model answers to noise, in ONNX Runtime. */
final class Runs {
    private static final String ELEMENT_TYPE = "ONNX_TENSOR_ELEMENT_DATA_TYPE_";

    private Runs() {}

    /**
     * Runs a model.
     *
     * @return the outputs that are floats; empty where inputs of its shapes do not make sense to it
     */
    static Optional<List<float[]>> of(Path model) throws OrtException {
        return of(model, Runs::noise);
    }

    /** Makes an input. */
    interface Inputs {
        Optional<OnnxTensor> of(OrtEnvironment environment, NodeInfo input, Random random) throws OrtException;
    }

    /** Runs a model with inputs of one's own, as {@link #of(Path)} does. */
    static Optional<List<float[]>> of(Path model, Inputs inputsBy) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Random random = new Random(5);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            options.setIntraOpNumThreads(1);
            options.addConfigEntry("session.disable_prepacking", "1"); // constants that are packed round otherwise
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL); // it warns of what real models have
            try (OrtSession session = environment.createSession(model.toString(), options)) {
                Map<String, OnnxTensorLike> inputs = new LinkedHashMap<>();
                for (NodeInfo input : session.getInputInfo().values()) {
                    Optional<OnnxTensor> noise = inputsBy.of(environment, input, random);
                    if (noise.isEmpty()) {
                        return Optional.empty();
                    }
                    inputs.put(input.getName(), noise.get());
                }
                List<float[]> outputs = new ArrayList<>();
                try (OrtSession.Result result = session.run(inputs)) {
                    result.forEach(output -> {
                        if (output.getValue() instanceof OnnxTensor tensor
                                && (tensor.getInfo().type == OnnxJavaType.FLOAT
                                        || tensor.getInfo().type == OnnxJavaType.FLOAT16)) {
                            FloatBuffer buffer = tensor.getFloatBuffer();
                            float[] values = new float[buffer.remaining()];
                            buffer.get(values);
                            outputs.add(values);
                        }
                    });
                    return outputs.isEmpty() ? Optional.empty() : Optional.of(outputs);
                } catch (OrtException e) {
                    return Optional.empty();
                } finally {
                    inputs.values().forEach(OnnxTensorLike::close);
                }
            }
        }
    }

    /** Runs what constant folding wants to have run. */
    static ConstantFolding.Evaluator evaluator(Path folder) {
        return model -> {
            Path file = Files.createTempDirectory(folder, "part").resolve("part.onnx");
            ModelWriter.write(model, file, ModelWriter.Layout.INLINE);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            Map<String, TensorProto> values = new LinkedHashMap<>();
            try (OrtSession session = environment.createSession(file.toString());
                    OrtSession.Result result = session.run(Map.of())) {
                for (Map.Entry<String, OnnxValue> output : result) {
                    OnnxTensor tensor = (OnnxTensor) output.getValue();
                    TensorProto.Builder value = TensorProto.newBuilder()
                            .setName(output.getKey())
                            .setDataType(TensorProto.DataType.valueOf(
                                            tensor.getInfo().onnxType.name().replace(ELEMENT_TYPE, ""))
                                    .getNumber())
                            .setRawData(ByteString.copyFrom(tensor.getByteBuffer()));
                    for (long dimension : tensor.getInfo().getShape()) {
                        value.addDims(dimension);
                    }
                    values.put(output.getKey(), value.build());
                }
                return values;
            } catch (OrtException e) {
                throw new IOException(e);
            }
        };
    }

    private static Optional<OnnxTensor> noise(OrtEnvironment environment, NodeInfo input, Random random)
            throws OrtException {
        if (!(input.getInfo() instanceof TensorInfo info)) {
            return Optional.empty();
        }
        long[] shape = info.getShape().clone();
        int count = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = shape[i] > 0 ? shape[i] : i < 2 ? 1 : 64; // a batch of one; pictures of some size
            count *= (int) shape[i];
        }
        switch (info.type) {
            case FLOAT -> {
                float[] values = new float[count];
                for (int i = 0; i < count; i++) {
                    values[i] = random.nextFloat();
                }
                return Optional.of(OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape));
            }
            case FLOAT16 -> {
                ByteBuffer values =
                        ByteBuffer.allocateDirect(Short.BYTES * count).order(ByteOrder.nativeOrder());
                for (int i = 0; i < count; i++) {
                    values.putShort(Halves.narrowed(random.nextFloat()));
                }
                return Optional.of(OnnxTensor.createTensor(environment, values.flip(), shape, OnnxJavaType.FLOAT16));
            }
            case INT64 -> {
                return Optional.of(OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[count]), shape));
            }
            default -> {
                return Optional.empty();
            }
        }
    }
}
