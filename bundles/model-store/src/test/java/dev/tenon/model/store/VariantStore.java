// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store with one model, for tests of its variants. */
abstract class VariantStore {
    static final byte[] MADE = VariantResult.matmul(7);
    static final String ORIGINAL_SHA = Digest.of(OnnxModels.MATMUL);

    @TempDir
    Path temp;

    Path home;
    Path kept;
    final List<String> told = new ArrayList<>();
    FileModelStore store;
    InstalledModel original;

    @BeforeEach
    void start() throws IOException {
        home = temp.resolve("home");
        kept = home.resolve("variants").resolve(ORIGINAL_SHA);
        open();
        original = add("triple", OnnxModels.MATMUL);
    }

    void open() throws IOException {
        store = new FileModelStore(home, Optional.empty(), Duration.ofSeconds(5), this::tell);
        store.addBackend(OnnxModels.BACKEND);
    }

    /** What went, what is in its place, and how many variants lie set aside at that time. */
    void tell(InstalledModel gone) {
        String id = gone.descriptor().id();
        told.add(id + " " + weight(gone) + ", then "
                + store.find(id).map(VariantStore::weight).orElse("nothing") + ", kept "
                + leftovers().size());
    }

    /** By its first weight, as the digest tells. */
    static String weight(InstalledModel model) {
        for (int weight = 1; weight < 10; weight++) {
            if (Digest.of(VariantResult.matmul(weight)).equals(model.sha256())) {
                return String.valueOf(weight);
            }
        }
        return "?";
    }

    InstalledModel add(String id, byte[] content) throws IOException {
        Path file = Files.write(temp.resolve("m.onnx"), content);
        Files.writeString(temp.resolve("m.json"), OnnxModels.DESCRIPTOR.replace("triple", id));
        return store.add(file.toString(), Optional.empty(), (done, total) -> {});
    }

    Path passed(String scheme, byte[] model) throws IOException {
        return VariantResult.passed(temp.resolve("result"), OnnxModels.MATMUL, scheme, model);
    }

    Path failed(String scheme) throws IOException {
        return VariantResult.failed(temp.resolve("result"), OnnxModels.MATMUL, scheme);
    }

    List<String> names() {
        return store.variants("triple").stream()
                .map(each -> each.name() + " " + each.report().verdict() + (each.isUsed() ? " used" : ""))
                .toList();
    }

    float first() throws BackendException {
        InstalledModel model = store.find("triple").orElseThrow();
        try (ModelSession session = OnnxModels.BACKEND.open(model.file(), SessionOptions.cpu())) {
            return session.run(Map.of("x", Tensor.ofFloats(new float[] {1, 0}, 1, 2)))
                    .get("y")
                    .toFloats()[0];
        }
    }

    /** Names with a dot, wherever they lie among variants. */
    List<Path> leftovers() {
        if (!Files.isDirectory(home.resolve("variants"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(home.resolve("variants"), 3)) {
            return files.filter(file -> file.getFileName().toString().startsWith("."))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    ModelRefusedException refused(Reason reason, Runnable action) {
        List<String> before = names();
        ModelRefusedException refusal = catchThrowableOfType(ModelRefusedException.class, action::run);
        assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
        assertThat(refusal.getMessage()).doesNotContain("\n");
        assertThat(names()).isEqualTo(before);
        assertThat(told).isEmpty();
        assertThat(leftovers()).isEmpty();
        return refusal;
    }

    Path passedUnchecked(byte[] model) {
        try {
            return passed("w8a8", model);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
