// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Folders of work. Stateless. */
final class Folders {
    private Folders() {}

    /** Deletes a folder with all that is in it; nothing if it is not there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    static FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns what tells whether data are still the same: names, sizes and times of the files.
     *
     * @param source file or folder; empty for none
     */
    static String state(String source) throws IOException {
        if (source.isEmpty()) {
            return "";
        }
        StringBuilder state = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of(source))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                state.append(file).append(Files.size(file)).append(modified(file));
            }
        }
        return state.toString();
    }

    static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
