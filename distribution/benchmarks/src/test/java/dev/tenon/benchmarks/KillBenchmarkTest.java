// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generation.ContentStore;
import dev.tenon.generation.Generation;
import dev.tenon.generation.Home;
import dev.tenon.generation.Member;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KillBenchmarkTest {
    private static final Path DISTRIBUTION = Path.of("/distribution");
    private static final ContentStore CONTENT = new ContentStore(new Home(Path.of("/home")));
    private static final Member BASE = member("org.example.base", "1.0.0", 1);
    private static final TwoReleases PLUGIN =
            new TwoReleases(Path.of("/"), member("org.example.p", "1.0.0", 2), member("org.example.p", "1.1.0", 3));
    private static final Generation OLD = generation(4, BASE);
    private static final KillVerdict VERDICT = new KillVerdict(OLD, 6, Set.of(BASE, PLUGIN.older()));

    @Test
    void oldAndNewAreWholeAndNothingElseIs() {
        assertThat(VERDICT.ofGeneration(OLD)).isEmpty();
        assertThat(VERDICT.ofGeneration(generation(6, PLUGIN.older(), BASE))).isEmpty();
        assertThat(VERDICT.ofGeneration(generation(6, BASE))).contains("not what was asked for");
        assertThat(VERDICT.ofGeneration(generation(4, BASE, PLUGIN.older()))).contains("not what it was");
        assertThat(VERDICT.ofGeneration(generation(5, BASE))).contains("generation 5 runs, not 4 or 6");
    }

    @Test
    void countsAGenerationThatNeverRanAsTaken() {
        assertThat(KillVerdict.next(List.of(generation(5, BASE), OLD))).isEqualTo(6);
    }

    @Test
    void eachBundleOfTheGenerationMustBeActiveAndNoOther() {
        Map<String, Boolean> bundles = new HashMap<>();
        bundles.put(BASE.location(CONTENT, DISTRIBUTION), true);
        assertThat(fault(bundles)).isEmpty();
        bundles.put("reference:file:///other.jar", true);
        assertThat(fault(bundles)).contains("does not name");
        assertThat(fault(Map.of(BASE.location(CONTENT, DISTRIBUTION), false))).contains("not active");
        assertThat(fault(Map.of())).contains("not active");
    }

    private static String fault(Map<String, Boolean> bundles) {
        return KillVerdict.ofBundles(OLD, bundles, CONTENT, DISTRIBUTION);
    }

    @Test
    void changesFollowWhatRuns() {
        assertThat(actions(OLD)).containsExactly("install");
        assertThat(actions(generation(5, BASE, PLUGIN.older()))).containsExactly("remove", "update");
        assertThat(actions(generation(7, BASE, PLUGIN.newer()))).containsExactly("remove", "rollback");
    }

    private static List<String> actions(Generation now) {
        return PluginChange.possible(PLUGIN, List.of(now, generation(3, PLUGIN.older(), BASE)), now).stream()
                .map(PluginChange::action)
                .toList();
    }

    @Test
    void usesEachPointOfEachActionAlike() {
        Map<String, Integer> used = new HashMap<>();
        for (int i = 0; i < 46; i++) {
            used.merge(KillPoint.choose(used, new Random(i)).name(), 1, Integer::sum);
        }
        assertThat(used)
                .hasSize(23)
                .containsKeys("install fetch", "update retire", "rollback commit", "remove any")
                .allSatisfy((point, times) -> assertThat(times).isEqualTo(2));
    }

    @Test
    void goesOnUntilAnActionIsPossible() {
        assertThat(towards("rollback", OLD)).isEqualTo("install");
        assertThat(towards("rollback", generation(5, BASE, PLUGIN.older()))).isEqualTo("update");
        assertThat(towards("update", generation(5, BASE, PLUGIN.newer()))).isEqualTo("rollback");
        assertThat(towards("install", generation(5, BASE, PLUGIN.newer()))).isEqualTo("remove");
    }

    private static String towards(String action, Generation now) {
        List<PluginChange> possible =
                PluginChange.possible(PLUGIN, List.of(now, generation(3, PLUGIN.older(), BASE)), now);
        return PluginChange.towards(action, possible).action();
    }

    @Test
    void tellsWhichStepsWereMissed() {
        assertThat(KillPoint.missed(List.of("install plan", "remove retire")))
                .hasSize(17)
                .doesNotContain("install plan", "remove retire");
    }

    @Test
    void aStepIsReachedByItsFirstWord() {
        KillPoint point = new KillPoint("install", "fetch");
        assertThat(point.isReached(List.of("plan"))).isFalse();
        assertThat(point.isReached(List.of("plan", "fetch org.example.p 1.0.0")))
                .isTrue();
        assertThat(point.isReached(List.of("fetched"))).isFalse();
    }

    @Test
    void oneTornStateMissesTheTarget() {
        Map<String, Object> figures = new HashMap<>(
                Map.of("kills", 200, "torn", 0, "not_serving", 0, "crash_states", 2_000, "crash_torn", 0));
        assertThat(KillBenchmark.met(figures, false))
                .as("nothing is known of the steps")
                .isFalse();
        figures.put("steps_missed", 0);
        assertThat(KillBenchmark.met(figures, false)).isTrue();
        figures.put("kills", 199);
        assertThat(KillBenchmark.met(figures, false)).isFalse();
        assertThat(KillBenchmark.met(figures, true)).isTrue();
        figures.put("crash_torn", 1);
        assertThat(KillBenchmark.met(figures, true)).isFalse();
        figures.put("crash_torn", 0);
        figures.put("torn", 1);
        assertThat(KillBenchmark.met(figures, true)).isFalse();
    }

    private static Generation generation(long number, Member... members) {
        return new Generation(
                Generation.FORMAT, number, "2026-01-01T00:00:00Z", "", List.of(members), Map.of(), Map.of());
    }

    private static Member member(String id, String version, int digest) {
        return new Member(id, version, "%064x".formatted(digest), 1, Member.Origin.MARKETPLACE, "");
    }
}
