// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.generation.DurableFiles;
import dev.tenon.generation.Home;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code config/<pid>.json}, and {@code config/good/<pid>.json}, which holds the last content that was put in force.
 * Every file written here is readable by its owner alone.
 */
final class SettingsFolder {
    private static final String SUFFIX = ".json";
    private static final long MAX_BYTES = 1 << 20;
    private static final Pattern PID = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*(~[A-Za-z0-9._-]{1,100})?");

    private final Path folder;

    SettingsFolder(Home home) {
        folder = home.config();
    }

    /** Tells whether a name can be a PID here: it becomes the name of a file. */
    static boolean isPid(String name) {
        return name.length() <= 200 && PID.matcher(name).matches();
    }

    Path file(String pid) {
        return folder.resolve(pid + SUFFIX);
    }

    private Path good(String pid) {
        return folder.resolve("good").resolve(pid + SUFFIX);
    }

    /** Lists the PIDs that have a file. */
    List<String> pids() throws IOException {
        return pids(folder);
    }

    /** Lists the PIDs that have a good copy. */
    List<String> goodPids() throws IOException {
        return pids(folder.resolve("good"));
    }

    private static List<String> pids(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(SettingsFolder::isPid)
                    .sorted()
                    .toList();
        }
    }

    /** Reads a file; empty if it is not there. */
    Optional<String> read(String pid) throws IOException {
        return read(file(pid));
    }

    Optional<String> readGood(String pid) throws IOException {
        return read(good(pid));
    }

    private static Optional<String> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("it is larger than " + MAX_BYTES + " bytes");
        }
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new IOException("it is no text in UTF-8", e);
        }
    }

    void write(String pid, String json) throws IOException {
        DurableFiles.writeSecret(file(pid), json);
    }

    void delete(String pid) throws IOException {
        if (Files.deleteIfExists(file(pid))) {
            DurableFiles.forceFolder(folder);
        }
    }

    /** Remembers a content that is in force. */
    void keepGood(String pid, String json) throws IOException {
        if (!readGood(pid).equals(Optional.of(json))) {
            Files.createDirectories(folder.resolve("good"));
            DurableFiles.writeSecret(good(pid), json);
        }
    }

    void forgetGood(String pid) throws IOException {
        Files.deleteIfExists(good(pid));
    }

    /** Tells whether others than the owner may read a file. */
    boolean readByOthers(String pid) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file(pid));
            return !PosixFilePermissions.fromString("rw-------").containsAll(permissions);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // gone by now, or a system without such permissions
        }
    }
}
