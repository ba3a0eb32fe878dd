// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.InputRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkFoldersTest {
    private static final List<String> RELEASES = List.of("backend 1.0.0", "gate 1.0.0");

    @TempDir
    Path folder;

    private WorkFolders folders;

    @BeforeEach
    void folders() {
        folders = new WorkFolders(folder.resolve("cache"));
    }

    private static Job job(List<String> labels, String scheme, String device, String data, int trials) {
        return new Job(
                new Job.Model("m", "M", "image-classification", "onnx", labels, null, InputRecipe.NONE),
                "/m.onnx",
                "0".repeat(64),
                scheme,
                device,
                List.of(),
                data,
                "",
                "quantizer 1.0.0",
                "",
                false,
                new Job.Limits(0.98, trials, 60, 128));
    }

    @Test
    void theSameWorkGoesOnWhereItWas() throws Exception {
        Path first = folders.open(job(List.of("a"), "w8a8", "cpu", "", 40), RELEASES);
        assertThat(folders.open(job(List.of("a"), "w8a8", "cpu", "", 80), RELEASES))
                .as("more trials may be allowed")
                .isEqualTo(first)
                .isDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
                .isEqualTo("rwx------");
    }

    @Test
    void otherWorkBeginsAnew() throws Exception {
        Job job = job(List.of("a"), "w8", "a8", "", 40);
        assertThat(Set.of(
                        folders.open(job, RELEASES),
                        folders.open(job(List.of("b"), "w8", "a8", "", 40), RELEASES),
                        folders.open(job(List.of("a"), "w8a", "8", "", 40), RELEASES),
                        folders.open(job, List.of("backend 1.0.1", "gate 1.0.0")),
                        folders.open(job, List.of("backend 1.0.0", "gate 1.0.1"))))
                .hasSize(5);
    }

    @Test
    void whatLiesBesideArraysDoesNotCount() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("a.npz"), "a");
        Job job = job(List.of(), "w8a8", "cpu", data.toString(), 40);
        Path before = folders.open(job, RELEASES);
        Files.writeString(data.resolve("state.json.part"), "written while calls are kept");
        assertThat(folders.open(job, RELEASES)).isEqualTo(before);
        Files.writeString(data.resolve("b.npz"), "b");
        assertThat(folders.open(job, RELEASES)).isNotEqualTo(before);
    }

    @Test
    void dataThatAreLinkedCount() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        Files.createSymbolicLink(data.resolve("cats"), pictures);
        Path before = folders.open(job(List.of(), "w8a8", "cpu", data.toString(), 40), RELEASES);
        Path picture = Files.writeString(pictures.resolve("1.png"), "1");
        assertThat(folders.open(job(List.of(), "w8a8", "cpu", data.toString(), 40), RELEASES))
                .isNotEqualTo(before);
        assertThat(Folders.files(data)).containsExactly(data.resolve("cats/1.png"));
        Folders.delete(data);
        assertThat(picture).as("what is linked is not deleted").exists();
    }

    @Test
    void refusesLinksThatGoInCircles() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.createSymbolicLink(data.resolve("again"), data);
        assertThatThrownBy(() -> Folders.files(data))
                .isInstanceOf(DataRefusedException.class)
                .hasMessageContaining("leads back");
    }

    @Test
    void namesSizesAndTimesAreKeptApart() throws Exception {
        assertThat(state("a", "12345678901")).isNotEqualTo(state("a1", "1"));
        assertThat(Folders.state("")).isEmpty();
        assertThat(state("a", "1")).contains("a\0" + "1\0");
    }

    private String state(String name, String content) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Folders.clear(data, Set.of());
        Path file = Files.writeString(data.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        return Folders.state(data.toString());
    }

    @Test
    void keepsTheLatestFewAndThoseThatAreOpen() throws Exception {
        Path open = folders.open(job(List.of(), "w8a8", "open", "", 40), RELEASES);
        Files.setLastModifiedTime(open, FileTime.fromMillis(0));
        for (int i = 1; i <= 12; i++) {
            Path given = folders.open(job(List.of(), "w8a8", "cpu" + i, "", 40), RELEASES);
            Files.setLastModifiedTime(given, FileTime.fromMillis(i * 1_000L));
            folders.close(given);
        }
        assertThat(open).isDirectory();
        try (var left = Files.list(folder.resolve("cache"))) {
            assertThat(left).hasSize(9);
        }
    }
}
