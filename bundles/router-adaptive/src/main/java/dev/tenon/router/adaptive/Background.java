// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * In how many sentences about everything each feature occurs, so that words common in them tell little. Counted when the
 * bundle is built ({@link #main}), for counting takes longer than all the rest of a router's start.
 *
 * <p>The table is big-endian: how many sentences, how many features (both 32 bits), the features' hashes ascending (64
 * bits each), and for each the number of sentences with it (16 bits). Two features of the same hash count as one; among
 * the sixty thousand here that is one chance in 10<sup>10</sup>. Immutable.
 */
final class Background {
    private static final String TABLE = "background.bin";

    private final int sentences;
    private final long[] hashes;
    private final short[] counts;

    private Background(int sentences, long[] hashes, short[] counts) {
        this.sentences = sentences;
        this.hashes = hashes;
        this.counts = counts;
    }

    /** Counts sentences; no more than 65,535 of them, none so long as to be a passage. */
    static Background of(List<Features> sentences) {
        if (sentences.size() > Character.MAX_VALUE || sentences.stream().anyMatch(Features::isPassage)) {
            throw new IllegalArgumentException("the background is of at most 65,535 sentences, not of passages");
        }
        Map<Long, Integer> counted = new TreeMap<>();
        sentences.forEach(
                sentence -> sentence.pieces().keySet().forEach(piece -> counted.merge(hash(piece), 1, Integer::sum)));
        long[] hashes = counted.keySet().stream().mapToLong(Long::longValue).toArray();
        short[] counts = new short[hashes.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = counted.get(hashes[i]).shortValue();
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
        ByteBuffer table =
                ByteBuffer.allocate(2 * Integer.BYTES + hashes.length * Long.BYTES + counts.length * Short.BYTES);
        table.putInt(sentences).putInt(hashes.length);
        for (long hash : hashes) {
            table.putLong(hash);
        }
        for (short count : counts) {
            table.putShort(count);
        }
        return table.flip();
    }

    int sentences() {
        return sentences;
    }

    /** How many of the sentences have a feature. */
    int sentencesWith(String piece) {
        int at = Arrays.binarySearch(hashes, hash(piece));
        return at < 0 ? 0 : Short.toUnsignedInt(counts[at]);
    }

    /** FNV-1a over the UTF-16 code units, 64 bits (Fowler, Noll and Vo; RFC 9923), and a last mix, for FNV spreads short texts badly. */
    private static long hash(String piece) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < piece.length(); i++) {
            hash = (hash ^ piece.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 32) * 0xd6e8feb86659fd93L;
        return hash ^ hash >>> 32;
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
