// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@link SwapHost} in a process of its own. */
final class SwapHostProcess implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String READY = "host ready ";

    /** Enough for all that is installed in it. */
    private static final String HEAP = "512m";

    private final Program program;
    private final AdminClient admin;

    private SwapHostProcess(Program program, AdminClient admin) {
        this.program = program;
        this.admin = admin;
    }

    /**
     * Starts it, on a new home, and waits until it serves. Soft references are off, so that what only they hold counts as
     * let go; the heap is resident from the start, or its first use would look like growth; a call has one thread, so
     * that who calls seldom leaves the machine idle.
     */
    static SwapHostProcess start(Market market, Path distribution, Path home) throws IOException {
        market.trustIn(home);
        Path config = Files.createDirectories(home.resolve("config"));
        Files.writeString(config.resolve("dev.tenon.backend.onnx.json"), "{\"threads\": 1}");
        return start(distribution, home);
    }

    private static SwapHostProcess start(Path distribution, Path home) throws IOException {
        Path err = home.resolveSibling(home.getFileName() + ".err");
        Program program = Jvm.host(
                distribution,
                err,
                List.of(
                        "-XX:SoftRefLRUPolicyMSPerMB=0",
                        "-Xms" + HEAP,
                        "-Xmx" + HEAP,
                        "-XX:+AlwaysPreTouch",
                        "-Dtenon.benchmarks=" + System.getProperty("tenon.benchmarks")),
                SwapHost.class.getName(),
                home.toString(),
                distribution.toString());
        try {
            String ready = program.nextLine();
            if (!ready.startsWith(READY)) {
                throw new IOException("the host said '" + ready + "'");
            }
            return new SwapHostProcess(program, new AdminClient(ready.substring(READY.length()), home));
        } catch (IOException e) {
            program.close();
            throw new IOException("the host did not start: " + Files.readString(err), e);
        }
    }

    AdminClient admin() {
        return admin;
    }

    /** Tells it something, by names and values in turns, and returns what it says to that. */
    JsonNode tell(String what, String... namesAndValues) throws IOException {
        Map<String, String> command = new LinkedHashMap<>();
        command.put("do", what);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            command.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        program.say(MAPPER.writeValueAsString(command));
        return MAPPER.readTree(program.nextLine());
    }

    @Override
    public void close() throws IOException {
        program.close();
    }
}
