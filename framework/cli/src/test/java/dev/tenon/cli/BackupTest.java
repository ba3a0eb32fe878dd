// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest extends CommandTest {
    @TempDir
    Path elsewhere;

    private Path archive;

    @BeforeEach
    void aHome() throws IOException {
        archive = elsewhere.resolve("home.zip");
        write("current", "3");
        write("generations/3.json", "{}");
        Files.setPosixFilePermissions(write("trust/market.json", "key"), PosixFilePermissions.fromString("rw-------"));
        write("data/.copies/a.b/1/notes", "mine");
        Files.createSymbolicLink(home.resolve("data/a.b"), Path.of(".copies/a.b/1"));
        write("log/host.log", "noise");
        write("cache/x", "noise");
    }

    @Test
    void bringsAHomeBackIntoAnEmptyOne() throws IOException {
        assertThat(run("backup", archive.toString(), "--json")
                        .exits(0)
                        .json()
                        .path("files")
                        .asInt())
                .isEqualTo(5);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
                .isEqualTo("rw-------");
        Path other = elsewhere.resolve("other");
        assertThat(run("restore", archive.toString(), "--home", other.toString())
                        .exits(0)
                        .out())
                .contains("5 files are back in " + other)
                .doesNotContain("before");
        assertThat(other.resolve("current")).hasContent("3");
        assertThat(other.resolve("data/a.b/notes")).hasContent("mine");
        assertThat(other.resolve("data/a.b")).isSymbolicLink();
        assertThat(Files.getPosixFilePermissions(other.resolve("trust/market.json")))
                .hasSize(2);
        assertThat(other.resolve("log")).doesNotExist();
    }

    @Test
    void movesAsideWhatTheHomeHolds() throws IOException {
        run("backup", archive.toString()).exits(0);
        write("current", "4");
        write("generations/4.json", "{}");
        assertThat(run("restore", archive.toString()).exits(0).out()).contains("what was there before lies in");
        assertThat(home.resolve("current")).hasContent("3");
        assertThat(home.resolve("generations/4.json")).doesNotExist();
        try (Stream<Path> entries = Files.list(home)) {
            Path aside = entries.filter(path -> path.getFileName().toString().startsWith("before-restore-"))
                    .findFirst()
                    .orElseThrow();
            assertThat(aside.resolve("generations/4.json")).exists();
        }
    }

    @Test
    void refusesARunningHostAndDamagedArchives() throws IOException {
        run("backup", archive.toString()).exits(0);
        Files.createDirectories(home.resolve("run"));
        Path damaged = elsewhere.resolve("damaged.zip");
        byte[] bytes = Files.readAllBytes(archive);
        Files.write(damaged, List.of("no zip"));
        run("restore", damaged.toString()).fails("nothing was restored");
        bytes[37] ^= 0x10; // the only byte of the pointer, packed
        Files.write(damaged, bytes);
        run("restore", damaged.toString()).fails("nothing was restored");
        assertThat(home.resolve("current")).hasContent("3");
        Path other = Files.writeString(elsewhere.resolve("mine.json"), "{}");
        run("restore", other.toString()).fails("nothing was restored: " + other + " is no backup of Tenon");
        run("restore", elsewhere.resolve("none.zip").toString()).fails("there is no file");
        run("backup", home.resolve("x.zip").toString()).fails("lies in the home itself");
        run("backup", archive.toString(), "--home", elsewhere.resolve("none").toString())
                .fails("no home");
        try (FileChannel channel = FileChannel.open(
                        home.resolve("run/host.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            run("restore", archive.toString()).fails("a host runs on the home");
        }
    }

    @Test
    void refusesPathsThatLeadOutOfTheHome() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("tenon-backup.json"));
            zip.write("{\"format\":1,\"entries\":[{\"path\":\"x\",\"link\":\"../../etc\"}]}"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        run("restore", archive.toString()).fails("leads out of the home");
        assertThat(home.resolve("current")).hasContent("3");
    }
}
