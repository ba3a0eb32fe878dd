// SPDX-License-Identifier: Apache-2.0
package dev.tenon.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeFolderTest {
    @TempDir
    private Path home;

    private Map<String, URL> libraries;

    @BeforeEach
    void writeLibraries() throws IOException {
        Path one = Files.writeString(home.resolve("one.so"), "first library");
        Path two = Files.writeString(home.resolve("two.so"), "second");
        libraries = Map.of("one.so", one.toUri().toURL(), "two.so", two.toUri().toURL());
    }

    private NativeFolder natives() {
        return new NativeFolder(home.resolve("cache/native"));
    }

    @Test
    void unpacksOnce() throws IOException {
        Path folder = natives().unpack("ort 1", libraries);
        assertThat(folder.resolve("one.so")).hasContent("first library");
        assertThat(folder.resolve("two.so")).hasContent("second");
        assertThat(folder.getFileName().toString()).matches("[0-9a-f]{64}");
        var written = Files.getLastModifiedTime(folder.resolve("one.so"));
        assertThat(natives().unpack("ort 1", libraries)).isEqualTo(folder);
        assertThat(Files.getLastModifiedTime(folder.resolve("one.so"))).isEqualTo(written);
        assertThat(folders()).containsExactly(folder);
    }

    @Test
    void keepsReleasesApart() throws IOException {
        assertThat(natives().unpack("ort 1", libraries)).isNotEqualTo(natives().unpack("ort 2", libraries));
    }

    @Test
    void mendsAFolderThatIsIncomplete() throws IOException {
        Path folder = natives().unpack("ort 1", libraries);
        Files.writeString(folder.resolve("one.so"), "cut");
        assertThat(natives().unpack("ort 1", libraries).resolve("one.so")).hasContent("first library");
        assertThat(folders()).containsExactly(folder);
    }

    @Test
    void givesTheSameFilesUnderAnotherPath() throws IOException {
        Path folder = natives().unpack("ort 1", libraries);
        Path alias = natives().alias(folder);
        assertThat(alias.toRealPath()).isNotEqualTo(folder.toRealPath());
        assertThat(alias.resolve("one.so")).hasContent("first library");
    }

    private Path[] folders() throws IOException {
        try (Stream<Path> all = Files.list(home.resolve("cache/native"))) {
            return all.toArray(Path[]::new);
        }
    }
}
