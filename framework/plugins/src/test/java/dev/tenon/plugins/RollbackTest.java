// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.Change;
import dev.tenon.admin.Change.Action;
import dev.tenon.admin.Generations.Difference;
import dev.tenon.admin.Plan;
import dev.tenon.generation.ContentStore;
import dev.tenon.generation.Generation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Earlier generations come back live, and what goes wrong late leads back as well. */
class RollbackTest {
    private static final String UNITS = "org.example.skill.units";
    private static final String TIDES = "org.example.tides";

    @TempDir
    Path folder;

    private TestHost host;

    @BeforeEach
    void start() throws Exception {
        host = new TestHost(folder);
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
    }

    @Test
    void bringsBackWhatTheGenerationBeforeRan() throws IOException {
        updated();
        Plan plan = host.plugins.plan(new Change(Action.ROLLBACK, "", ""));
        assertThat(plan.lines())
                .extracting(Plan.Line::id, Plan.Line::from, Plan.Line::to)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(UNITS, "1.1.0", "1.0.0"));
        assertThat(plan.bytesToFetch()).isZero();
        assertThat(plan.notes()).anyMatch(note -> note.contains("its own copy"));
        assertThat(host.bundles()).as("a plan changes nothing").containsExactly(UNITS + " 1.1.0");

        assertThat(host.done(Action.ROLLBACK, "").result())
                .isEqualTo("back at what generation 2 ran: " + UNITS + " 1.0.0 is installed in place of 1.1.0");
        assertThat(host.bundles()).containsExactly(UNITS + " 1.0.0");
        Generation now = host.current();
        assertThat(now.number()).isEqualTo(4);
        assertThat(now.reason()).startsWith("rollback to 2: " + UNITS);
        assertThat(now.members())
                .isEqualTo(host.generations.find(2).orElseThrow().members());
        assertThat(now.plugins())
                .isEqualTo(host.generations.find(2).orElseThrow().plugins());
    }

    @Test
    void goesToAnyGenerationThatIsKept() throws IOException {
        updated();
        host.market.publish(TIDES, "1.0.0", List.of());
        host.done(Action.INSTALL, TIDES);
        host.done(Action.ROLLBACK, "1");
        assertThat(host.bundles()).isEmpty();
        host.done(Action.ROLLBACK, "4");
        assertThat(host.bundles()).containsExactlyInAnyOrder(UNITS + " 1.1.0", TIDES + " 1.0.0");
        assertThatThrownBy(() -> host.plugins.plan(new Change(Action.ROLLBACK, "6", "")))
                .hasMessageContaining("generation 6 is the one that runs");
    }

    @Test
    void refusesWhatIsNotThere() throws IOException {
        assertThat(host.refused(new Change(Action.ROLLBACK, "", ""))).contains("no generation before 1");
        updated();
        assertThat(host.refused(new Change(Action.ROLLBACK, "77", ""))).startsWith("unknown: generation 77");
        assertThat(host.refused(new Change(Action.ROLLBACK, "x", ""))).startsWith("bad-request: 'x'");
        String sha256 = host.generations.find(2).orElseThrow().members().get(0).sha256();
        new ContentStore(host.home).delete(sha256);
        assertThat(host.refused(new Change(Action.ROLLBACK, "2", "")))
                .contains("no longer in the store", "install skill-units --version 1.0.0");
        Files.writeString(new ContentStore(host.home).path(sha256), "spoiled");
        assertThat(host.refused(new Change(Action.ROLLBACK, "2", ""))).startsWith("untrusted: ");
        assertThat(host.bundles()).containsExactly(UNITS + " 1.1.0");
    }

    @Test
    void restoresTheSettingsOfThatGeneration() throws IOException {
        updated();
        host.generations.commitSettings("one", Map.of("org.example", "{\"a\":1}"), Set.of());
        host.generations.commitSettings("two", Map.of("org.example", "{\"a\":2}"), Set.of());
        host.done(Action.ROLLBACK, "4");
        assertThat(host.home.config().resolve("org.example.json")).hasContent("{\"a\":1}");
        assertThat(host.bundles()).containsExactly(UNITS + " 1.1.0");
        host.done(Action.ROLLBACK, "2");
        assertThat(host.home.config().resolve("org.example.json")).doesNotExist();
    }

    @Test
    void saysHowGenerationsDiffer() throws IOException {
        updated();
        host.generations.commitSettings("one", Map.of("org.example", "{\"a\":1}"), Set.of());
        Difference difference = host.history.difference(1, 4);
        assertThat(difference.lines())
                .extracting(Difference.Line::id, Difference.Line::from, Difference.Line::to)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(UNITS, "", "1.1.0"));
        assertThat(difference.lines().get(0).notes())
                .contains("granted: network:example.org (declared, not yet enforced)");
        assertThat(difference.settings()).containsExactly("org.example");
        assertThat(host.history.difference(4, 4).lines()).isEmpty();
        assertThatThrownBy(() -> host.history.difference(1, 9)).isInstanceOf(AdminException.class);
    }

    @Test
    void grantsAreBoundToTheReleaseTheyWereGivenTo() throws IOException {
        updated();
        assertThat(host.current().plugin(UNITS).grants()).containsExactly("network:example.org");
        assertThat(host.current().plugin(UNITS).grantedTo())
                .isEqualTo(host.current().members().get(0).sha256());
    }

    @Test
    void lateFailureLeadsBackToWhatRanBefore() throws Exception {
        EndsWithPredecessor.STARTS.set(0);
        host.market.publish(UNITS, "1.0.0", List.of());
        host.done(Action.INSTALL, UNITS);
        host.market.publish(UNITS, "1.1.0", List.of(), "Bundle-Activator", EndsWithPredecessor.class.getName());
        String refusal = host.refused(new Change(Action.UPDATE, UNITS, ""));
        assertThat(refusal)
                .startsWith("unfit: " + UNITS + " 1.1.0 passed its checks")
                .endsWith("Generation 4 runs what 2 ran");
        assertThat(EndsWithPredecessor.STARTS).as("it did run").hasValue(1);
        assertThat(host.bundles()).containsExactly(UNITS + " 1.0.0");
        assertThat(host.current().members())
                .isEqualTo(host.generations.find(2).orElseThrow().members());
        assertThat(host.current().reason()).startsWith("undo of 3: ");
        host.done(Action.REMOVE, UNITS);
    }

    @Test
    void aSwapThatFailsLeadsBackToWhatRanBefore() throws Exception {
        host.market.publish(UNITS, "1.0.0", List.of());
        host.done(Action.INSTALL, UNITS);
        host.market.publish(UNITS, "1.1.0", List.of());
        host.failNextSwap();
        assertThat(host.refused(new Change(Action.UPDATE, UNITS, "")))
                .startsWith("unfit: the swap failed (java.lang.IllegalStateException: planted)")
                .endsWith("Generation 4 runs what 2 ran");
        assertThat(host.bundles()).containsExactly(UNITS + " 1.0.0");
        host.done(Action.UPDATE, UNITS);
        assertThat(host.bundles()).containsExactly(UNITS + " 1.1.0");
    }

    private void updated() throws IOException {
        host.market.publish(UNITS, "1.0.0", List.of());
        host.done(Action.INSTALL, UNITS);
        host.market.publish(UNITS, "1.1.0", List.of());
        host.done(Action.UPDATE, UNITS);
    }
}
