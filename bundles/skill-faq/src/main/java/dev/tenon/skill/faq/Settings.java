// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings that were checked.
 *
 * @param folder absolute; empty for the plugin's own
 * @param minScore 0.1 to 1
 * @param maxFiles at least 1
 * @param maxBytes of one file
 * @param answerCharacters at least 100
 * @param rescan at least a second
 */
record Settings(
        Optional<Path> folder, double minScore, int maxFiles, long maxBytes, int answerCharacters, Duration rescan) {
    static Settings of(FaqSkill.Config config) {
        if (!(config.min_score() >= 0.1 && config.min_score() <= 1)) {
            throw new IllegalArgumentException("min.score must be from 0.1 to 1: " + config.min_score());
        }
        return new Settings(
                folder(config.folder().strip()),
                config.min_score(),
                (int) within("max.files", config.max_files(), 1, 10_000),
                within("max.bytes", config.max_bytes(), 1 << 10, 64 << 20),
                (int) within("answer.characters", config.answer_characters(), 100, 10_000),
                Duration.ofSeconds(within("rescan.seconds", config.rescan_seconds(), 1, 86_400)));
    }

    private static Optional<Path> folder(String folder) {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(folder);
            if (path.isAbsolute()) {
                return Optional.of(path.normalize());
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("folder must be a path: " + folder, e);
        }
        throw new IllegalArgumentException("folder must be absolute: " + folder);
    }

    private static long within(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ": " + value);
        }
        return value;
    }
}
