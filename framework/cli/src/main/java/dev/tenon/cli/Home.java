// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The folder of one Tenon, as this program reads and writes it.
 *
 * @param path absolute
 */
record Home(Path path) {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static Home of(String option, Map<String, String> environment) {
        if (!option.isEmpty()) {
            return new Home(Path.of(option).toAbsolutePath().normalize());
        }
        String variable = environment.getOrDefault("TENON_HOME", "");
        if (!variable.isEmpty()) {
            return new Home(Path.of(variable).toAbsolutePath().normalize());
        }
        String user = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return new Home(Path.of(user, ".tenon").toAbsolutePath().normalize());
    }

    /** Address, token and process of a running host. */
    Path hostFile() {
        return path.resolve("run/host.json");
    }

    /** The process of {@code tenon up} on this home, which starts a host that died again. */
    Path upFile() {
        return path.resolve("run/up.pid");
    }

    /** Says whether {@code tenon up} runs on this home: a number that another program took since is not it. */
    boolean isTended() {
        try {
            String pid = Files.readString(upFile()).strip();
            return pid.matches("\\d{1,9}")
                    && ProcessHandle.of(Long.parseLong(pid))
                            .flatMap(process -> process.info().arguments())
                            .filter(words -> Arrays.stream(words).anyMatch(word -> word.endsWith("tenon")))
                            .isPresent();
        } catch (IOException e) {
            return false; // nobody wrote it
        }
    }

    /** Address, keeper's token and process of a marketplace run on this home. */
    Path marketFile() {
        return path.resolve("run/market.json");
    }

    /** Which marketplace the host believes, by which key. */
    Path trustFile() {
        return path.resolve("trust/market.json");
    }

    /** What was trusted once, for {@code tenon up --market URL} after a run with a marketplace of its own. */
    Path knownMarket(String url) {
        return path.resolve("trust/known/" + url.replaceAll("[^A-Za-z0-9.-]", "_") + ".json");
    }

    /** What {@code market publish} shows to the marketplace. */
    Path publisherToken() {
        return path.resolve("config/publisher-token");
    }

    Path logs() {
        return path.resolve("log");
    }

    /** Reads a small JSON file; empty if it is not there. */
    Optional<JsonNode> read(Path file) {
        try {
            return Optional.of(MAPPER.readTree(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new Failure(
                    "unreadable", file + " holds no valid JSON; start the host again to have it rewritten", e);
        } catch (IOException e) {
            throw new Failure("unreadable", file + " cannot be read: " + reason(e), e);
        }
    }

    /** Writes a file that only its owner may read, whole or not at all. */
    void writePrivately(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path part =
                    Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
            try {
                try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                    channel.force(true);
                }
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new Failure("unwritable", file + " cannot be written: " + reason(e), e);
        }
    }

    /** Tells whether others than the owner may read a file. */
    static boolean readByOthers(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        return !PosixFilePermissions.fromString("rw-------").containsAll(permissions);
    }

    /** Says why a file could not be used, without the path that most such messages begin with. */
    static String reason(IOException e) {
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof java.nio.file.FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
