// SPDX-License-Identifier: Apache-2.0
package dev.tenon.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.onnxruntime.SharedSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two releases of the backend, for as long as one hands over to the other, hold one native session. */
class SharedSessionTest {
    private final OnnxBackend old = new OnnxBackend(new OrtLibrary(Optional.empty(), 1));
    private final OnnxBackend successor = new OnnxBackend(new OrtLibrary(Optional.empty(), 1));

    @TempDir
    private Path folder;

    @Test
    void aModelIsLoadedOnceForBoth() throws BackendException {
        Path model = TinyOnnx.write(folder, "model.onnx", TinyOnnx.identity(TinyOnnx.FLOAT));
        int before = SharedSession.count();
        ModelSession first = old.open(model, SessionOptions.cpu());
        ModelSession second = successor.open(model, SessionOptions.cpu());
        assertThat(SharedSession.count()).isEqualTo(before + 1);
        old.deactivate();
        assertThatThrownBy(() -> run(first)).isInstanceOf(BackendException.class);
        assertThat(run(second)).isEqualTo(7);
        assertThat(SharedSession.count()).isEqualTo(before + 1);
        second.close();
        assertThat(SharedSession.count()).isEqualTo(before);
    }

    @Test
    void anotherFileInItsPlaceIsLoadedAnew() throws Exception {
        Path model = TinyOnnx.write(folder, "model.onnx", TinyOnnx.identity(TinyOnnx.FLOAT));
        int before = SharedSession.count();
        try (ModelSession first = old.open(model, SessionOptions.cpu())) {
            Path other = TinyOnnx.write(folder, "other.onnx", TinyOnnx.identity(TinyOnnx.DOUBLE));
            Files.delete(model);
            Files.move(other, model);
            try (ModelSession second = successor.open(model, SessionOptions.cpu())) {
                assertThat(SharedSession.count()).isEqualTo(before + 2);
                assertThat(second.inputs().get(0).type())
                        .isNotEqualTo(first.inputs().get(0).type());
            }
        }
        assertThat(SharedSession.count()).isEqualTo(before);
    }

    @Test
    void whatCannotBeLoadedIsHeldByNobody() {
        Path model = TinyOnnx.write(folder, "model.onnx", new byte[] {1, 2, 3});
        int before = SharedSession.count();
        assertThatThrownBy(() -> old.open(model, SessionOptions.cpu())).isInstanceOf(BackendException.class);
        assertThat(SharedSession.count()).isEqualTo(before);
    }

    private static float run(ModelSession session) throws BackendException {
        Tensor seven = Tensor.ofFloats(new float[] {7});
        return session.run(Map.of("x", seven)).get("y").toFloats()[0];
    }
}
