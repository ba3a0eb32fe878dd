// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadGenerationsTest {
    private static final String CLOCK = "org.example.clock";

    @TempDir
    Path folder;

    private final ReadGenerations read = new ReadGenerations();
    private int reads;

    private Generation read(Path file) throws IOException {
        return read.of(file, path -> {
            reads++;
            return new Generation(Generation.FORMAT, reads, "2026-01-01T00:00:00Z", "", List.of(), Map.of(), Map.of());
        });
    }

    @Test
    void readsAFileOnceAndWhatTookItsPlaceAnew() throws IOException {
        Path file = Files.writeString(folder.resolve("1.json"), "one");
        assertThat(read(file).number()).isEqualTo(1);
        assertThat(read(file).number()).isEqualTo(1);
        DurableFiles.write(file, "two");
        assertThat(read(file).number()).as("another file, of the same size").isEqualTo(2);
        Files.delete(file);
        assertThatThrownBy(() -> read(file)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void remembersSome() throws IOException {
        for (int i = 0; i < 1_030; i++) {
            read(Files.writeString(folder.resolve(i + ".json"), "x"));
        }
        read(folder.resolve("1029.json"));
        assertThat(reads).isEqualTo(1_030);
        read(folder.resolve("0.json"));
        assertThat(reads).isEqualTo(1_031);
    }

    @Test
    void holdsWhatTwoGenerationsHaveInCommonOnce() throws IOException {
        for (int i = 0; i < 2; i++) {
            Files.writeString(folder.resolve(i + ".json"), "x");
        }
        List<Generation> both = List.of(withMember("0.json"), withMember("1.json"));
        assertThat(both.get(0).members()).isEqualTo(both.get(1).members());
        assertThat(both.get(0).members().get(0)).isSameAs(both.get(1).members().get(0));
        assertThat(both.get(0).plugin(CLOCK)).isSameAs(both.get(1).plugin(CLOCK));
    }

    private Generation withMember(String name) throws IOException {
        PluginEntry entry = PluginEntry.NONE.data(2, 1);
        Member member = new Member(CLOCK, "1.0.0", "a".repeat(64), 1, Member.Origin.MARKETPLACE, "");
        return read.of(
                folder.resolve(name),
                path -> new Generation(
                        Generation.FORMAT, 1, "", name, List.of(member), Map.of(CLOCK, entry), Map.of()));
    }
}
