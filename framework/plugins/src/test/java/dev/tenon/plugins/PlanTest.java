// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.admin.Change;
import dev.tenon.admin.Change.Action;
import dev.tenon.admin.Job;
import dev.tenon.admin.Plan;
import dev.tenon.catalog.format.Clause;
import dev.tenon.catalog.format.Release;
import dev.tenon.generation.ContentStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads before a change, and what stops for consent. */
class PlanTest {
    private static final String TIDES = "org.example.tides";
    private static final String USER = "org.example.user";

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

    private Release tides(String version, String... permissions) throws IOException {
        return host.market.publish(TIDES, version, List.of(permissions), List.of(), List.of());
    }

    @Test
    void tellsOfAnUpdateWhatIsNew() throws IOException {
        tides("1.0.0", "network:a");
        host.done(Action.INSTALL, TIDES);
        Files.writeString(host.copies.folders().open(TIDES, 0).resolve("kept.txt"), "kept");
        Release newer = tides("1.1.0", "network:a", "exec");
        Plan plan = host.plan(Action.UPDATE, TIDES);
        Plan.Line line = plan.lines().get(0);
        assertThat(line.from() + line.to()).isEqualTo("1.0.01.1.0");
        assertThat(line.newPermissions()).containsExactly("exec");
        assertThat(line.source())
                .isEqualTo(new Plan.Source(newer.sha256(), "somebody", "0123456789abcdef", false, newer.bytes()));
        assertThat(line.rehearsed()).isTrue();
        assertThat(line.data()).isEqualTo(new Plan.Data(Plan.Data.Fate.COPIED, 0, 0));
        assertThat(plan.bytesToFetch()).isEqualTo(newer.bytes());
        assertThat(plan.restart()).isEmpty();
        assertThat(host.plan(Action.REMOVE, TIDES).lines().get(0).data().fate()).isEqualTo(Plan.Data.Fate.KEPT);
    }

    @Test
    void tellsThatAFileIsUnsigned() throws IOException {
        Path file = Files.write(folder.resolve("own.jar"), Market.jar(TIDES, "1.0.0"));
        Plan.Line line = host.plan(Action.INSTALL, file.toString()).lines().get(0);
        assertThat(line.source().unsigned()).isTrue();
        assertThat(line.source().bytesToFetch()).isZero();
        assertThat(line.newPermissions()).as("nothing runs that asked for less").isEmpty();
    }

    @Test
    void stopsForConsentAndKeepsWhatWasGranted() throws IOException {
        Release first = tides("1.0.0", "network:a");
        host.done(Action.INSTALL, TIDES);
        long before = host.current().number();
        Release newer = tides("1.1.0", "network:a", "exec");
        assertThat(host.refused(new Change(Action.UPDATE, TIDES, "")))
                .startsWith("consent: org.example.tides 1.1.0 asks for exec, which 1.0.0 was not granted")
                .contains("--accept");
        assertThat(host.refused(new Change(Action.UPDATE, TIDES, "", Set.of(), Set.of(first.sha256()))))
                .as("another release was accepted")
                .startsWith("consent: ");
        assertThat(host.current().number()).isEqualTo(before);
        assertThat(host.bundles()).containsExactly(TIDES + " 1.0.0");

        host.done(new Change(Action.UPDATE, TIDES, "", Set.of(), Set.of(newer.sha256())));
        assertThat(host.current().plugin(TIDES).grantedTo()).isEqualTo(newer.sha256());
        assertThat(host.current().plugin(TIDES).grants()).containsExactly("network:a", "exec");
        tides("1.2.0", "exec");
        host.done(Action.UPDATE, TIDES);
    }

    @Test
    void acceptsWhateverIsAskedIfTheOperatorSaysSo() throws IOException {
        tides("1.0.0");
        host.done(Action.INSTALL, TIDES);
        tides("1.1.0", "exec");
        host.done(new Change(Action.UPDATE, TIDES, "", Set.of(Change.Option.ACCEPT)));
        assertThat(host.current().plugin(TIDES).grants()).containsExactly("exec");
    }

    @Test
    void namesWhoUsesWhatChanges() throws IOException {
        provider("1.0.0", "tenon.voice");
        host.done(Action.INSTALL, TIDES);
        Clause requires = Market.requires("tenon.voice", "(tenon.voice=sea)");
        host.market.publish(
                USER,
                "1.0.0",
                List.of(requires),
                "Require-Capability",
                "tenon.voice;filter:=\"(tenon.voice=sea)\";effective:=tenon");
        host.done(Action.INSTALL, USER);
        provider("1.1.0", "tenon.voice");
        assertThat(host.plan(Action.UPDATE, TIDES).touched())
                .containsExactly(new Plan.Touched(USER, "1.0.0", TIDES, "tenon.voice", false));
        assertThat(host.plan(Action.REMOVE, USER).touched()).isEmpty();
    }

    private void provider(String version, String namespace) throws IOException {
        host.market.publish(
                TIDES,
                version,
                List.of(),
                List.of(Market.provides(namespace, "sea", "1.0.0")),
                List.of(),
                "Provide-Capability",
                "tenon.plugin;effective:=tenon;tenon.plugin=\"" + TIDES + "\"," + namespace
                        + ";effective:=tenon;tenon.voice=sea;version:Version=1.0.0");
    }

    private void library(String version) throws IOException {
        host.market.publish(
                TIDES,
                version,
                List.of(),
                List.of(Market.provides("osgi.wiring.package", "org.example.lib", "1.0.0")),
                List.of(),
                "Export-Package",
                "org.example.lib;version=1.0.0");
    }

    @Test
    void saysWhoGoesOnWithTheOldClassesBecauseTheyAreWired() throws IOException {
        library("1.0.0");
        host.done(Action.INSTALL, TIDES);
        host.market.publish(
                USER,
                "1.0.0",
                List.of(new Clause(
                        "osgi.wiring.package", Map.of(), Map.of("filter", "(osgi.wiring.package=org.example.lib)"))),
                "Import-Package",
                "org.example.lib");
        host.done(Action.INSTALL, USER);
        library("1.1.0");
        assertThat(host.plan(Action.UPDATE, TIDES).touched())
                .containsExactly(new Plan.Touched(USER, "1.0.0", TIDES, "package org.example.lib", true));
    }

    @Test
    void partsOfThePlatformWaitForARestart() throws Exception {
        String part = "org.example.part";
        host.bootedWith(folder, part, "1.0.0", "Provide-Capability", "org.example.nothing");
        host.market.publish(part, "1.1.0", List.of());
        assertThat(host.plan(Action.INSTALL, part).restart()).contains(part + " is a part of the platform");
        assertThat(host.refused(new Change(Action.INSTALL, part, ""))).startsWith("restart: ");
        assertThat(host.bundles()).containsExactly(part + " 1.0.0");
    }

    @Test
    void aChangeThatIsCalledOffLeavesNothingBehind() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        host.rehearsal = (staged, planned) -> {
            reached.countDown();
            try {
                TimeUnit.SECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        tides("1.0.0");
        Job job = host.plugins.apply(new Change(Action.INSTALL, TIDES, ""));
        assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
        host.jobs.cancel(job.id());
        Job ended = host.await(job);
        assertThat(ended.problem().orElseThrow().code()).isEqualTo("cancelled");
        assertThat(host.bundles()).isEmpty();
        assertThat(host.committed()).isEmpty();
        assertThat(new ContentStore(host.home)
                        .has(host.market.refresh().index().releases().get(0).sha256()))
                .isFalse();
        host.rehearsal = (staged, planned) -> {};
        host.done(Action.INSTALL, TIDES);
    }
}
