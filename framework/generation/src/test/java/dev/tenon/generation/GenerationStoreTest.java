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
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        Files.setLastModifiedTime(
                content.path(digest()), FileTime.from(Instant.now().minus(2, ChronoUnit.HOURS)));
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
    void keepsNoMoreThanIsLookedAtQuickly() throws IOException {
        int most = GenerationStore.KEPT_AT_MOST;
        for (int i = 1; i <= most + 2; i++) {
            Files.writeString(
                    home.generations().resolve(i + ".json"),
                    "{\"created\":\"" + Instant.now() + "\",\"members\":[],\"number\":" + i + ",\"reason\":\"young\"}");
        }
        Files.writeString(home.current(), "1");
        store.collect(Instant.now());
        assertThat(store.history()).hasSize(most + 1);
        assertThat(store.find(1)).as("the current one").isPresent();
        assertThat(store.find(2)).isEmpty();
        assertThat(store.find(3)).isPresent();
    }

    @Test
    void collectsAgainOnlyAfterAnHourOrManyCommits() throws IOException {
        Instant now = Instant.now();
        store.commit("first", List.of());
        assertThat(store.collectWhenDue(now))
                .hasValueSatisfying(kept -> assertThat(kept).hasSize(1));
        store.commit("second", List.of());
        assertThat(store.collectWhenDue(now.plus(59, ChronoUnit.MINUTES)))
                .as("within the hour")
                .isEmpty();
        assertThat(store.collectWhenDue(now.plus(61, ChronoUnit.MINUTES)))
                .hasValueSatisfying(kept -> assertThat(kept).hasSize(2));
        assertThat(store.collectWhenDue(now.plus(60, ChronoUnit.MINUTES)))
                .as("by a clock that was set back")
                .isPresent();
        for (int i = 1; i < GenerationStore.MANY_COMMITS; i++) {
            store.commit("one of many", List.of());
        }
        assertThat(store.collectWhenDue(now.plus(62, ChronoUnit.MINUTES)))
                .as("many, but not enough")
                .isEmpty();
        store.commit("one too many", List.of());
        assertThat(store.collectWhenDue(now.plus(62, ChronoUnit.MINUTES))).isPresent();
        assertThat(store.collectWhenDue(now.plus(62, ChronoUnit.MINUTES))).isEmpty();
    }

    @Test
    void findsTheGenerationBeforeOneAndPassesOverDamage() throws IOException {
        long first = store.commit("first", List.of()).number();
        long damaged = store.commit("damaged", List.of()).number();
        long last = store.commit("last", List.of()).number();
        Files.writeString(home.generations().resolve(damaged + ".json"), "{");
        assertThat(store.before(last)).map(Generation::reason).hasValue("first");
        assertThat(store.before(last + 7)).map(Generation::reason).hasValue("last");
        assertThat(store.before(first)).isEmpty();
    }

    @Test
    void readsFilesOfTheFirstFormatAndToleratesUnknownFields() throws IOException {
        Files.writeString(
                home.generations().resolve("7.json"),
                "{\"created\":\"2026-01-01T00:00:00Z\",\"members\":[],\"number\":7,\"reason\":\"old\",\"later\":{}}");
        Files.writeString(home.current(), "7");
        Generation old = store.current().orElseThrow();
        assertThat(old.plugins()).isEmpty();
        assertThat(old.plugin("x")).isEqualTo(PluginEntry.NONE);
        assertThat(store.commit("next", List.of()).format()).isEqualTo(Generation.FORMAT);
    }

    @Test
    void keepsWhatBelongsToThePluginsAcrossCommits() throws IOException {
        PluginEntry entry = PluginEntry.NONE
                .granted(digest(), List.of("exec"), "ada", "0123456789abcdef")
                .data(3, 2)
                .marked("[1,2)", true, false);
        store.commit("first", List.of(), Map.of("x", entry), Map.of());
        assertThat(store.commit("second", List.of()).plugin("x")).isEqualTo(entry);
        assertThat(new GenerationStore(home).current().orElseThrow().plugin("x"))
                .isEqualTo(entry);
    }

    @Test
    void settingsGoBackWithTheirGeneration() throws IOException {
        store.commit("first", List.of());
        Path file = home.config().resolve("a.b.json");
        Path own = Files.writeString(home.config().resolve("own.json"), "{}");
        Generation one = store.commitSettings("set a.b", Map.of("a.b", "{\"x\":1}"), Set.of());
        store.commitSettings("set a.b", Map.of("a.b", "{\"x\":2}", "c", "{}"), Set.of());
        assertThat(file).hasContent("{\"x\":2}");
        store.commit("rollback", one.members(), one.plugins(), one.configurations());
        assertThat(file).as("not yet: a crash may come here").hasContent("{\"x\":2}");
        assertThat(new GenerationStore(home).restoreSettings()).isTrue();
        assertThat(file).hasContent("{\"x\":1}");
        assertThat(store.restoreSettings()).as("done already").isFalse();
        assertThat(home.config().resolve("c.json")).doesNotExist();
        assertThat(own).exists();
        assertThat(new Configurations(home).read(one, "a.b")).contains("{\"x\":1}");
        store.commitSettings("drop", Map.of(), Set.of("a.b"));
        assertThat(file).doesNotExist();
    }

    @Test
    void damagedSettingsAreNamed() throws IOException {
        store.commit("first", List.of());
        Generation one = store.commitSettings("set", Map.of("a.b", "{}"), Set.of());
        Files.writeString(content.text(one.configurations().get("a.b")), "{ }");
        assertThatThrownBy(() -> new Configurations(home).read(one, "a.b")).hasMessageContaining("a.b", "damaged");
        assertThatThrownBy(() -> store.commitSettings("set", Map.of("../x", "{}"), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
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
