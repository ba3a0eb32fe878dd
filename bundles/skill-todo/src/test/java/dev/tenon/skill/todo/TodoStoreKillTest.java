// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that adds todos as fast as it can is killed in the midst of it. */
class TodoStoreKillTest {
    /** The process: adds todos and says the number of each once it is kept. */
    static final class Adder {
        private Adder() {}

        public static void main(String[] arguments) throws StoreException {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            TodoStore store = new TodoStore(() -> Path.of(arguments[0]));
            while (true) {
                out.println(store.add("x".repeat(400), FreshStore.THEN).number());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 97})
    void whatWasAcknowledgedIsThere(int acknowledged, @TempDir Path home) throws Exception {
        Process adder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Adder.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader out = adder.inputReader(StandardCharsets.UTF_8)) {
            while (said.size() < acknowledged) {
                String line = out.readLine();
                assertThat(line).as("the adder ended by itself").isNotNull();
                said.add(line);
            }
            adder.toHandle().destroyForcibly();
            assertThat(adder.waitFor(30, TimeUnit.SECONDS)).isTrue();
            out.lines().filter(line -> !line.isBlank()).forEach(said::add);
        } finally {
            adder.destroyForcibly();
        }
        List<Todo> kept = new TodoStore(() -> home).todos();
        assertThat(kept.size()).as("said and kept").isBetween(said.size(), said.size() + 1);
        assertThat(kept)
                .extracting(Todo::number)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, kept.size()).boxed().toList());
    }
}
