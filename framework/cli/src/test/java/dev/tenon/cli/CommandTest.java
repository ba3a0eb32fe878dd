// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands as a person would, against a server that this test instructs. */
abstract class CommandTest {
    static final String TOKEN = "secret-of-this-home";

    @TempDir
    Path home;

    /** What a person types; empty if there is no terminal. */
    String typed = "";

    final FakeServer server = new FakeServer();
    final Map<String, String> environment = new HashMap<>();

    /** What a command came to. */
    record Result(int status, String out, String err) {
        /** The one document on standard output. */
        JsonNode json() {
            JsonMapper strict = JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
            try {
                return strict.readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not one JSON document: " + out, e);
            }
        }

        Result exits(int expected) {
            assertThat(status).as("exit status, with%n%s%s", out, err).isEqualTo(expected);
            return this;
        }

        /** Refused: status 1, one line on stderr, nothing on stdout. */
        Result fails(String... words) {
            exits(1);
            assertThat(out).isEmpty();
            assertThat(err).startsWith("tenon: ").contains(words).hasLineCount(1);
            return this;
        }
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    Result run(String... arguments) {
        environment.put("TENON_HOME", home.toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Program.run(
                new Shell(
                        stream(out),
                        stream(err),
                        environment,
                        !typed.isEmpty(),
                        !typed.isEmpty(),
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        Optional.empty(),
                        Optional.empty()),
                arguments);
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** Makes the server the host of this home. */
    FakeServer host() {
        write("run/host.json", at(server.url(), ProcessHandle.current().pid()));
        return server;
    }

    /** Makes the server the marketplace that runs on this home. */
    FakeServer market() {
        write("run/market.json", at(server.url(), ProcessHandle.current().pid()));
        return server;
    }

    static String at(String url, long pid) {
        return "{\"url\":\"" + url + "\",\"token\":\"" + TOKEN + "\",\"pid\":" + pid + "}";
    }

    Path write(String name, String text) {
        try {
            Path file = home.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
