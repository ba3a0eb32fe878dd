// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a process take what processor time others leave, where the operating system is Linux. Stateless. */
final class Niceness {
    private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);
    private static final int PATIENCE_SECONDS = 5;

    private Niceness() {}

    /**
     * Lowers every thread of a process; those that they start are lowered as well. Where it cannot be done the process goes
     * on as before.
     *
     * @param pid of the process
     */
    static void lower(long pid) {
        Path threads = Path.of("/proc", Long.toString(pid), "task");
        if (!Files.isDirectory(threads)) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("renice", "-n", "19", "-p"));
        try {
            try (Stream<Path> all = Files.list(threads)) {
                all.forEach(thread -> command.add(String.valueOf(thread.getFileName())));
            }
            Process renice = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!renice.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                renice.destroyForcibly();
            }
        } catch (IOException e) {
            LOG.debug("The process goes on at its usual priority", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
