// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A host in a process of its own, started and able to be killed. */
final class HostProcess implements AutoCloseable {
    private static final String READY = "host ready ";

    private final Program program;
    private final AdminClient admin;
    private final long readyNanos;
    private final Map<String, Boolean> bundles = new HashMap<>();
    private long startedNanos;

    private HostProcess(Program program, AdminClient admin, long readyNanos) {
        this.program = program;
        this.admin = admin;
        this.readyNanos = readyNanos;
    }

    /** Starts it and waits until it serves. */
    static HostProcess start(Path distribution, Path home) throws IOException {
        Path err = home.resolveSibling(home.getFileName() + ".err");
        Program program =
                Jvm.host(distribution, err, StatedHost.class.getName(), home.toString(), distribution.toString());
        try {
            String ready = program.nextLine();
            long readyNanos = program.nanosSinceStart();
            if (!ready.startsWith(READY)) {
                throw new IOException("the host said '" + ready + "'");
            }
            return new HostProcess(program, new AdminClient(ready.substring(READY.length()), home), readyNanos);
        } catch (IOException e) {
            program.close();
            throw new IOException("the host did not start; " + err + " says why", e);
        }
    }

    AdminClient admin() {
        return admin;
    }

    /** Whether each bundle is active, by location, when all plugins had started; waits for that. */
    Map<String, Boolean> bundles() throws IOException {
        if (startedNanos == 0) {
            for (String line = program.nextLine(); !line.equals("end"); line = program.nextLine()) {
                bundles.put(line.substring(line.indexOf(' ') + 1), line.startsWith("active "));
            }
            startedNanos = program.nanosSinceStart();
        }
        return bundles;
    }

    /** From the start of its process until all plugins had started; asked after {@link #bundles}. */
    long startedNanos() {
        return startedNanos;
    }

    /** From the start of its process until it said that it serves. */
    long readyNanos() {
        return readyNanos;
    }

    long nanosSinceStart() {
        return program.nanosSinceStart();
    }

    /** Says whether it answers a request rightly. */
    boolean serves() throws InterruptedException {
        try {
            JsonNode answer = admin.ask("what is 2+2");
            return answer.path("answered").asBoolean()
                    && answer.path("text").asText().contains("4");
        } catch (IOException e) {
            System.err.println("no answer: " + e.getMessage());
            return false;
        }
    }

    void kill() throws InterruptedException {
        program.kill();
    }

    @Override
    public void close() throws IOException {
        program.close();
    }
}
