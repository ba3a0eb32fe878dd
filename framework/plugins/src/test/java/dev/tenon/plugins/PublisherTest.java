// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.admin.Change;
import dev.tenon.admin.Change.Action;
import dev.tenon.catalog.format.Release;
import dev.tenon.generation.Generation;
import dev.tenon.generation.PluginEntry;
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

/** A release by somebody else than the one that it replaces stops for consent. */
class PublisherTest {
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

    private Release tides(String version, String... permissions) throws IOException {
        return host.market.publish(TIDES, version, List.of(permissions), List.of(), List.of());
    }

    @Test
    void stopsForConsentWhereThePublisherIsAnother() throws IOException {
        host.market.publisher = "ada";
        tides("1.0.0");
        host.done(Action.INSTALL, TIDES);
        host.market.publisher = "bob";
        Release others = tides("2.0.0", "exec");
        String change = "bob (marketplace key 0123456789abcdef), and 1.0.0 came from ada (marketplace key"
                + " 0123456789abcdef)";
        assertThat(host.plan(Action.UPDATE, TIDES).lines().get(0).newPublisher())
                .isEqualTo(change);
        assertThat(host.refused(new Change(Action.UPDATE, TIDES, "")))
                .isEqualTo("consent: org.example.tides 2.0.0 comes from another publisher: " + change
                        + "; org.example.tides 2.0.0 asks for exec, which 1.0.0 was not granted: nothing was changed;"
                        + " ./tenon plugin update tides --accept takes it all the same and grants it"
                        + " (declared, not yet enforced)");
        assertThat(host.bundles()).containsExactly(TIDES + " 1.0.0");
        host.done(new Change(Action.UPDATE, TIDES, "", Set.of(), Set.of(others.sha256())));
        assertThat(host.plugins.installed().get(0).publisher()).startsWith("bob (marketplace key ");
        tides("2.1.0");
        assertThat(host.plan(Action.UPDATE, TIDES).lines().get(0).newPublisher())
                .isEmpty();
        host.done(Action.UPDATE, TIDES);
    }

    @Test
    void anAccountOfTheSameNameAtAnotherMarketplaceIsAnotherPublisher() throws IOException {
        tides("1.0.0");
        host.done(Action.INSTALL, TIDES);
        host.market.keyId = "fedcba9876543210";
        tides("1.1.0");
        assertThat(host.refused(new Change(Action.UPDATE, TIDES, "")))
                .startsWith("consent: ")
                .contains("somebody (marketplace key fedcba9876543210)", "--accept takes it all the same");
        host.done(new Change(Action.UPDATE, TIDES, "", Set.of(Change.Option.ACCEPT)));
    }

    @Test
    void aFileOfTheOperatorsIsNotReplacedByAStrangersRelease() throws IOException {
        Path file = Files.write(folder.resolve("own.jar"), Market.jar(TIDES, "1.0.0"));
        host.done(new Change(Action.INSTALL, file.toString(), "", Set.of(Change.Option.UNSIGNED)));
        tides("1.1.0", "exec");
        assertThat(host.refused(new Change(Action.UPDATE, TIDES, "")))
                .contains("and 1.0.0 came from nobody (a file of yours)");
        host.done(new Change(Action.UPDATE, TIDES, "", Set.of(Change.Option.ACCEPT)));
        Path newer = Files.write(folder.resolve("newer.jar"), Market.jar(TIDES, "1.2.0"));
        assertThat(host.plan(Action.INSTALL, newer.toString()).lines().get(0).newPublisher())
                .startsWith("nobody (a file of yours), and 1.1.0 came from somebody");
        host.done(new Change(Action.INSTALL, newer.toString(), "", Set.of(Change.Option.UNSIGNED)));
    }

    @Test
    void raisesNoAlarmWhereTheGenerationDoesNotSayWhoPublished() throws IOException {
        Release first = tides("1.0.0", "exec");
        host.done(Action.INSTALL, TIDES);
        Generation now = host.current();
        PluginEntry old = PluginEntry.NONE.granted(first.sha256(), List.of("exec"));
        host.generations.commit("as an older Tenon wrote it", now.members(), Map.of(TIDES, old), Map.of());
        assertThat(host.plugins.installed().get(0).publisher()).isEmpty();
        host.market.publisher = "bob";
        tides("1.1.0", "exec");
        host.done(Action.UPDATE, TIDES);
        assertThat(host.current().plugin(TIDES).publisher()).isEqualTo("bob");
    }

    @Test
    void ourOwnReleaseInPlaceOfTheDistributionsIsTakenWithoutQuestion() throws Exception {
        String clock = "dev.tenon.skill.tick";
        host.bootedWith(folder, clock, "1.0.0");
        host.market.publisher = "tenon";
        host.market.publish(clock, "1.1.0", List.of("exec"), List.of(), List.of());
        assertThat(host.plan(Action.UPDATE, clock).lines().get(0).newPublisher())
                .isEmpty();
        host.market.publisher = "mallory";
        host.market.publish(clock, "1.2.0", List.of("exec"), List.of(), List.of());
        assertThat(host.refused(new Change(Action.UPDATE, clock, "")))
                .contains("mallory (marketplace key 0123456789abcdef), and 1.0.0 came from the distribution");
        host.done(new Change(Action.UPDATE, clock, "[1.1,1.2)"));
    }
}
