// SPDX-License-Identifier: Apache-2.0
package dev.tenon.workers;

import dev.tenon.workers.WorkerException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a process ended, for people.
 *
 * @param reason of what kind
 * @param sentence without a subject: {@code was killed by signal 9 (SIGKILL)}
 */
record Ending(Reason reason, String sentence) {
    private static final String OUT_OF_MEMORY = "java.lang.OutOfMemoryError";
    private static final int SIGNALLED = 128;
    private static final int ABORT = 6;
    private static final int HEAD_LINES = 40;

    private static final Map<Integer, String> SIGNALS = Map.of(
            1, "SIGHUP", 2, "SIGINT", 4, "SIGILL", ABORT, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11,
            "SIGSEGV", 15, "SIGTERM");

    /**
     * Explains an exit status.
     *
     * @param status as the operating system gives it; 128 and more mean a signal
     * @param output the last lines that the process printed
     * @param errorFile where the JVM reports a crash of native code, if it did
     */
    static Ending of(int status, List<String> output, Path errorFile) {
        // The JVM's own words, printed by ExitOnOutOfMemoryError: a stack trace that tells of one does not count.
        Optional<String> memory = output.stream()
                .filter(line -> line.startsWith("Terminating due to " + OUT_OF_MEMORY))
                .findFirst();
        if (memory.isPresent()) {
            String what = memory.get().replaceFirst(".*" + OUT_OF_MEMORY + ":? *", "");
            return new Ending(Reason.OUT_OF_MEMORY, "ran out of memory" + (what.isEmpty() ? "" : " (" + what + ")"));
        }
        Optional<String> crash = crash(errorFile);
        if (crash.isPresent()) {
            return new Ending(Reason.CRASHED, "crashed in native code (" + crash.get() + ")");
        }
        if (status <= SIGNALLED) {
            return new Ending(Reason.EXITED, "ended with exit status " + status);
        }
        int signal = status - SIGNALLED;
        String name = SIGNALS.containsKey(signal) ? " (" + SIGNALS.get(signal) + ")" : "";
        return new Ending(
                Reason.KILLED, "was killed by signal " + signal + name + (signal == 9 ? ", perhaps for memory" : ""));
    }

    /** Reads signal and problematic frame from the head of the JVM's report. */
    private static Optional<String> crash(Path errorFile) {
        if (!Files.isReadable(errorFile)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(errorFile, StandardCharsets.ISO_8859_1)) {
            List<String> head = lines.limit(HEAD_LINES)
                    .map(line -> line.replaceFirst("^# *", "").strip())
                    .toList();
            String signal = head.stream()
                    .filter(line -> line.startsWith("SIG") || line.startsWith("EXCEPTION_"))
                    .map(line -> line.replaceFirst(" .*", ""))
                    .findFirst()
                    .orElse("");
            int frame = head.indexOf("Problematic frame:") + 1;
            String where = frame > 0 && frame < head.size() ? head.get(frame).replaceFirst("^[CVJjv] +", "") : "";
            String what = (signal + " in " + where).strip();
            return Optional.of(where.isEmpty() ? "see " + errorFile : what + "; see " + errorFile);
        } catch (IOException e) {
            return Optional.of("its report " + errorFile + " cannot be read");
        }
    }
}
