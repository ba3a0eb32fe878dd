// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.tck.TestSkillContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents change while questions come. */
class ChangesTest {
    @TempDir
    Path folder;

    private FaqSkill skill;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(folder.resolve("stable.md"), "# Umbrellas\n\nUmbrellas are lent at the front desk.");
        // looks by itself once in an hour only: what is seen was told by the file system
        skill = Opened.skill(folder, new TestConfig(folder.toString(), 0.4, 2000, 2 << 20, 700, 3600));
    }

    @AfterEach
    void close() {
        skill.stop();
    }

    private String answer(String question) {
        try {
            return skill.invoke(Arguments.of("question", question), TestSkillContext.in(Locale.ENGLISH))
                    .text();
        } catch (SkillException refused) {
            return refused.reason().name();
        }
    }

    @Test
    void seesNewChangedAndDeletedFiles() throws IOException {
        assertThat(answer("is there a sauna")).isEqualTo("NO_ANSWER");
        Path sauna = Files.writeString(folder.resolve("sauna.md"), "# Sauna\n\nThe sauna opens at six.");
        Await.until("a new file answers", () -> answer("is there a sauna").startsWith("The sauna opens at six."));
        Files.writeString(sauna, "# Sauna\n\nThe sauna opens at seven.");
        Await.until("a changed file answers", () -> answer("is there a sauna").startsWith("The sauna opens at seven."));
        Files.delete(sauna);
        Await.until("a deleted file is gone", () -> answer("is there a sauna").equals("NO_ANSWER"));
    }

    @Test
    void seesFilesInNewSubfolders() throws IOException {
        Files.createDirectories(folder.resolve("new/deeper"));
        Files.writeString(folder.resolve("new/deeper/sauna.md"), "# Sauna\n\nThe sauna opens at six.");
        Await.until("it answers", () -> answer("is there a sauna").contains("Source: new/deeper/sauna.md › Sauna"));
        Files.writeString(folder.resolve("new/deeper/sauna.md"), "# Sauna\n\nThe sauna is closed.");
        Await.until("it answers anew", () -> answer("is there a sauna").startsWith("The sauna is closed."));
    }

    @Test
    void answersWhileDocumentsChange() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService askers = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> asking = () -> {
                int asked = 0;
                while (!done.get()) {
                    assertThat(answer("where are umbrellas lent")).startsWith("Umbrellas are lent at the front desk.");
                    asked++;
                }
                return asked;
            };
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(askers.submit(asking));
            }
            for (int i = 0; i < 60; i++) {
                Files.writeString(
                        folder.resolve("room" + i % 20 + ".md"), "# Room " + i + "\n\n" + "Room text. ".repeat(i * 50));
                Files.deleteIfExists(folder.resolve("room" + (i + 7) % 20 + ".md"));
            }
            Files.writeString(folder.resolve("last.md"), "# Sauna\n\nThe sauna opens at six.");
            Await.until(
                    "the last change is seen", () -> answer("is there a sauna").startsWith("The sauna opens"));
            done.set(true);
            for (Future<Integer> asker : running) {
                assertThat(asker.get()).isPositive();
            }
        } finally {
            done.set(true);
            askers.shutdownNow();
        }
    }

    @Test
    void findsAFolderThatIsMadeLater() throws IOException {
        Path later = folder.resolve("later");
        FaqSkill waiting = Opened.skill(folder, TestConfig.of(later));
        try {
            assertThat(waiting.check().message()).contains("it does not exist");
            Files.createDirectory(later);
            Files.writeString(later.resolve("a.md"), "text");
            Await.until("it is read", () -> waiting.check().message().startsWith("documents: 1,"));
        } finally {
            waiting.stop();
        }
    }
}
