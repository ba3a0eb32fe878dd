// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/**
 * In how many sentences about everything each feature occurs, so that words common in them tell little. Counted when the
 * bundle is built ({@link #main}), for counting takes longer than all the rest of a router's start.
 *
 * <p>The table holds how many sentences there are, and their {@link Counts}. Immutable.
 */
final class Background {
    private static final String TABLE = "background.bin";

    private final int sentences;
    private final Counts counts;
    private final long checksum;

    private Background(byte[] table) throws IOException {
        ArraysIn in = new ArraysIn(table);
        sentences = in.ints()[0];
        counts = Counts.read(in);
        CRC32 crc = new CRC32();
        crc.update(table);
        checksum = crc.getValue();
    }

    /** Counts sentences; none of them so long as to be a passage. */
    static Background of(List<Features> sentences) {
        try {
            return new Background(table(sentences));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] table(List<Features> sentences) {
        if (sentences.stream().anyMatch(Features::isPassage)) {
            throw new IllegalArgumentException("the background is of sentences, not of passages");
        }
        ArraysOut table = new ArraysOut();
        table.ints(sentences.size());
        new Counts(sentences).write(table);
        return table.toBytes();
    }

    /** Reads the table of the bundle. */
    static Background read() {
        try (InputStream in = Background.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks " + TABLE);
            }
            return new Background(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** CRC-32 of the table: what was computed with another is of no use. */
    long checksum() {
        return checksum;
    }

    int sentences() {
        return sentences;
    }

    /** How many of the sentences have a piece of a hash, see {@link Pieces}. */
    int sentencesWith(long piece) {
        int number = counts.number(piece);
        return number < 0 ? 0 : counts.documents(number);
    }

    /** The sentences of a file, one a line; lines that begin with # are remarks. */
    private static List<Features> sentences(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Features::of)
                .toList();
    }

    /** The background of a file. */
    static Background ofFile(Path file) throws IOException {
        return of(sentences(file));
    }

    /**
     * Writes the table; called by the build.
     *
     * @param arguments the file with the sentences, and the folder of the bundle's classes
     * @throws IOException if one cannot be read or the other not written
     */
    public static void main(String[] arguments) throws IOException {
        Path folder =
                Path.of(arguments[1]).resolve(Background.class.getPackageName().replace('.', '/'));
        Files.write(Files.createDirectories(folder).resolve(TABLE), table(sentences(Path.of(arguments[0]))));
    }
}
