// SPDX-License-Identifier: Apache-2.0
package dev.tenon.backend.onnx;

import dev.tenon.api.backend.Backend;
import dev.tenon.tck.BackendContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class OnnxBackendContractTest extends BackendContract {
    private static final OnnxBackend BACKEND = new OnnxBackend(new OrtLibrary(Optional.empty(), 2));

    @TempDir
    private static Path folder;

    private static Path model;

    @BeforeAll
    static void writeModel() {
        model = TinyOnnx.write(folder, "matmul.onnx", TinyOnnx.matMul(-1, 64));
    }

    @Override
    protected Backend backend() {
        return BACKEND;
    }

    @Override
    protected Path model() {
        return model;
    }
}
