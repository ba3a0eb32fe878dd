// SPDX-License-Identifier: Apache-2.0
package dev.tenon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobFolderTest {
    @TempDir
    Path folder;

    @Test
    void showsContentOnlyOnceItIsKept() throws Exception {
        BlobFolder blobs = new BlobFolder(folder);
        String sha256;
        try (BlobFolder.Arrival arrival = blobs.receive(bytes(100_000), 100_000)) {
            sha256 = arrival.sha256();
            assertThat(blobs.find(sha256)).isEmpty();
            arrival.keep();
        }
        assertThat(blobs.find(sha256))
                .hasValueSatisfying(file -> assertThat(file).hasSize(100_000));
        assertThat(filesIn("arriving")).isEmpty();
    }

    @Test
    void throwsAwayWhatIsNotKept() throws Exception {
        BlobFolder blobs = new BlobFolder(folder);
        try (BlobFolder.Arrival arrival = blobs.receive(bytes(10), 10)) {
            assertThat(arrival.file()).exists();
        }
        assertThatThrownBy(() -> blobs.receive(bytes(11), 10))
                .isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.reason())
                        .isEqualTo(RefusedException.Reason.TOO_LARGE));
        assertThatThrownBy(() -> blobs.receive(breaking(), 1000)).isInstanceOf(IOException.class);
        assertThat(filesIn("arriving")).isEmpty();
        assertThat(filesIn("sha256")).isEmpty();
    }

    @Test
    void findsNothingByAnythingButADigest() throws Exception {
        BlobFolder blobs = new BlobFolder(folder);
        Files.writeString(folder.resolve("sha256").resolve("secret"), "x");
        for (String name : List.of("secret", "../sha256/secret", "", "A".repeat(64), "a".repeat(64))) {
            assertThat(blobs.find(name)).as(name).isEmpty();
        }
    }

    @Test
    void sweepsWhatACrashLeft() throws Exception {
        BlobFolder blobs = new BlobFolder(folder);
        String needed = blobs.put(new byte[] {1});
        blobs.put(new byte[] {2});
        Files.writeString(folder.resolve("arriving").resolve("half"), "x");

        assertThat(blobs.sweep(Set.of(needed))).isEqualTo(2);

        assertThat(filesIn("sha256")).containsExactly(needed);
        assertThat(filesIn("arriving")).isEmpty();
    }

    @Test
    void refusesWhenItsReserveWouldGo() throws Exception {
        BlobFolder blobs = new BlobFolder(folder, Long.MAX_VALUE / 2);

        assertThatThrownBy(() -> blobs.checkRoom(1)).satisfies(BlobFolderTest::saysFull);
        assertThatThrownBy(() -> blobs.receive(bytes(4 << 20), 8 << 20)).satisfies(BlobFolderTest::saysFull);
        assertThat(filesIn("arriving")).isEmpty();
    }

    @Test
    void saysThatARealDiskIsFullAndLeavesNothing() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()),
                "only root can mount a small disk");
        try {
            BlobFolder blobs = new BlobFolder(disk, 0);

            assertThatThrownBy(() -> blobs.receive(bytes(3 << 20), 8 << 20)).satisfies(BlobFolderTest::saysFull);

            try (Stream<Path> left = Files.list(disk.resolve("arriving"))) {
                assertThat(left).isEmpty();
            }
            assertThat(blobs.find(blobs.put(new byte[1000]))).as("serves on").isPresent();
        } finally {
            run("umount", disk.toString());
        }
    }

    private static void saysFull(Throwable thrown) {
        assertThat(thrown).isInstanceOfSatisfying(RefusedException.class, e -> {
            assertThat(e.reason()).isEqualTo(RefusedException.Reason.STORAGE_FULL);
            assertThat(e).hasMessageContaining("disk is full");
        });
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> filesIn(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static InputStream bytes(int size) {
        return new ByteArrayInputStream(new byte[size]);
    }

    private static InputStream breaking() {
        return new InputStream() {
            private int left = 500;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("the line went dead");
                }
                return 0;
            }
        };
    }
}
