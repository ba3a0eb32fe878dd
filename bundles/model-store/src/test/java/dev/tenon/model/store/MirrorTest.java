// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorTest {
    private static final String DIGEST = "ab".repeat(32);
    private static final FileSpec SPEC = new FileSpec("m.onnx", Optional.empty(), Optional.of(DIGEST), 1);

    @TempDir
    private Path folder;

    @Test
    void findsAFileByDigestThenByManifestThenByName() throws IOException {
        Mirror mirror = new Mirror(folder);
        assertThat(catchThrowableOfType(ModelRefusedException.class, () -> mirror.find(SPEC))
                        .reason())
                .isEqualTo(Reason.UNREACHABLE);
        Path named = Files.writeString(folder.resolve("m.onnx"), "x");
        assertThat(mirror.find(SPEC)).isEqualTo(named);
        Path listed =
                Files.writeString(Files.createDirectories(folder.resolve("a/b")).resolve("c"), "x");
        Files.writeString(
                folder.resolve("MANIFEST.tsv"),
                "file\tbytes\tsha256\n../../etc/passwd\t1\t" + DIGEST + "\na/b/c\t1\t" + DIGEST + "\n");
        assertThat(mirror.find(SPEC)).isEqualTo(listed);
        Path digest = Files.writeString(
                Files.createDirectories(folder.resolve("sha256")).resolve(DIGEST), "x");
        assertThat(mirror.find(SPEC)).isEqualTo(digest);
    }

    @Test
    void servesNothingThatIsNotTheFile() throws IOException {
        Path home = folder.resolve("home");
        Files.write(folder.resolve("mnist.onnx"), OnnxModels.MATMUL);
        FileModelStore store = new FileModelStore(home, Optional.of(folder), Duration.ofSeconds(5), model -> {});
        store.addBackend(OnnxModels.BACKEND);
        ModelRefusedException refusal = catchThrowableOfType(
                ModelRefusedException.class, () -> store.add("mnist", Optional.empty(), (done, total) -> {}));
        assertThat(refusal.reason()).isEqualTo(Reason.UNTRUSTED);
        assertThat(store.all()).isEmpty();
        assertThat(home.resolve("models")).isEmptyDirectory();
    }
}
