// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.admin.Change;
import dev.tenon.admin.Change.Action;
import dev.tenon.generation.DataFolders;
import dev.tenon.generation.Generation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** Each release works on data of its own, and an older one gets its own back. */
class DataTest {
    private static final String NOTES = "org.example.notes";

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
    void rollbackGivesTheOldReleaseItsDataBack() throws Exception {
        install("1.0.0", 0, "");
        Path old = data();
        assertThat(old).isEqualTo(host.home.data().resolve(NOTES));
        Files.writeString(old.resolve("notes"), "one");
        update("1.1.0", 0, "");
        assertThat(data()).isNotEqualTo(old);
        assertThat(host.home.data().resolve(NOTES)).isSymbolicLink();
        assertThat(host.home.data().resolve(NOTES).toRealPath()).isEqualTo(data().toRealPath());
        Files.writeString(data().resolve("notes"), "two");

        host.done(Action.ROLLBACK, "");
        assertThat(data().resolve("notes")).hasContent("one");
        assertThat(host.home.data().resolve(NOTES).resolve("notes")).hasContent("one");
        host.done(Action.ROLLBACK, "3");
        assertThat(data().resolve("notes")).hasContent("two");
    }

    @Test
    void migratesTheCopyBeforeTheNewReleaseStarts() throws Exception {
        install("1.0.0", 0, "");
        Files.writeString(data().resolve("notes"), "one ");
        update("2.0.0", 2, Migrations.Good.class.getName());
        assertThat(data().resolve("notes")).hasContent("one 0to2");
        assertThat(host.current().plugin(NOTES).dataVersion()).isEqualTo(2);
        host.done(Action.ROLLBACK, "");
        assertThat(data().resolve("notes")).hasContent("one ");
        assertThat(host.current().plugin(NOTES).dataVersion()).isZero();
    }

    @Test
    void refusesAReleaseWhoseMigrationFailsAndLeavesTheDataAlone() throws Exception {
        install("1.0.0", 0, "");
        Files.writeString(data().resolve("notes"), "one");
        publish("2.0.0", 2, Migrations.Bad.class.getName());
        assertThat(host.refused(new Change(Action.UPDATE, NOTES, "")))
                .startsWith("unfit: ")
                .contains("line 7 is no note", "as they were");
        assertThat(data().resolve("notes")).hasContent("one");
        assertThat(host.bundles()).containsExactly(NOTES + " 1.0.0");
        assertThat(host.home.data().resolve(".copies").resolve(NOTES)).isEmptyDirectory();

        publish("2.1.0", 2, "");
        assertThat(host.refused(new Change(Action.UPDATE, NOTES, ""))).contains("brings no migration");
    }

    @Test
    void refusesToReadDataThatAreTooNew() throws Exception {
        install("2.0.0", 2, "");
        Files.writeString(data().resolve("notes"), "two");
        publish("1.0.0", 0, "");
        assertThat(host.refused(new Change(Action.UPDATE, NOTES, "1.0.0"))).contains("version 2", "rollback");
    }

    @Test
    void copiesAnewWhatTheOldReleaseWroteMeanwhile() throws Exception {
        install("1.0.0", 0, "");
        Path notes = Files.writeString(data().resolve("notes"), "one");
        Migrations.Busy.file = notes;
        publish("1.1.0", 0, "", "Bundle-Activator", Migrations.Busy.class.getName());
        host.done(Action.UPDATE, NOTES);
        assertThat(data().resolve("notes")).hasContent("written late");
    }

    @Test
    void sharesOnlyWhatCannotBeWritten() throws Exception {
        install("1.0.0", 0, "");
        Path large = Files.writeString(data().resolve("model"), "large");
        Files.setPosixFilePermissions(large, PosixFilePermissions.fromString("r--r--r--"));
        Path small = Files.writeString(data().resolve("notes"), "small");
        update("1.1.0", 0, "");
        DataFolders folders = host.copies.folders();
        Path old = folders.path(NOTES, 0);
        assertThat(Files.isSameFile(old.resolve(large.getFileName()), data().resolve("model")))
                .isTrue();
        assertThat(Files.isSameFile(old.resolve(small.getFileName()), data().resolve("notes")))
                .isFalse();
    }

    @Test
    void removalKeepsTheDataUnlessTheyArePurged() throws Exception {
        install("1.0.0", 0, "");
        Files.writeString(data().resolve("notes"), "one");
        update("1.1.0", 0, "");
        assertThat(host.done(Action.REMOVE, NOTES).result())
                .isEqualTo(NOTES + " 1.1.0 is removed; its data stays, and is there when it is installed again");
        host.done(Action.INSTALL, NOTES);
        assertThat(data().resolve("notes")).hasContent("one");
        assertThat(host.done(new Change(Action.REMOVE, NOTES, "", Set.of(Change.Option.PURGE)))
                        .result())
                .isEqualTo(NOTES + " 1.1.0 is removed; of its data 3 files of 9 bytes are deleted");
        assertThat(host.home.data().resolve(NOTES)).doesNotExist();
        assertThat(host.home.data().resolve(".copies").resolve(NOTES)).doesNotExist();
        host.done(Action.INSTALL, NOTES);
        assertThat(data()).isEmptyDirectory();
    }

    @Test
    void purgesWhatAnUpdateWroteThoughTheReleaseOfTheDistributionComesBack() throws Exception {
        host.bootedWith(folder, NOTES, "1.0.0");
        publish("1.1.0", 0, "");
        host.done(new Change(Action.UPDATE, NOTES, "", Set.of(Change.Option.ACCEPT)));
        Files.writeString(data().resolve("notes"), "two");
        assertThat(host.done(new Change(Action.REMOVE, NOTES, "", Set.of(Change.Option.PURGE)))
                        .result())
                .isEqualTo(NOTES + " 1.0.0 is installed in place of 1.1.0; of its data 2 files of 6 bytes are deleted");
        assertThat(data()).isEmptyDirectory();
    }

    @Test
    void crashAfterTheCommitIsMadeGoodAtTheNextStart() throws Exception {
        install("1.0.0", 0, "");
        Files.writeString(data().resolve("notes"), "one");
        DataFolders folders = host.copies.folders();
        folders.copy(NOTES, 0, 1);
        folders.copy(NOTES, 0, 2);
        Generation now = host.generations.commit(
                "update",
                host.current().members(),
                Map.of(NOTES, host.current().plugin(NOTES).data(0, 1)),
                Map.of());
        folders.settle(now);
        folders.collect(List.of(now), Map.of());
        assertThat(host.home.data().resolve(NOTES)).isSymbolicLink();
        assertThat(host.home.data().resolve(NOTES).resolve("notes")).hasContent("one");
        assertThat(folders.path(NOTES, 1)).isDirectory();
        assertThat(folders.path(NOTES, 2)).as("half-made, of a crash").doesNotExist();
    }

    private void install(String version, int dataVersion, String migration) throws IOException {
        publish(version, dataVersion, migration);
        host.done(Action.INSTALL, NOTES);
    }

    private void update(String version, int dataVersion, String migration) throws IOException {
        publish(version, dataVersion, migration);
        host.done(Action.UPDATE, NOTES);
    }

    private void publish(String version, int dataVersion, String migration, String... more) throws IOException {
        String plugin = "tenon.plugin;effective:=tenon;tenon.plugin=\"" + NOTES + "\";dataVersion:Long=" + dataVersion
                + (migration.isEmpty() ? "" : ";migration=\"" + migration + "\"");
        String[] headers = Arrays.copyOf(new String[] {"Provide-Capability", plugin}, 2 + more.length);
        System.arraycopy(more, 0, headers, 2, more.length);
        host.market.publish(NOTES, version, List.of(), headers);
    }

    private Path data() throws IOException {
        Bundle bundle = Arrays.stream(host.context().getBundles())
                .filter(b -> b.getSymbolicName().equals(NOTES) && b.getState() == Bundle.ACTIVE)
                .findFirst()
                .orElseThrow();
        return host.copies.folder(bundle);
    }
}
