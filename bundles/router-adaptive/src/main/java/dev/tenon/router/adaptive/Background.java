// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * In how many sentences about everything each feature occurs, so that words common in them tell little. Counted when the
 * bundle is built ({@link #main}), for counting takes longer than all the rest of a router's start.
 *
 * <p>The table is big-endian: how many sentences, how many features (both 32 bits), the features' hashes ascending (64
 * bits each, see {@link Pieces}), and for each the number of sentences with it (16 bits). Immutable.
 */
final class Background {
    private static final String TABLE = "background.bin";

    private final int sentences;
    private final Numbering pieces;
    private final short[] counts;

    private Background(int sentences, long[] hashes, short[] counts) {
        this.sentences = sentences;
        pieces = new Numbering(hashes);
        this.counts = counts;
    }

    /** Counts sentences; no more than 65,535 of them, none so long as to be a passage. */
    static Background of(List<Features> sentences) {
        if (sentences.size() > Character.MAX_VALUE || sentences.stream().anyMatch(Features::isPassage)) {
            throw new IllegalArgumentException("the background is of at most 65,535 sentences, not of passages");
        }
        Counts counted = new Counts(sentences);
        long[] hashes = new long[counted.size()];
        short[] counts = new short[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = counted.piece(i);
            counts[i] = (short) counted.documents(i);
        }
        return new Background(sentences.size(), hashes, counts);
    }

    /** Reads the table of the bundle. */
    static Background read() {
        try (InputStream in = Background.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks " + TABLE);
            }
            return of(ByteBuffer.wrap(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Background of(ByteBuffer table) {
        int sentences = table.getInt();
        long[] hashes = new long[table.getInt()];
        short[] counts = new short[hashes.length];
        table.asLongBuffer().get(hashes);
        table.position(table.position() + hashes.length * Long.BYTES);
        table.asShortBuffer().get(counts);
        return new Background(sentences, hashes, counts);
    }

    private ByteBuffer table() {
        ByteBuffer table = ByteBuffer.allocate(2 * Integer.BYTES + counts.length * (Long.BYTES + Short.BYTES));
        table.putInt(sentences).putInt(counts.length);
        for (int i = 0; i < counts.length; i++) {
            table.putLong(pieces.hash(i));
        }
        for (short count : counts) {
            table.putShort(count);
        }
        return table.flip();
    }

    int sentences() {
        return sentences;
    }

    /** How many of the sentences have a piece of a hash, see {@link Pieces}. */
    int sentencesWith(long piece) {
        int at = pieces.of(piece);
        return at < 0 ? 0 : Short.toUnsignedInt(counts[at]);
    }

    /** The background of the sentences in a file, one a line; lines that begin with # are remarks. */
    static Background ofFile(Path file) throws IOException {
        return of(Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Features::of)
                .toList());
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
        Files.write(
                Files.createDirectories(folder).resolve(TABLE),
                ofFile(Path.of(arguments[0])).table().array());
    }
}
