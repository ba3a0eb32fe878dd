// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The settings that a generation keeps: each PID's JSON lies in the content store by its SHA-256, and is written to
 * {@code config/<pid>.json} when the generation becomes current. A settings file that no generation names is the
 * operator's own and never touched. Thread-safe.
 */
public final class Configurations {
    private final Home home;
    private final ContentStore content;

    /**
     * Makes it.
     *
     * @param home an open home
     */
    public Configurations(Home home) {
        this.home = home;
        content = new ContentStore(home);
    }

    /**
     * Keeps a setting's text, durably; it is no part of any generation yet.
     *
     * @param json the text
     * @return its SHA-256, for {@link Generation#configurations()}
     * @throws IOException if it cannot be written
     */
    public String keep(String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        String sha256 = Sha256.of(json);
        if (!Files.isRegularFile(content.text(sha256))) {
            content.put(new ByteArrayInputStream(bytes), sha256, bytes.length, content.text(sha256), done -> {});
        }
        return sha256;
    }

    /**
     * Reads a setting as a generation keeps it.
     *
     * @param generation any that is kept
     * @param pid whose
     * @return the JSON; empty if the generation does not name the PID
     * @throws HomeException if the content is gone or is not what the generation names
     */
    public Optional<String> read(Generation generation, String pid) throws HomeException {
        String sha256 = generation.configurations().get(pid);
        if (sha256 == null) {
            return Optional.empty();
        }
        Path file = content.text(sha256);
        String json;
        try {
            json = Files.readString(file);
        } catch (IOException e) {
            throw new HomeException(
                    "the setting " + pid + " of generation " + generation.number() + " cannot be read ("
                            + DurableFiles.reason(e) + ": " + file + ")",
                    e);
        }
        if (!Sha256.of(json).equals(sha256)) {
            throw new HomeException("the setting " + pid + " of generation " + generation.number() + " is damaged: "
                    + file + " is not what its name says");
        }
        return Optional.of(json);
    }

    /**
     * Writes the settings files as a generation keeps them, and deletes those that only the one before it had.
     *
     * @param before settings of the generation that was current
     * @param now the current generation
     * @throws IOException if a file cannot be written; called again, it goes on
     */
    void restore(Map<String, String> before, Generation now) throws IOException {
        for (String pid : now.configurations().keySet()) {
            String json = read(now, pid).orElse("");
            if (!json.equals(textOf(file(pid)))) {
                DurableFiles.writeSecret(file(pid), json);
            }
        }
        for (String pid : before.keySet()) {
            if (!now.configurations().containsKey(pid)) {
                DurableFiles.delete(file(pid));
            }
        }
    }

    private static String textOf(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private Path file(String pid) {
        checkPid(pid);
        return home.config().resolve(pid + ".json");
    }

    /** Checks a PID's form: it becomes a path. */
    static void checkPid(String pid) {
        if (!pid.matches("[A-Za-z0-9_~-]+(\\.[A-Za-z0-9_~-]+)*")) {
            throw new IllegalArgumentException("not a PID: '" + pid + "'");
        }
    }
}
