// SPDX-License-Identifier: Apache-2.0
package dev.tenon.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.BackendException.Reason;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.onnxruntime.SharedSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxBackendTest {
    private final OnnxBackend backend = new OnnxBackend(new OrtLibrary(Optional.empty(), 2));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "FLOAT32,1",
        "UINT8,2",
        "INT8,3",
        "INT16,5",
        "INT32,6",
        "INT64,7",
        "BOOL,9",
        "FLOAT16,10",
        "FLOAT64,11",
        "BFLOAT16,16"
    })
    void carriesEachElementTypeBothWays(ElementType type, int onnx) throws BackendException {
        Tensor input = Tensor.allocate(type, Shape.of(2, 3));
        var memory = input.data();
        for (int i = 0; memory.hasRemaining(); i++) {
            memory.put((byte) (type == ElementType.BOOL ? i % 2 : 0x80 + 7 * i));
        }
        for (long rows : new long[] {2, -1}) {
            Path model = TinyOnnx.write(folder, type + "" + rows, TinyOnnx.identity(onnx, rows, 3));
            try (ModelSession session = backend.open(model, SessionOptions.cpu())) {
                assertThat(session.inputs().get(0).type()).isEqualTo(type);
                Tensor allocated = session.run(Map.of("x", input)).get("y");
                assertThat(allocated.type()).isEqualTo(type);
                assertThat(allocated.shape()).isEqualTo(input.shape());
                assertThat(allocated.data()).isEqualTo(input.data());
                Tensor given = Tensor.allocate(type, Shape.of(2, 3));
                session.run(Map.of("x", input), Map.of("y", given));
                assertThat(given.data()).isEqualTo(input.data());
            }
        }
    }

    @Test
    void eachNumberOfThreadsIsALoadedModelOfItsOwn() throws BackendException {
        Path model = TinyOnnx.write(folder, "threads", TinyOnnx.identity(TinyOnnx.FLOAT, 3));
        Tensor input = Tensor.ofFloats(new float[] {1, 2, 3}, 3);
        int before = SharedSession.count();
        try (ModelSession shared = backend.open(model, SessionOptions.cpu());
                ModelSession again = backend.open(model, SessionOptions.cpu());
                ModelSession one = backend.open(model, new SessionOptions("cpu", 1));
                ModelSession many = backend.open(model, new SessionOptions("cpu", 64))) {
            assertThat(SharedSession.count() - before).isEqualTo(3);
            for (ModelSession session : List.of(shared, again, one, many)) {
                assertThat(session.run(Map.of("x", input)).get("y").toFloats()).containsExactly(1, 2, 3);
            }
        }
        assertThat(SharedSession.count()).isEqualTo(before);
    }

    @Test
    void takesScalarsAndTensorsWithoutElements() throws BackendException {
        Path scalar = TinyOnnx.write(folder, "scalar", TinyOnnx.identity(TinyOnnx.FLOAT));
        try (ModelSession session = backend.open(scalar, SessionOptions.cpu())) {
            Tensor seven = Tensor.ofFloats(new float[] {7});
            assertThat(session.run(Map.of("x", seven)).get("y").toFloats()).containsExactly(7);
        }
        Path open = TinyOnnx.write(folder, "open", TinyOnnx.identity(TinyOnnx.FLOAT, -1, 3));
        try (ModelSession session = backend.open(open, SessionOptions.cpu())) {
            Tensor nothing = Tensor.allocate(ElementType.FLOAT32, Shape.of(0, 3));
            assertThat(session.run(Map.of("x", nothing)).get("y").shape()).isEqualTo(Shape.of(0, 3));
        }
    }

    @Test
    void saysWhichInputOrOutputIsNoTensorOfNumbers() {
        Path strings = TinyOnnx.write(folder, "strings.onnx", TinyOnnx.identity(TinyOnnx.STRING, 1));
        assertThat(refused(strings))
                .hasMessageContaining("strings.onnx: input 'x' is a tensor of STRING")
                .extracting(BackendException::reason)
                .isEqualTo(Reason.UNSUPPORTED_MODEL);
        Path wide = TinyOnnx.write(folder, "wide.onnx", TinyOnnx.identity(TinyOnnx.UINT16, 1));
        assertThat(refused(wide)).hasMessageContaining("input 'x' is a tensor of UINT16");
        Path sequence = TinyOnnx.write(folder, "sequence.onnx", TinyOnnx.sequence());
        assertThat(refused(sequence)).hasMessageContaining("output 'y' is a sequence");
    }

    @Test
    void namesWhatAFileReallyIs() throws Exception {
        Path pointer = Files.writeString(
                folder.resolve("gpt2.onnx"), "version https://git-lfs.github.com/spec/v1\noid sha256:4f1a\nsize 1\n");
        assertThat(refused(pointer)).hasMessageContaining("this is a Git LFS pointer, not the model");
        Path gguf = Files.writeString(folder.resolve("llama.onnx"), "GGUF\3\0\0\0");
        assertThat(refused(gguf)).hasMessageContaining("this is a GGUF file");
        assertThat(refused(folder.resolve("absent.onnx"))).hasMessageContaining("there is no such file");
    }

    @Test
    void tellsTheShapeThatOnlyTheRunFindsWrong() throws BackendException {
        Path model = TinyOnnx.write(folder, "open", TinyOnnx.identity(TinyOnnx.FLOAT, -1, 3));
        try (ModelSession session = backend.open(model, SessionOptions.cpu())) {
            Tensor input = Tensor.allocate(ElementType.FLOAT32, Shape.of(2, 3));
            Tensor output = Tensor.allocate(ElementType.FLOAT32, Shape.of(4, 3));
            BackendException refusal = catchThrowableOfType(
                    BackendException.class, () -> session.run(Map.of("x", input), Map.of("y", output)));
            assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(Reason.INVALID_TENSOR);
        }
    }

    @Test
    void seesWhatChangesInATensorThatComesBack() throws BackendException {
        Path model = TinyOnnx.write(folder, "open", TinyOnnx.identity(TinyOnnx.FLOAT, -1, 3));
        try (ModelSession session = backend.open(model, SessionOptions.cpu())) {
            Tensor input = Tensor.allocate(ElementType.FLOAT32, Shape.of(2, 3));
            Tensor output = Tensor.allocate(ElementType.FLOAT32, Shape.of(2, 3));
            for (int i = 0; i < 5; i++) {
                input.floats().put(i);
                session.run(Map.of("x", input), Map.of("y", output));
                assertThat(output.toFloats()).startsWith(i, 0);
                // Equal, but not the same memory.
                Tensor twin = Tensor.ofFloats(input.toFloats(), 2, 3);
                twin.floats().put(-1);
                assertThat(session.run(Map.of("x", twin)).get("y").toFloats()).startsWith(-1, 0);
            }
        }
    }

    @Test
    void endsItsSessionsWhenStoppedAndOpensNoMore() throws Exception {
        Path model = TinyOnnx.write(folder, "m", TinyOnnx.matMul(-1, 512));
        ModelSession session = backend.open(model, SessionOptions.cpu());
        Tensor input = Tensor.allocate(ElementType.FLOAT32, Shape.of(256, 512));
        CountDownLatch running = new CountDownLatch(1);
        ExecutorService caller = Executors.newSingleThreadExecutor();
        Future<BackendException> end = caller.submit(() -> {
            while (true) {
                try {
                    session.run(Map.of("x", input));
                    running.countDown();
                } catch (BackendException e) {
                    return e;
                }
            }
        });
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
        backend.deactivate();
        assertThat(end.get(30, TimeUnit.SECONDS).reason()).isEqualTo(Reason.CLOSED);
        assertThat(refused(model).reason()).isEqualTo(Reason.CLOSED);
        caller.shutdown();
    }

    private BackendException refused(Path model) {
        return catchThrowableOfType(BackendException.class, () -> backend.open(model, SessionOptions.cpu()));
    }
}
