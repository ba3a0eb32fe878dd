// SPDX-License-Identifier: Apache-2.0
package dev.tenon.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.workers.WorkerException.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real child JVMs. */
@Timeout(120)
class WorkerTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void answersCallAfterCall() throws Exception {
        try (Worker worker = Worker.start(Fixture.spec(folder))) {
            assertThat(call(worker, "echo", "潮", "", "tide")).containsExactly("潮", "", "tide");
            assertThat(worker.note()).isEqualTo("about to echo");
            WorkerException failed = refused(worker, "throw");
            assertThat(failed.reason()).isEqualTo(Reason.FAILED);
            assertThat(failed).hasMessage("no such tide");
            assertThat(refused(worker, "big", Integer.toString(Frame.MAX_BYTES)))
                    .hasMessageContaining("too large");
            assertThat(refused(worker, "echo", "x".repeat(Frame.MAX_BYTES))).hasMessageContaining("too large");
            assertThat(call(worker, "echo", "still here")).containsExactly("still here");
            assertThat(call(worker, "environment"))
                    .contains("ORT_DISABLE_TELEMETRY")
                    .isSubsetOf(
                            "PATH",
                            "HOME",
                            "USER",
                            "LANG",
                            "LC_ALL",
                            "LC_CTYPE",
                            "TZ",
                            "TMPDIR",
                            "ORT_DISABLE_TELEMETRY");
        }
    }

    @Test
    void givesWayToTheHost() throws Exception {
        assumeTrue(Files.isExecutable(ChildJvm.NICE) && Files.isReadable(Path.of("/proc/self/stat")));
        try (Worker worker = Worker.start(Fixture.spec(folder))) {
            assertThat(niceness(call(worker, "stat").get(0)))
                    .isEqualTo(Math.min(19, niceness(Files.readString(Path.of("/proc/self/stat"))) + ChildJvm.NICER));
        }
    }

    /** The 19th field of proc(5), the first 2 of which end with a parenthesis. */
    private static int niceness(String stat) {
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }

    @Test
    void notesAreHeardWhileTheCallRunsAndWhoHearsMayEndIt() throws Exception {
        try (Worker worker = Worker.start(Fixture.spec(folder))) {
            Thread caller = Thread.currentThread();
            assertThatThrownBy(() -> worker.call(List.of("hang"), LIMIT, note -> {
                        assertThat(Thread.currentThread()).isSameAs(caller);
                        throw new IllegalStateException("enough of " + note);
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("enough of about to hang");
            assertGone(worker.pid());
            assertThat(refused(worker, "echo").reason()).isEqualTo(Reason.CLOSED);
        }
    }

    @Test
    void ofManyNotesSomeAreMergedAndTheLastIsHeardBeforeTheAnswer() throws Exception {
        try (Worker worker = Worker.start(Fixture.spec(folder))) {
            CountDownLatch never = new CountDownLatch(1);
            List<String> heard = new ArrayList<>();
            worker.call(List.of("chat", "500"), LIMIT, note -> {
                heard.add(note);
                await(never); // meanwhile come the others, and the answer
            });
            assertThat(heard).hasSizeBetween(2, 100).doesNotHaveDuplicates().endsWith("note 500");
        }
    }

    @Test
    void whoHearsSlowlyDoesNotLengthenTheLimit() throws Exception {
        try (Worker worker = Worker.start(Fixture.spec(folder))) {
            CountDownLatch never = new CountDownLatch(1);
            WorkerException late = catchThrowableOfType(
                    WorkerException.class,
                    () -> worker.call(List.of("chat", "100000000"), Duration.ofSeconds(1), note -> await(never)));
            assertThat(late.reason()).isEqualTo(Reason.TIME_LIMIT);
        }
    }

    private static void await(CountDownLatch never) {
        try {
            assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anInterruptEndsACallAndAStart() throws Exception {
        try (Worker worker = Worker.start(Fixture.spec(folder))) {
            WorkerException ended = catchThrowableOfType(
                    WorkerException.class,
                    () -> worker.call(List.of("hang"), LIMIT, note -> Thread.currentThread()
                            .interrupt()));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(ended.reason()).isEqualTo(Reason.CLOSED);
            assertGone(worker.pid());
        }
        Thread.currentThread().interrupt();
        WorkerException notStarted =
                catchThrowableOfType(WorkerException.class, () -> Worker.start(Fixture.spec(folder)));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(notStarted.reason()).isEqualTo(Reason.CLOSED);
        assertThat(folder.resolve("run")).isEmptyDirectory();
    }

    @Test
    void isGoneOnceItIsClosed() throws Exception {
        Worker worker = Worker.start(Fixture.spec(folder));
        ProcessHandle process = ProcessHandle.of(worker.pid()).orElseThrow();
        Thread.currentThread().interrupt();
        worker.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void leavesNoSocketAndOpensItToNobodyElse() throws Exception {
        try (Worker worker = Worker.start(Fixture.spec(folder))) {
            assertThat(worker.isAlive()).isTrue();
            assertThat(folder.resolve("run")).isEmptyDirectory();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run"))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void meetsInATemporaryFolderWhereThePathIsTooLongForASocket() throws Exception {
        Path deep = Files.createDirectories(folder.resolve("d".repeat(100)));
        try (Worker worker = Worker.start(Fixture.spec(deep))) {
            assertThat(call(worker, "echo", "deep")).containsExactly("deep");
        }
    }

    @Test
    void killsAWorkerThatTakesTooLong() throws Exception {
        try (Worker worker = Worker.start(Fixture.spec(folder))) {
            WorkerException late = catchThrowableOfType(
                    WorkerException.class, () -> worker.call(List.of("hang"), Duration.ofMillis(200)));
            assertThat(late.reason()).isEqualTo(Reason.TIME_LIMIT);
            assertThat(late).hasMessage("did not answer within 200 ms");
            assertThat(worker.note()).isEqualTo("about to hang");
            assertGone(worker.pid());
            assertThat(refused(worker, "echo").reason()).isEqualTo(Reason.TIME_LIMIT);
        }
    }

    @Test
    void killsAWorkerWhoseHeartStandsStill() throws Exception {
        try (Worker worker = Worker.start(Fixture.spec(folder, Duration.ofMillis(600)))) {
            call(worker, "echo", "alive");
            new ProcessBuilder("kill", "-STOP", Long.toString(worker.pid()))
                    .start()
                    .waitFor();
            WorkerException silent = refused(worker, "hang"); // it stands still soon, and may answer until then
            assertThat(silent.reason()).isEqualTo(Reason.SILENT);
            assertThat(silent).hasMessage("was silent for 600 ms");
            assertGone(worker.pid());
        }
    }

    @Test
    void keepsABusyWorkerThatStillAnswersTheHeartbeat() throws Exception {
        try (Worker worker = Worker.start(Fixture.spec(folder, Duration.ofSeconds(3)))) {
            WorkerException late = catchThrowableOfType(
                    WorkerException.class, () -> worker.call(List.of("hang"), Duration.ofSeconds(5)));
            assertThat(late.reason()).isEqualTo(Reason.TIME_LIMIT);
        }
    }

    @Test
    void namesWhatEndedIt() throws Exception {
        assertThat(ending("eat")).isEqualTo("OUT_OF_MEMORY: ran out of memory (Java heap space)");
        assertThat(ending("exit", "7")).isEqualTo("EXITED: ended with exit status 7");
        assertThat(ending("crash"))
                .startsWith("CRASHED: crashed in native code (SIGSEGV in ")
                .contains("worker-crash-");
        try (Worker worker = Worker.start(Fixture.spec(folder))) {
            new ProcessBuilder("kill", "-KILL", Long.toString(worker.pid()))
                    .start()
                    .waitFor();
            WorkerException killed = refused(worker, "hang");
            assertThat(killed.reason()).isEqualTo(Reason.KILLED);
            assertThat(killed).hasMessageContaining("was killed by signal 9 (SIGKILL)");
        }
    }

    private String ending(String... request) throws IOException {
        try (Worker worker = Worker.start(Fixture.spec(folder))) {
            WorkerException e = refused(worker, request);
            return e.reason() + ": " + e.getMessage();
        }
    }

    @Test
    void saysWhyAWorkerDoesNotStart() {
        WorkerSpec spec = Fixture.spec(folder);
        WorkerSpec unknown = new WorkerSpec(
                "unknown", "no.such.Handler", spec.classPath(), List.of(), 32, spec.run(), spec.log(), LIMIT, LIMIT);
        assertThat(catchThrowableOfType(WorkerException.class, () -> Worker.start(unknown))
                        .reason())
                .isEqualTo(Reason.NOT_STARTED);
    }

    /** Programs in a worker's place that do not keep to the protocol. */
    static final class Rogue {
        public static void main(String[] arguments) throws Exception {
            String secret = new BufferedReader(new java.io.InputStreamReader(System.in, "UTF-8")).readLine();
            UnixDomainSocketAddress address = UnixDomainSocketAddress.of(arguments[0]);
            String what = System.getProperty("rogue");
            if (what.equals("stranger")) {
                try (SocketChannel stranger = SocketChannel.open(address)) {
                    new Frame(Frame.Kind.HELLO, WorkerMain.PROTOCOL, "guessed").write(stranger);
                    System.exit(stranger.read(ByteBuffer.allocate(1)) < 0 ? 9 : 0);
                }
            }
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(address);
            new Frame(Frame.Kind.HELLO, what.equals("old") ? "tenon-worker/0" : WorkerMain.PROTOCOL, secret)
                    .write(channel);
            Frame.read(channel);
            channel.write(
                    switch (what) {
                        case "garbage" -> ByteBuffer.wrap(new byte[] {0, 0, 0, 1, 99});
                        case "huge" -> ByteBuffer.wrap(new byte[] {127, 0, 0, 0, 2});
                        case "overlap" -> ByteBuffer.wrap(new byte[] {0, 0, 0, 5, 2, 0, 0, 0, 9});
                        default -> ByteBuffer.allocate(0);
                    });
            Thread.sleep(60_000);
        }
    }

    @Test
    void endsWhatSendsNoFrames() throws IOException {
        assertThat(rogue("garbage")).contains("PROTOCOL", "unknown kind 99");
        assertThat(rogue("huge")).contains("PROTOCOL", "2130706432 bytes is announced");
        assertThat(rogue("overlap")).contains("PROTOCOL", "do not fit");
    }

    @Test
    void letsNobodyInWithoutTheSecretOrWithAnotherProtocol() throws IOException {
        assertThat(rogue("stranger")).contains("NOT_STARTED", "exit status 9");
        assertThat(rogue("old")).contains("NOT_STARTED");
    }

    private String rogue(String what) throws IOException {
        WorkerSpec spec = Fixture.spec(folder);
        WorkerSpec rogue = new WorkerSpec(
                what,
                "none",
                spec.classPath(),
                List.of("-Drogue=" + what),
                32,
                spec.run(),
                spec.log(),
                what.equals("old") ? Duration.ofSeconds(5) : LIMIT,
                LIMIT);
        WorkerException e = catchThrowableOfType(WorkerException.class, () -> {
            try (Worker worker = Worker.start(rogue, Rogue.class.getName())) {
                worker.call(List.of("echo"), LIMIT);
            }
        });
        return e.reason() + ": " + e.getMessage();
    }

    /** A host that starts a worker, says which, and waits to be killed. */
    static final class HostProgram {
        public static void main(String[] arguments) throws Exception {
            Worker worker = Worker.start(Fixture.spec(Path.of(arguments[0])));
            System.out.println("worker " + worker.pid());
            Thread.sleep(60_000);
        }
    }

    @Test
    void endsWithItsHost() throws Exception {
        Process host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostProgram.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long worker;
        try (Stream<String> lines = host.inputReader().lines()) {
            worker = Long.parseLong(lines.filter(line -> line.startsWith("worker "))
                    .findFirst()
                    .orElseThrow()
                    .substring("worker ".length()));
            assertThat(ProcessHandle.of(worker)).isPresent();
            host.destroyForcibly().waitFor();
        }
        assertGone(worker);
    }

    private static List<String> call(Worker worker, String... request) throws WorkerException {
        return worker.call(List.of(request), LIMIT);
    }

    private static WorkerException refused(Worker worker, String... request) {
        return catchThrowableOfType(WorkerException.class, () -> call(worker, request));
    }

    private static void assertGone(long pid) throws Exception {
        var process = ProcessHandle.of(pid);
        if (process.isPresent()) {
            process.get().onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
