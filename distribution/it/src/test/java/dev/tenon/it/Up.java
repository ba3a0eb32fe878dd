// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running {@code tenon up}. */
final class Up implements AutoCloseable {
    private static final Pattern READY = Pattern.compile(
            "tenon: ready host=(http://127\\.0\\.0\\.1:\\d+)(?: market=(http://127\\.0\\.0\\.1:\\d+))? ms=(\\d+)");
    private static final long START_LIMIT_S = 60;

    private final Operator operator;
    private final Process script;
    private final Path err;
    private final String readyLine;
    private final Matcher ready;

    private Up(Operator operator, Process script, Path err, String readyLine) throws IOException {
        this.operator = operator;
        this.script = script;
        this.err = err;
        this.readyLine = readyLine;
        this.ready = READY.matcher(readyLine);
        if (!ready.matches()) {
            script.destroyForcibly();
            throw new AssertionError("no ready line, but '" + readyLine + "' and " + Files.readString(err));
        }
    }

    /** Starts host and marketplace on free ports and waits for the line that says so. */
    static Up start(Operator operator, String... more) throws IOException, InterruptedException {
        return start(operator, List.of("up"), more);
    }

    /** Has another distribution take over the home, and waits for the line of whichever serves at last. */
    static Up upgrade(Operator operator, Path distribution, String... more) throws IOException, InterruptedException {
        return start(operator, List.of("upgrade", distribution.toString()), more);
    }

    private static Up start(Operator operator, List<String> command, String... more)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of("--port", "0", "--market-port", "0"));
        arguments.addAll(List.of(more));
        Path err = Work.folder("up").resolve("err");
        Process script = operator.prepare(arguments.toArray(String[]::new))
                .redirectError(err.toFile())
                .start();
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(script, lines), "up-out");
        reader.setDaemon(true);
        reader.start();
        String line = lines.poll(START_LIMIT_S, TimeUnit.SECONDS);
        return new Up(operator, script, err, line == null ? "" : line);
    }

    private static void read(Process script, BlockingQueue<String> lines) {
        try (BufferedReader out = script.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add(e.toString());
        }
        lines.add("");
    }

    Operator operator() {
        return operator;
    }

    String readyLine() {
        return readyLine;
    }

    URI host() {
        return URI.create(ready.group(1));
    }

    URI market() {
        return URI.create(ready.group(2));
    }

    long readyMs() {
        return Long.parseLong(ready.group(3));
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    /** Sends a request to the admin API, as the command does but without a JVM of its own. */
    Http.Reply admin(String method, String path, String body) throws IOException {
        String token = operator.run("host.json").path("token").asText();
        return Http.send(method, host().resolve("/admin/v1/" + path), Map.of("Authorization", "Bearer " + token), body);
    }

    /** Returns the number of the generation that runs. */
    long generation() throws IOException {
        return admin("GET", "status", "").json().path("generation").asLong();
    }

    ProcessHandle hostProcess() throws IOException {
        return process("host.json");
    }

    ProcessHandle marketProcess() throws IOException {
        return process("market.json");
    }

    private ProcessHandle process(String file) throws IOException {
        long pid = operator.run(file).path("pid").asLong();
        return ProcessHandle.of(pid).orElseThrow(() -> new AssertionError("no process " + pid + " of " + file));
    }

    /** Sends SIGTERM to the script and returns its exit status. */
    int terminate(long limitMs) throws InterruptedException {
        script.destroy();
        return awaitEnd(limitMs);
    }

    /** Sends SIGKILL to the script. */
    void killScript() {
        script.destroyForcibly();
    }

    int awaitEnd(long limitMs) throws InterruptedException {
        if (!script.waitFor(limitMs, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("tenon up still runs after " + limitMs + " ms");
        }
        return script.exitValue();
    }

    /** Ends what still runs. */
    @Override
    public void close() {
        try {
            if (script.isAlive()) {
                terminate(10_000);
            }
        } catch (InterruptedException e) {
            script.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Work.delete(err.getParent());
    }
}
