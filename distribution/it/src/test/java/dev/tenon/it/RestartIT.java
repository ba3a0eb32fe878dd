// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** However it ended, started again on the same home it answers as before. Each test ends what the one before started. */
class RestartIT {
    private static final long GONE_LIMIT_S = 15;

    private static Operator operator;
    private static Up up;

    @BeforeAll
    static void installAPlugin() throws IOException, InterruptedException {
        operator = new Operator(Work.folder("home"));
        up = Up.start(operator);
        operator.tenon("plugin", "install", "skill-units").done();
    }

    @AfterAll
    static void stop() {
        up.close();
        Work.delete(operator.home());
    }

    @AfterEach
    void answersAfterANewStart() throws IOException, InterruptedException {
        up.close();
        up = Up.start(operator);
        assertThat(operator.ask("how many miles is 42.195 km?").done().out()).contains("26.2");
        assertThat(operator.ask("what is 17.5 % of 240?").done().out()).contains("42");
    }

    @Test
    void endsWithinFiveSeconds() throws Exception {
        ProcessHandle host = up.hostProcess();
        ProcessHandle market = up.marketProcess();
        assertThat(up.terminate(5_000)).as(up.err()).isZero();
        assertThat(host.isAlive() || market.isAlive())
                .as("a JVM outlives the script")
                .isFalse();
        assertThat(operator.home().resolve("run/host.json")).doesNotExist();
        assertThat(operator.home().resolve("run/up.pid")).doesNotExist();
        operator.tenon("status").refused("not running");
    }

    /** As a service manager ends what it started. */
    @Test
    void aSignalToAllProcessesAtOnceIsNoDeath() throws Exception {
        up.marketProcess().destroy();
        up.hostProcess().destroy();
        assertThat(up.terminate(5_000)).as(up.err()).isZero();
        assertThat(up.err()).doesNotContain("unexpectedly");
    }

    @Test
    void aKilledHostIsStartedAgainAtItsAddress() throws Exception {
        ProcessHandle host = up.hostProcess();
        ProcessHandle market = up.marketProcess();
        kill(host);
        assertThat(operator.home().resolve("run/up.pid"))
                .as("who asks meanwhile learns from it to wait")
                .exists();
        Deaths.awaitService(up);
        Deaths.awaitSaid(up, "serves again", 1);
        assertThat(up.hostProcess().pid()).isNotEqualTo(host.pid());
        assertThat(market.isAlive()).as("the marketplace goes on").isTrue();
        assertThat(up.err()).containsOnlyOnce("tenon: the host died (killed by signal 9");
        assertThat(up.terminate(5_000)).as(up.err()).isZero();
    }

    @Test
    void aKilledMarketplaceIsStartedAgainAtItsAddress() throws Exception {
        ProcessHandle host = up.hostProcess();
        ProcessHandle market = up.marketProcess();
        kill(market);
        assertThat(operator.ask("what is 17.5 % of 240?").done().out()).contains("42");
        Deaths.awaitSaid(up, "the marketplace died (killed by signal 9", 1);
        Deaths.awaitSaid(up, "the marketplace serves again", 1);
        assertThat(host.isAlive()).as("the host goes on").isTrue();
        operator.tenon("plugin", "install", "skill-regex").done();
        assertThat(up.terminate(5_000)).as(up.err()).isZero();
    }

    @Test
    void everythingKilledAtOnce() throws Exception {
        ProcessHandle host = up.hostProcess();
        ProcessHandle market = up.marketProcess();
        up.killScript();
        kill(host);
        kill(market);
        operator.tenon("status").refused("not running");
    }

    @Test
    void aKilledScriptTakesItsJvmsAlong() throws Exception {
        ProcessHandle host = up.hostProcess();
        ProcessHandle market = up.marketProcess();
        up.killScript();
        host.onExit().get(GONE_LIMIT_S, TimeUnit.SECONDS);
        market.onExit().get(GONE_LIMIT_S, TimeUnit.SECONDS);
    }

    private static void kill(ProcessHandle process) throws Exception {
        process.destroyForcibly();
        process.onExit().get(GONE_LIMIT_S, TimeUnit.SECONDS);
    }
}
