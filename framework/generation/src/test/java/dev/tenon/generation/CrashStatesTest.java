// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generation.DiskLog.Entry;
import dev.tenon.generation.DiskWatch.Step;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whenever the machine dies during changes, the old generation runs or the new one; and a planted fault is found. */
class CrashStatesTest {
    private static final int RANDOM_STATES = 2;

    @TempDir
    static Path folder;

    private static DiskLog log;

    @BeforeAll
    static void recordOnce() throws IOException {
        log = record();
    }

    @Test
    void everyCrashLeavesTheOldGenerationOrTheNew() throws IOException {
        HomeJudge judge = new HomeJudge();
        int states = new CrashStates(log).replay(empty(), RANDOM_STATES, 1, judge);
        assertThat(judge.torn()).isEmpty();
        assertThat(states).isGreaterThan(300).isEqualTo(judge.looked());
    }

    @Test
    void leavesOutWhatNoStartReliesOn() throws IOException {
        Home home = Home.open(Files.createTempDirectory(folder, "home"));
        Files.writeString(home.log().resolve("host.log"), "a line");
        try (DiskLog recorded = DiskLog.open(home)) {
            DurableFiles.write(home.run().resolve("token"), "secret");
            DurableFiles.write(home.root().resolve("current"), "1");
            assertThat(recorded.first()).isEmpty();
            assertThat(recorded.entries())
                    .extracting(Entry::target)
                    .contains(Path.of("current"))
                    .noneMatch(path -> path.startsWith("run"));
        }
    }

    @Test
    void findsThePlantedFaultOfBenches() throws IOException {
        HomeJudge judge = new HomeJudge();
        CrashStates.withoutForces(log).replay(empty(), RANDOM_STATES, 1, judge);
        assertThat(judge.torn()).isNotEmpty();
    }

    @Test
    void findsAFileThatIsNotForced() throws IOException {
        assertTorn(entries -> without(entries, entry -> entry.step() == Step.FORCED));
        assertTorn(entries -> without(
                entries, entry -> entry.step() == Step.FORCED && entry.path().startsWith("store/sha256")));
    }

    @Test
    void findsAFolderThatIsNotForced() throws IOException {
        for (String name : List.of("", "generations", "store/sha256")) {
            assertTorn(entries -> without(
                    entries,
                    entry -> entry.step() == Step.FOLDER_FORCED && entry.path().equals(Path.of(name))));
        }
    }

    @Test
    void findsAPointerThatIsWrittenBeforeItsGeneration() throws IOException {
        assertTorn(entries -> {
            List<Entry> generation = entries.stream()
                    .filter(entry -> entry.target().equals(Path.of("generations", "3.json"))
                            || entry.path().toString().startsWith("generations/.3.json"))
                    .toList();
            List<Entry> swapped = new ArrayList<>(entries);
            swapped.removeAll(generation);
            int pointer = 0;
            for (int i = 0; i < swapped.size(); i++) {
                if (swapped.get(i).acknowledged() == 3) {
                    pointer = i;
                }
            }
            swapped.addAll(pointer, generation);
            return swapped;
        });
    }

    private static void assertTorn(UnaryOperator<List<Entry>> fault) throws IOException {
        List<Entry> faulty = fault.apply(log.entries());
        assertThat(faulty).isNotEqualTo(log.entries());
        HomeJudge judge = new HomeJudge();
        assertThatThrownBy(() -> new CrashStates(log, faulty)
                        .replay(empty(), RANDOM_STATES, 1, (home, acknowledged, next, what) -> {
                            judge.look(home, acknowledged, next, what);
                            if (!judge.torn().isEmpty()) {
                                throw new IOException(judge.torn().get(0));
                            }
                        }))
                .as("the fault is found")
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("after step");
    }

    private static Path empty() throws IOException {
        return Files.createTempDirectory(folder, "states");
    }

    private static List<Entry> without(List<Entry> entries, Predicate<Entry> dropped) {
        return entries.stream().filter(dropped.negate()).toList();
    }

    /** Installs, updates, sets, rolls back, removes and collects. */
    private static DiskLog record() throws IOException {
        Home home = Home.open(Files.createTempDirectory(folder, "home"));
        GenerationStore store = new GenerationStore(home);
        store.commit("first start", List.of());
        try (DiskLog log = DiskLog.open(home)) {
            log.acknowledge(1);
            Generation one = acknowledged(log, store.commit("install", List.of(stored(home, "1.0.0"))));
            acknowledged(log, store.commit("update", List.of(stored(home, "1.1.0"))));
            acknowledged(log, store.commitSettings("set", Map.of("a.b", "{\"x\":1}"), Set.of()));
            acknowledged(log, store.commitSettings("set", Map.of("a.b", "{\"x\":2}", "c", "{}"), Set.of()));
            Generation back = store.commit("rollback", one.members(), one.plugins(), one.configurations());
            store.restoreSettings();
            acknowledged(log, back);
            for (int i = 0; i < GenerationStore.KEPT; i++) {
                acknowledged(log, store.commit("remove " + i, List.of()));
            }
            store.collect(Instant.now().plus(Duration.ofDays(31)));
            return log;
        }
    }

    private static Generation acknowledged(DiskLog log, Generation generation) {
        log.acknowledge(generation.number());
        return generation;
    }

    private static Member stored(Home home, String version) throws IOException {
        byte[] jar = ("the jar of " + version).getBytes(StandardCharsets.UTF_8);
        String sha256 = Sha256.of("the jar of " + version);
        new ContentStore(home).put(new ByteArrayInputStream(jar), sha256, jar.length, done -> {});
        return new Member("org.example", version, sha256, jar.length, Member.Origin.MARKETPLACE, "");
    }
}
