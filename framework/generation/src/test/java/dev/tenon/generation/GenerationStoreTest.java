// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationStoreTest {
    private static final byte[] JAR = "a jar".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Home home;
    private GenerationStore store;
    private ContentStore content;

    @BeforeEach
    void open() throws IOException {
        home = Home.open(folder.resolve("home"));
        store = new GenerationStore(home);
        content = new ContentStore(home);
    }

    @Test
    void freshHomeHasNoGeneration() throws IOException {
        assertThat(store.current()).isEmpty();
        assertThat(store.history()).isEmpty();
    }

    @Test
    void commitMakesTheNewGenerationCurrent() throws IOException {
        store.commit("first", List.of());
        Generation second = store.commit("install x", List.of(member("x", digest())));
        assertThat(store.current()).contains(second);
        assertThat(second.number()).isEqualTo(2);
        assertThat(store.history()).extracting(Generation::reason).containsExactly("install x", "first");
    }

    @Test
    void crashBetweenFileAndPointerLeavesTheOldGenerationCurrent() throws IOException {
        Generation first = store.commit("first", List.of());
        Files.writeString(home.generations().resolve("2.json"), "{\"numb");
        assertThat(store.current()).contains(first);
        assertThat(store.history()).containsExactly(first);
        assertThat(store.commit("next", List.of()).number()).isEqualTo(3);
    }

    @Test
    void damagedPointerSaysWhatToDo() throws IOException {
        store.commit("first", List.of());
        Files.writeString(home.current(), "garbage", StandardOpenOption.TRUNCATE_EXISTING);
        assertThatThrownBy(store::current)
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("garbage")
                .hasMessageContaining("write the number");
    }

    @Test
    void storeKeepsOnlyWhatWasPromised() throws IOException {
        String wrong = "0".repeat(64);
        assertThatThrownBy(() -> content.put(new ByteArrayInputStream(JAR), wrong, 100, bytes -> {}))
                .isInstanceOf(WrongContentException.class)
                .hasMessageContaining(wrong)
                .hasMessageContaining(digest());
        assertThatThrownBy(() -> content.put(new ByteArrayInputStream(JAR), digest(), 3, bytes -> {}))
                .isInstanceOf(WrongContentException.class);
        assertThat(home.store()).isEmptyDirectory();
        Path kept = content.put(new ByteArrayInputStream(JAR), digest(), 100, bytes -> {});
        assertThat(kept).hasBinaryContent(JAR);
        assertThat(home.store()).isDirectoryContaining(kept::equals);
    }

    @Test
    void refusesDigestsThatWouldEscapeTheStore() {
        assertThatThrownBy(() -> content.path("../../etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void collectsWhatNoKeptGenerationNames() throws IOException {
        content.put(new ByteArrayInputStream(JAR), digest(), 100, bytes -> {});
        store.commit("with x", List.of(member("x", digest())));
        for (int i = 0; i < GenerationStore.KEPT; i++) {
            store.commit("without x " + i, List.of());
        }
        store.collect(Instant.now());
        assertThat(content.has(digest()))
                .as("young generations keep their content")
                .isTrue();
        store.collect(Instant.now().plus(31, ChronoUnit.DAYS));
        assertThat(content.has(digest())).isFalse();
        assertThat(store.history()).hasSize(GenerationStore.KEPT);
        assertThat(store.current()).isPresent();
    }

    @Test
    void secondHostOnTheSameHomeIsRefused() throws IOException {
        try (HomeLock first = HomeLock.take(home)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> HomeLock.take(home))
                    .isInstanceOf(HomeException.class)
                    .hasMessageContaining("--home");
        }
        HomeLock.take(home).close();
    }

    @Test
    void homeThatCannotBeWrittenIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        assertThatThrownBy(() -> Home.open(file))
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("--home");
    }

    @Test
    void secretsAreReadableByTheirOwnerAlone() throws IOException {
        Path secret = home.run().resolve("token");
        DurableFiles.writeSecret(secret, "s3cret");
        assertThat(Files.getPosixFilePermissions(secret)).hasSize(2);
    }

    private static Member member(String name, String sha256) {
        return new Member(name, "1.0.0", sha256, JAR.length, Member.Origin.MARKETPLACE, "");
    }

    private static String digest() {
        var digest = Sha256.start();
        digest.update(JAR);
        return Sha256.end(digest);
    }
}
