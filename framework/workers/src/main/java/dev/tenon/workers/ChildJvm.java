// SPDX-License-Identifier: Apache-2.0
package dev.tenon.workers;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process of one worker: the JVM that runs here, with limits; what it prints goes into the log. Thread-safe. */
final class ChildJvm {
    private static final Logger LOG = LoggerFactory.getLogger(ChildJvm.class);
    private static final int TAIL_LINES = 40;
    private static final int MAX_LINE = 2_000;
    private static final long END_LIMIT_MS = 2_000;

    static final Path NICE = Path.of("/usr/bin/nice");

    /** Whoever is served comes before what is tried out: a third of a thread's weight, so that limits still hold. */
    static final int NICER = 5;

    /** What a worker inherits of the environment: never a token. */
    private static final Set<String> INHERITED =
            Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT");

    private final String name;
    private final Process process;
    private final Path errorFile;
    private final Thread output;
    private final Deque<String> tail = new ArrayDeque<>();

    private ChildJvm(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        errorFile = log.resolve(errorFileName(Long.toString(process.pid())));
        output = new Thread(this::readOutput, "tenon-worker-output " + name);
        output.setDaemon(true);
    }

    /** Starts the JVM with a main class and writes one line to its standard input, which then ends. */
    static ChildJvm start(WorkerSpec spec, String main, Path socket, String secret) throws IOException {
        Files.createDirectories(spec.log());
        ProcessBuilder builder = new ProcessBuilder(command(spec, main, socket)).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(INHERITED);
        environment.put("ORT_DISABLE_TELEMETRY", "1"); // whoever started the host: nothing leaves this machine
        ChildJvm child = new ChildJvm(spec.name(), builder.start(), spec.log());
        child.output.start();
        try (var in = child.process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(secret + "\n");
        } catch (IOException e) {
            child.process.destroyForcibly();
            throw e;
        }
        return child;
    }

    private static List<String> command(WorkerSpec spec, String main, Path socket) {
        List<String> command = new ArrayList<>(
                Files.isExecutable(NICE) ? List.of(NICE.toString(), "-n", Integer.toString(NICER)) : List.of());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + spec.maxHeapMebibytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:-HeapDumpOnOutOfMemoryError",
                "-XX:ErrorFile=" + spec.log().resolve(errorFileName("%p")),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dfile.encoding=UTF-8",
                "-Djava.awt.headless=true"));
        command.addAll(spec.options());
        command.addAll(List.of("-cp", spec.classPath(), main, socket.toString(), spec.handler()));
        return command;
    }

    private static String errorFileName(String pid) {
        return "worker-crash-" + pid + ".log";
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String shown = line.length() > MAX_LINE ? line.substring(0, MAX_LINE) + "…" : line;
                LOG.info("{}: {}", name, shown);
                synchronized (tail) {
                    tail.addLast(shown);
                    if (tail.size() > TAIL_LINES) {
                        tail.removeFirst();
                    }
                }
            }
        } catch (IOException e) {
            LOG.debug("The output of {} broke off", name, e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() {
        process.destroyForcibly();
    }

    /** Waits a moment for the end of a process that was killed, whether or not the thread is interrupted. */
    void awaitEnd() {
        process.onExit()
                .completeOnTimeout(process, END_LIMIT_MS, TimeUnit.MILLISECONDS)
                .join();
    }

    /** Returns how the process ended, waiting a moment for that; one that goes on is killed. */
    Ending ending() {
        try {
            if (!process.waitFor(END_LIMIT_MS, TimeUnit.MILLISECONDS)) {
                kill();
                process.waitFor(END_LIMIT_MS, TimeUnit.MILLISECONDS);
                return new Ending(WorkerException.Reason.PROTOCOL, "closed its connection without ending");
            }
            output.join(END_LIMIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
            return new Ending(WorkerException.Reason.CLOSED, "was ended, because the host is stopping");
        }
        synchronized (tail) {
            return Ending.of(process.exitValue(), List.copyOf(tail), errorFile);
        }
    }
}
