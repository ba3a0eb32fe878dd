// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.admin.Change;
import dev.tenon.admin.Change.Action;
import dev.tenon.admin.InstalledPlugin;
import dev.tenon.catalog.format.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pins, holds, disabled plugins, unsigned files and lock files. */
class MarkingTest {
    private static final String UNITS = "org.example.skill.units";
    private static final String TIDES = "org.example.tides";

    @TempDir
    Path folder;

    private TestHost host;

    @BeforeEach
    void start() throws Exception {
        host = new TestHost(folder);
        host.market.publish(UNITS, "1.0.0", List.of());
        host.done(Action.INSTALL, UNITS);
        host.market.publish(UNITS, "1.0.1", List.of());
        host.market.publish(UNITS, "1.1.0", List.of());
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
    }

    @Test
    void updatesOfAPinnedPluginStayInTheRange() throws IOException {
        assertThat(host.refused(new Change(Action.PIN, UNITS, "[2,3)"))).contains("1.0.0 is installed");
        assertThat(host.done(new Change(Action.PIN, "units", "[1.0,1.1)")).result())
                .isEqualTo(UNITS + " is pinned to [1.0.0,1.1.0)");
        host.done(Action.UPDATE, UNITS);
        assertThat(host.bundles()).containsExactly(UNITS + " 1.0.1");
        assertThat(host.refused(new Change(Action.UPDATE, UNITS, ""))).contains("to which it is pinned");
        host.done(Action.UNPIN, UNITS);
        host.done(Action.UPDATE, UNITS);
        assertThat(host.bundles()).containsExactly(UNITS + " 1.1.0");
    }

    @Test
    void heldPluginIsNotUpdated() throws IOException {
        host.done(Action.HOLD, UNITS);
        assertThat(host.refused(new Change(Action.UPDATE, UNITS, ""))).contains("is held", "plugin unhold");
        assertThat(marks().held()).isTrue();
        assertThat(host.refused(new Change(Action.HOLD, UNITS, ""))).startsWith("no-change: ");
        String mark = UNITS + " is no longer held";
        assertThat(host.plan(Action.ROLLBACK, "").notes()).contains(mark + ".");
        assertThat(host.done(Action.ROLLBACK, "").result()).isEqualTo("back at what generation 2 ran: " + mark);
        assertThat(host.current().reason()).isEqualTo("rollback to 2: " + mark);
        assertThat(marks().held()).isFalse();
    }

    @Test
    void disabledPluginStaysInstalledAndDoesNotRun() throws IOException {
        host.done(Action.DISABLE, UNITS);
        assertThat(host.bundles()).isEmpty();
        assertThat(host.plugins.installed().get(0).state()).isEqualTo("disabled");
        host.done(Action.UPDATE, UNITS);
        assertThat(host.bundles()).as("an update does not start it").isEmpty();
        host.done(Action.ENABLE, UNITS);
        assertThat(host.bundles()).containsExactly(UNITS + " 1.1.0");
    }

    @Test
    void doesNotDisableWhatOthersNeed() throws IOException {
        host.market.publish(TIDES, "1.0.0", List.of(), "Require-Bundle", UNITS);
        host.done(Action.INSTALL, TIDES);
        assertThat(host.refused(new Change(Action.DISABLE, UNITS, ""))).contains("cannot be disabled", TIDES);
    }

    @Test
    void fileThatNobodySignedNeedsTheWordAndStaysMarked() throws IOException {
        Path file = Files.write(folder.resolve("tides.jar"), Market.jar(TIDES, "1.0.0"));
        assertThat(host.refused(new Change(Action.INSTALL, file.toString(), "")))
                .startsWith("untrusted: ")
                .contains("--unsigned");
        assertThat(host.bundles()).containsExactly(UNITS + " 1.0.0");
        host.done(new Change(Action.INSTALL, file.toString(), "", Set.of(Change.Option.UNSIGNED)));
        assertThat(host.plugins.installed())
                .extracting(plugin -> plugin.marks().unsigned())
                .containsExactly(false, true);
        assertThat(host.history.history().get(0).plugins()).contains(TIDES + " 1.0.0 (unsigned)");
    }

    @Test
    void lockFileBringsTheSamePluginsOrSaysWhyNot() throws IOException {
        host.market.publish(TIDES, "1.0.0", List.of());
        host.done(Action.INSTALL, TIDES);
        Path lock = Files.writeString(folder.resolve("lock.json"), Json.write(host.history.lock()));
        assertThat(host.refused(new Change(Action.IMPORT, lock.toString(), ""))).startsWith("no-change: ");
        host.done(Action.REMOVE, TIDES);
        host.done(Action.UPDATE, UNITS);
        host.done(Action.IMPORT, lock.toString());
        assertThat(host.bundles()).containsExactlyInAnyOrder(UNITS + " 1.0.0", TIDES + " 1.0.0");

        Files.writeString(
                lock, Files.readString(lock).replace("1.0.0", "9.0.0").replace("\"sha256\":\"", "\"sha256\":\"f"));
        assertThat(host.refused(new Change(Action.IMPORT, lock.toString(), "")))
                .contains(UNITS + " 9.0.0 is not offered", TIDES + " 9.0.0 is not offered");
        Files.writeString(lock, "{}");
        assertThat(host.refused(new Change(Action.IMPORT, lock.toString(), ""))).startsWith("bad-request: ");
    }

    private InstalledPlugin.Marks marks() {
        return host.plugins.installed().get(0).marks();
    }
}
