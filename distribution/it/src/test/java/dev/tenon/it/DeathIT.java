// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that every check let in eats the host's memory: the host is back at once, the second time without it. */
class DeathIT {
    private static final String ID = "org.example.teapot";
    private static final String DEADLY = "steep the oolong for ever";

    @TempDir
    Path folder;

    @Test
    void aHostThatDiesAgainAndAgainGoesBackToWhatServed() throws Exception {
        Operator operator = new Operator(folder.resolve("home"), "-Xmx256m");
        Path jar = new SkillJar(ID, HungrySkill.class)
                .examples("steep the oolong for three minutes", "steep some oolong")
                .write(folder);
        try (Up up = Up.start(operator)) {
            operator.tenon("plugin", "install", jar.toString(), "--unsigned").done();
            ProcessHandle market = up.marketProcess();
            long deadly = operator.generation();

            Duration first = dieAndComeBack(up, 1);
            assertThat(operator.generation()).as("one death is forgiven").isEqualTo(deadly);
            Duration second = dieAndComeBack(up, 2);
            System.out.println("back after " + first.toMillis() + " ms and " + second.toMillis() + " ms");

            assertThat(operator.generation()).isEqualTo(deadly + 1);
            assertThat(operator.tenon("plugin", "list").done().out()).doesNotContain(ID);
            assertThat(operator.tenon("plugin", "history").done().out())
                    .contains("undo of " + deadly + ": the host died while it ran (out of memory)");
            assertThat(operator.tenon("doctor").done().out())
                    .contains("generation " + deadly + " is undone", "out of memory", ID);
            assertThat(up.err().lines().filter(line -> line.startsWith("tenon: the host died (out of memory)")))
                    .hasSize(2)
                    .last()
                    .asString()
                    .contains("generation " + (deadly + 1) + " is what", "is undone");
            assertThat(market.isAlive()).as("the marketplace goes on").isTrue();
            assertThat(up.terminate(5_000)).as(up.err()).isZero();
        }
    }

    private static Duration dieAndComeBack(Up up, int deaths) throws Exception {
        assertThat(Deaths.ask(up, DEADLY)).as("the host dies of it").contains("Exception");
        Duration down = Deaths.awaitService(up);
        Deaths.awaitSaid(up, "serves again", deaths); // only then do the commands know the new host
        return down;
    }
}
