// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program under measurement and all processes that it started. Closing it ends them. */
final class Program implements AutoCloseable {
    private static final long END_SECONDS = 20;

    private final Process process;
    private final long startedNanos;

    private Program(Process process, long startedNanos) {
        this.process = process;
        this.startedNanos = startedNanos;
    }

    /** Starts it with this JVM's Java; what it says on standard error goes to the file. */
    static Program start(Path err, Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.appendTo(err.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        long startedNanos = System.nanoTime();
        return new Program(builder.start(), startedNanos);
    }

    /** Returns the next line of its standard output; blocks until it is there. */
    String nextLine() throws IOException {
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        if (line == null) {
            throw new IOException("it ended without a word on standard output");
        }
        return line;
    }

    /** Writes a line to its standard input. */
    void say(String line) throws IOException {
        BufferedWriter in = process.outputWriter();
        in.write(line);
        in.newLine();
        in.flush();
    }

    /** Ends it at once, as a crash would (SIGKILL), and waits until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long nanosSinceStart() {
        return System.nanoTime() - startedNanos;
    }

    @Override
    public void close() throws IOException {
        Stream<ProcessHandle> children = process.descendants();
        ProcessHandle[] all =
                Stream.concat(Stream.of(process.toHandle()), children).toArray(ProcessHandle[]::new);
        process.destroy();
        try {
            process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (ProcessHandle each : all) {
            if (each.isAlive()) {
                each.destroyForcibly();
                each.onExit().join();
            }
        }
    }
}
