// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import com.google.protobuf.ByteString;
import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.onnx.graph.ConstantFolding;
import dev.tenon.onnx.graph.ModelWriter;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import dev.tenon.onnx.graph.proto.TensorShapeProto;
import dev.tenon.onnx.graph.proto.TypeProto;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs models that exist only on the way to a variant, with whatever backend is there. */
final class Runner {
    /** A backend wants at least one input, and constants read none. */
    private static final ValueInfoProto UNREAD = ValueInfoProto.newBuilder()
            .setName("__unread")
            .setType(TypeProto.newBuilder()
                    .setTensorType(TypeProto.Tensor.newBuilder()
                            .setElemType(DataType.FLOAT_VALUE)
                            .setShape(TensorShapeProto.getDefaultInstance())))
            .build();

    private final Backend backend;
    private final Path work;

    /**
     * Makes one.
     *
     * @param backend runs models of the format {@code onnx}
     * @param work takes their files as long as they are open
     */
    Runner(Backend backend, Path work) {
        this.backend = backend;
        this.work = work;
    }

    /** A model that is loaded. */
    static final class Running implements AutoCloseable {
        private final ModelSession session;
        private final Path folder;

        private Running(ModelSession session, Path folder) {
            this.session = session;
            this.folder = folder;
        }

        Map<String, Tensor> run(Map<String, Tensor> inputs) throws BackendException {
            return session.run(inputs);
        }

        @Override
        public void close() throws IOException {
            session.close();
            delete(folder);
        }
    }

    /**
     * Loads a model to be run with several samples at once ({@link SideBySide}).
     *
     * @throws BackendException if the backend does not run it
     * @throws IOException if it cannot be written to the work folder
     */
    Running open(ModelProto model) throws BackendException, IOException {
        Path folder = Files.createTempDirectory(work, "run");
        try {
            Path file = folder.resolve("model.onnx");
            ModelWriter.write(model, file, ModelWriter.layout(model));
            return new Running(backend.open(file, new SessionOptions("cpu", SideBySide.threadsOfEach())), folder);
        } catch (BackendException | IOException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    /** Evaluates what constant folding wants to know. */
    ConstantFolding.Evaluator evaluator() {
        return model -> {
            Map<String, TensorProto> values = new LinkedHashMap<>();
            ModelProto asking = model.toBuilder()
                    .setGraph(model.getGraph().toBuilder().addInput(UNREAD))
                    .build();
            try (Running running = open(asking)) {
                Tensor nothing = Tensor.allocate(ElementType.FLOAT32, Shape.of());
                running.run(Map.of(UNREAD.getName(), nothing))
                        .forEach((name, tensor) -> values.put(name, constant(name, tensor)));
                return values;
            } catch (BackendException e) {
                throw new IOException("what is the same in each run cannot be computed: " + e.getMessage(), e);
            }
        };
    }

    private static TensorProto constant(String name, Tensor tensor) {
        TensorProto.Builder value = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type(tensor.type()).getNumber())
                .setRawData(ByteString.copyFrom(tensor.data()));
        tensor.shape().dimensions().forEach(value::addDims);
        return value.build();
    }

    private static DataType type(ElementType type) {
        return switch (type) {
            case FLOAT32 -> DataType.FLOAT;
            case FLOAT64 -> DataType.DOUBLE;
            case FLOAT16 -> DataType.FLOAT16;
            case BFLOAT16 -> DataType.BFLOAT16;
            case INT8 -> DataType.INT8;
            case UINT8 -> DataType.UINT8;
            case INT16 -> DataType.INT16;
            case UINT16 -> DataType.UINT16;
            case INT32 -> DataType.INT32;
            case INT64 -> DataType.INT64;
            case BOOL -> DataType.BOOL;
        };
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
