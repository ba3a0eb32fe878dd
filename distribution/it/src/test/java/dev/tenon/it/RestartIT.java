// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However it ended, started again it answers as before. */
class RestartIT {
    private static final long GONE_LIMIT_S = 15;

    private Operator operator;

    @BeforeEach
    void home() throws IOException {
        operator = new Operator(Work.folder("home"));
    }

    @AfterEach
    void tidy() {
        Work.delete(operator.home());
    }

    @Test
    void endsWithinFiveSecondsAndThePluginsAnswerAgain() throws Exception {
        Up first = Up.start(operator);
        operator.tenon("plugin", "install", "skill-units").done();
        ProcessHandle host = first.hostProcess();
        ProcessHandle market = first.marketProcess();
        assertThat(first.terminate(5_000)).as(first.err()).isZero();
        assertThat(host.isAlive() || market.isAlive())
                .as("a JVM outlives the script")
                .isFalse();
        assertThat(operator.home().resolve("run/host.json")).doesNotExist();
        operator.tenon("status").refused("not running");
        answersAfterANewStart();
    }

    @Test
    void aKilledHostEndsTheScriptWhichSaysSo() throws Exception {
        try (Up first = Up.start(operator)) {
            operator.tenon("plugin", "install", "skill-units").done();
            ProcessHandle market = first.marketProcess();
            kill(first.hostProcess());
            assertThat(first.awaitEnd(10_000)).isEqualTo(1);
            assertThat(first.err()).contains("tenon: the host ended unexpectedly");
            assertThat(market.isAlive())
                    .as("the marketplace ends with the host")
                    .isFalse();
        }
        operator.tenon("status").refused("not running");
        answersAfterANewStart();
    }

    @Test
    void everythingKilledAtOnce() throws Exception {
        Up first = Up.start(operator);
        operator.tenon("plugin", "install", "skill-units").done();
        ProcessHandle host = first.hostProcess();
        ProcessHandle market = first.marketProcess();
        first.killScript();
        kill(host);
        kill(market);
        answersAfterANewStart();
    }

    /** As a service manager ends what it started. */
    @Test
    void aSignalToAllProcessesAtOnceIsNoDeath() throws Exception {
        try (Up first = Up.start(operator)) {
            first.marketProcess().destroy();
            first.hostProcess().destroy();
            assertThat(first.terminate(5_000)).as(first.err()).isZero();
            assertThat(first.err()).doesNotContain("unexpectedly");
        }
    }

    @Test
    void aKilledScriptTakesItsJvmsAlong() throws Exception {
        Up first = Up.start(operator);
        ProcessHandle host = first.hostProcess();
        ProcessHandle market = first.marketProcess();
        first.killScript();
        CompletableFuture.allOf(host.onExit(), market.onExit()).get(GONE_LIMIT_S, TimeUnit.SECONDS);
    }

    private void answersAfterANewStart() throws IOException, InterruptedException {
        try (Up again = Up.start(operator)) {
            assertThat(operator.ask("how many miles is 42.195 km?").done().out())
                    .contains("26.2");
            assertThat(operator.ask("what is 17.5 % of 240?").done().out()).contains("42");
            operator.tenon("plugin", "remove", "skill-units").done();
            operator.tenon("plugin", "install", "skill-units").done();
            assertThat(again.terminate(5_000)).isZero();
        }
    }

    private static void kill(ProcessHandle process) throws Exception {
        process.destroyForcibly();
        process.onExit().get(GONE_LIMIT_S, TimeUnit.SECONDS);
    }
}
