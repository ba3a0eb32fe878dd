// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Broken plugins are installed from the shell while four people ask: each is refused with a sentence that the doctor
 * repeats, nothing of it is left, and every question is answered.
 */
class BrokenPluginsIT {
    @TempDir
    Path folder;

    @Test
    void refusesEachWhileEveryQuestionIsAnswered() throws Exception {
        Operator operator = new Operator(folder.resolve("home"));
        try (Up up = Up.start(operator);
                Askers askers = new Askers(up, 4)) {
            operator.tenon("config", "set", "dev.tenon.plugins.rehearsal/limit.seconds", BrokenPlugin.REHEARSAL_LIMIT)
                    .done();
            long generation = up.generation();
            List<String> stored = files(operator.home().resolve("store/sha256"));
            for (BrokenPlugin broken : BrokenPlugin.all()) {
                Path jar = broken.jar().write(folder);
                operator.tenon("plugin", "install", jar.toString(), "--unsigned")
                        .refused(broken.says());
                askers.goOn(4);
                assertThat(up.generation()).isEqualTo(generation);
                assertThat(up.admin("GET", "findings", "").body())
                        .as("what the doctor says")
                        .contains("'install " + jar + "' changed nothing", broken.says()[0]);
            }
            assertThat(operator.tenon("doctor").done().out()).contains("degraded", "changed nothing", "is a fragment");
            assertThat(operator.tenon("plugin", "list").done().out()).doesNotContain("teapot");
            assertThat(operator.home().resolve("cache/workers")).isEmptyDirectory();
            assertThat(files(operator.home().resolve("run"))).noneMatch(file -> file.endsWith(".sock"));
            assertThat(files(operator.home().resolve("store/sha256"))).containsExactlyInAnyOrderElementsOf(stored);

            operator.tenon(
                            "plugin",
                            "install",
                            BrokenPlugin.mended().write(folder).toString(),
                            "--unsigned")
                    .done();
            askers.goOn(4);
            assertThat(operator.tenon("plugin", "list").done().out())
                    .containsPattern("teapot +1.0.0 +active, unsigned");
            assertThat(operator.tenon("doctor").done().out()).doesNotContain("changed nothing");
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).toList();
        }
    }
}
