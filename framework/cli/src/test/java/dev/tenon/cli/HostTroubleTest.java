// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostTroubleTest extends CommandTest {
    private static final String NOT_RUNNING = "the host is not running; start it with ./tenon up";
    private static final String RUNNING =
            "{\"id\":\"7\",\"title\":\"install\",\"state\":\"running\",\"steps\":[\"resolve\"],\"doneBytes\":0,\"totalBytes\":0}";

    @Test
    void noHostFileMeansNotRunning() {
        run("status").fails(NOT_RUNNING);
        assertThat(run("status", "--json").exits(1).json().at("/error/code").asText())
                .isEqualTo("not-running");
    }

    @Test
    void deadProcessMeansNotRunning() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        write("run/host.json", at(server.url(), process.pid()));
        run("status").fails(NOT_RUNNING);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void refusedConnectionMeansNotRunning() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        write(
                "run/host.json",
                at("http://127.0.0.1:" + free, ProcessHandle.current().pid()));
        run("plugin", "list").fails(NOT_RUNNING);
    }

    /** What looks like {@code tenon up} on this home, as long as nobody ends it. */
    private Process up() throws IOException {
        Process up = new ProcessBuilder("bash", "-c", "read line; :", "tenon", "up").start();
        write("run/up.pid", up.pid() + "\n");
        return up;
    }

    @Test
    void hostThatIsBeingStartedAgainIsWaitedFor() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        write("run/host.json", at(server.url(), dead.pid()));
        Process up = up();
        try {
            AtomicReference<Result> result = new AtomicReference<>();
            Thread asker = new Thread(() -> result.set(run("plugin", "list")));
            asker.start();
            long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (asker.getState() != Thread.State.TIMED_WAITING && asker.isAlive() && System.nanoTime() < limit) {
                Thread.onSpinWait();
            }
            host().on("GET /admin/v1/plugins", "{\"plugins\":[]}");
            asker.join(20_000);
            assertThat(result.get().err()).isEmpty();
            assertThat(result.get().status()).isZero();
        } finally {
            up.destroy();
        }
    }

    @Test
    void hostThatDoesNotComeInTimeIsSaidToBeStarting() throws Exception {
        Process up = up();
        try {
            assertThatThrownBy(() -> HostClient.of(new Home(home), Duration.ofMillis(250)))
                    .hasMessageStartingWith("the host is being started and does not serve yet; try again");
        } finally {
            up.destroy();
            up.waitFor();
        }
        run("plugin", "list").fails(NOT_RUNNING);
    }

    @Test
    void anotherProgramWithTheNumberOfTheOldUpIsNotIt() {
        write("run/up.pid", ProcessHandle.current().pid() + "\n");
        run("status").fails(NOT_RUNNING);
    }

    @Test
    void hostThatHangsUpForGoodMeansNotRunning() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String url = "http://127.0.0.1:" + socket.getLocalPort();
            write("run/host.json", at(url, ProcessHandle.current().pid()));
            Thread host = new Thread(() -> hangUp(socket));
            host.start();
            run("plugin", "list").fails(NOT_RUNNING);
            host.join(5_000);
        }
    }

    private static void hangUp(ServerSocket socket) {
        try (Socket client = socket.accept()) {
            client.getInputStream().read();
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>hello</html>", "", "{\"plugins\":[", "\"a string\"", "null", "[1] [2]"})
    void garbageIsSaidToBeGarbage(String body) {
        host().on("GET /admin/v1/status", body).on("GET /admin/v1/jobs", body);
        run("status").fails("127.0.0.1");
    }

    @Test
    void brokenAnswerIsSaidToBeBroken() {
        host().breakOff("GET /admin/v1/plugins");
        run("plugin", "list").fails("broke off the answer");
    }

    @Test
    void wrongTokenIsNamed() {
        host().on("GET /admin/v1/plugins", 401, "{}");
        run("plugin", "list").fails("refused the token");
    }

    @Test
    void hostFileThatIsNoJsonIsNamed() {
        write("run/host.json", "{\"url\":");
        run("plugin", "list").fails("host.json holds no valid JSON");
        write("run/host.json", "{}");
        run("plugin", "list").fails("names no address");
    }

    @Test
    void redirectIsNotFollowedWithTheToken() {
        host().on("GET /admin/v1/plugins", 302, "{}");
        run("plugin", "list").fails("is no Tenon host (status 302)");
    }

    @Test
    void hostThatGoesDuringAJobIsNoticed() {
        host().on("POST /admin/v1/jobs", 202, RUNNING)
                .on("GET /admin/v1/jobs/7", RUNNING)
                .breakOff("GET /admin/v1/jobs/7");
        Result result = run("plugin", "install", "skill-units").exits(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("the host went away during job 7");
    }

    @Test
    void hostThatForgotTheJobIsNoticed() {
        host().on("POST /admin/v1/jobs", 202, RUNNING);
        assertThat(run("plugin", "install", "skill-units").exits(1).err()).contains("nothing at GET /admin/v1/jobs/7");
    }

    @Test
    void jobWithoutAStateIsNotWaitedFor() {
        host().on("POST /admin/v1/jobs", 202, "{\"id\":\"7\"}");
        run("plugin", "install", "skill-units").fails("told nothing of job 7");
    }
}
