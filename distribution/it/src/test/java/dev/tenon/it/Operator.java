// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Somebody at a shell: runs {@code bin/tenon} of the distribution on one home. */
final class Operator {
    private static final Pattern LOGGED = Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT\\S+ INFO ");
    private static final ObjectMapper STRICT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final long LIMIT_S = 60;

    private final Path home;
    private final List<String> javaOptions;
    private final Map<String, String> more = new HashMap<>();

    Operator(Path home, String... javaOptions) {
        this.home = home;
        this.javaOptions = List.of(javaOptions);
    }

    /** Sets a variable in the environment of each later command. */
    Operator with(String variable, String value) {
        more.put(variable, value);
        return this;
    }

    Path home() {
        return home;
    }

    /** What came of a command. */
    record Said(List<String> command, int status, String out, String err) {
        /** Checks that it worked. */
        Said done() {
            assertThat(status).as(toString()).isZero();
            return this;
        }

        /** Checks that it was refused as people can bear it: status 1 and one line that says why. */
        Said refused(String... words) {
            assertThat(status).as(toString()).isEqualTo(1);
            assertThat(out).as(toString()).isEmpty();
            assertThat(err)
                    .as(toString())
                    .doesNotContain("\tat ")
                    .doesNotContainPattern("(?m)^\\S*(?:Exception|Caused by)");
            List<String> reasons = err.lines()
                    .filter(line -> line.startsWith("tenon: ")
                            || line.startsWith("tenon host: ")
                            || line.startsWith("market: "))
                    .toList();
            assertThat(reasons).as(toString()).hasSize(1);
            assertThat(err.lines().filter(line -> !LOGGED.matcher(line).find()).reduce((first, second) -> second))
                    .as("the reason stands last, but for what a marketplace logs that is being started")
                    .hasValue(reasons.get(0));
            assertThat(reasons.get(0)).contains(words);
            return this;
        }

        /** Reads standard output, which must be one JSON document and nothing else. */
        JsonNode json() {
            try {
                return STRICT.readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError("standard output is no JSON document: " + this, e);
            }
        }
    }

    /** Runs a command to its end. */
    Said tenon(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = prepare(arguments);
        Path err = Work.folder("said").resolve("err");
        builder.redirectInput(Path.of("/dev/null").toFile()).redirectError(err.toFile());
        Path out = err.resolveSibling("out");
        Process process = builder.redirectOutput(out.toFile()).start();
        if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(List.of(arguments) + " does not end; so far: " + Files.readString(out) + " | "
                    + Files.readString(err));
        }
        Said said = new Said(List.of(arguments), process.exitValue(), Files.readString(out), Files.readString(err));
        Work.delete(err.getParent());
        return said;
    }

    /** Returns the number of the generation that runs. */
    long generation() throws IOException, InterruptedException {
        return tenon("status", "--json").done().json().path("generation").asLong();
    }

    /** Asks in words. */
    Said ask(String words) throws IOException, InterruptedException {
        return tenon("ask", words);
    }

    /** Prepares a command of this operator, with the JVM that runs the tests. */
    ProcessBuilder prepare(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Work.distribution().resolve("bin/tenon").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("TENON_HOME", home.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("TENON_MODEL_MIRROR", Work.data().toString());
        environment.keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "TENON_MARKET_TOKEN", "TENON_JAVA_OPTS"));
        if (!javaOptions.isEmpty()) {
            environment.put("TENON_JAVA_OPTS", String.join(" ", javaOptions));
        }
        environment.putAll(more);
        return builder;
    }

    /** Reads the host's log. */
    String log() throws IOException {
        StringBuilder log = new StringBuilder();
        try (Stream<Path> files = Files.list(home.resolve("log"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                log.append(Files.readString(file));
            }
        }
        return log.toString();
    }

    /** Reads a file that a running program leaves in {@code run/}. */
    JsonNode run(String file) throws IOException {
        return STRICT.readTree(home.resolve("run").resolve(file).toFile());
    }
}
