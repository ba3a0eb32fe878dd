// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Arrays by name, as {@code numpy.savez} writes them: a zip without compression, a {@code .npy} file for each. */
final class NpzFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int PREFIX = MAGIC.length + 2;
    private static final int ALIGNMENT = 64;
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '(<f2|<f4|<i4|<i8)', 'fortran_order': False, 'shape': \\(((?:\\d+, ?)*\\d*)\\), \\} *\n");

    private NpzFile() {}

    /**
     * An array.
     *
     * @param type {@code <f2}, {@code <f4}, {@code <i4} or {@code <i8}
     * @param shape extents, outermost first; the items lie along the first
     * @param data little-endian, row-major, from 0 to its capacity
     */
    record Array(String type, long[] shape, ByteBuffer data) {
        int items() {
            return Math.toIntExact(shape[0]);
        }

        /** Returns the extents of one item. */
        long[] itemShape() {
            return Arrays.copyOfRange(shape, 1, shape.length);
        }

        /** Returns one item's elements. */
        ByteBuffer item(int index) {
            int bytes = data.capacity() / items();
            return data.duplicate()
                    .position(index * bytes)
                    .limit((index + 1) * bytes)
                    .slice()
                    .order(ByteOrder.LITTLE_ENDIAN);
        }

        private static int elementBytes(String type) {
            return type.charAt(2) - '0';
        }

        private boolean isWhole() {
            long bytes = elementBytes(type);
            for (long extent : shape) {
                bytes *= extent;
            }
            return bytes == data.capacity();
        }
    }

    /** Writes arrays; what is there already is replaced. */
    static void write(Path file, Map<String, Array> arrays) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, Array> each : arrays.entrySet()) {
                write(zip, each.getKey() + ".npy", each.getValue());
            }
        }
    }

    private static void write(ZipOutputStream zip, String name, Array array) throws IOException {
        if (!array.isWhole()) {
            throw new IllegalArgumentException(name + " has " + array.data().capacity() + " bytes, not those of "
                    + Arrays.toString(array.shape()));
        }
        byte[] header = header(array);
        byte[] data = new byte[array.data().capacity()];
        array.data().duplicate().position(0).limit(data.length).get(data);
        CRC32 sum = new CRC32();
        sum.update(header);
        sum.update(data);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize((long) header.length + data.length);
        entry.setCrc(sum.getValue());
        // Always the same bytes: a set's digest tells whether it is the same set.
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(header);
        zip.write(data);
        zip.closeEntry();
    }

    private static byte[] header(Array array) {
        String shape = Arrays.stream(array.shape()).mapToObj(Long::toString).collect(Collectors.joining(", "));
        String text = "{'descr': '" + array.type() + "', 'fortran_order': False, 'shape': (" + shape
                + (array.shape().length == 1 ? "," : "") + "), }";
        int length = PREFIX + text.length() + 1;
        int padding = (ALIGNMENT - length % ALIGNMENT) % ALIGNMENT;
        String line = text + String.join("", Collections.nCopies(padding, " ")) + "\n";
        return ByteBuffer.allocate(PREFIX + line.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) line.length())
                .put(line.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /** Reads arrays, of such files alone as {@link #write} makes. */
    static Map<String, Array> read(Path file) throws IOException {
        Map<String, Array> arrays = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                String name = entry.getName();
                if (!name.endsWith(".npy")) {
                    throw new IOException(file + " holds " + name + ", which is no array");
                }
                arrays.put(name.substring(0, name.length() - ".npy".length()), array(file + ": " + name, bytes));
            }
        }
        return arrays;
    }

    private static Array array(String name, byte[] bytes) throws IOException {
        if (bytes.length < PREFIX || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException(name + " is no array of version 1.0");
        }
        ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = all.getShort(MAGIC.length) & 0xFFFF;
        if (length > bytes.length - PREFIX || (PREFIX + length) % ALIGNMENT != 0) {
            throw new IOException(name + " has a header of " + length + " bytes");
        }
        Matcher header = HEADER.matcher(new String(bytes, PREFIX, length, StandardCharsets.US_ASCII));
        if (!header.matches()) {
            throw new IOException(name + " has another header");
        }
        long[] shape = Arrays.stream(header.group(2).split(", ?"))
                .filter(extent -> !extent.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        ByteBuffer data = all.position(PREFIX + length).slice().order(ByteOrder.LITTLE_ENDIAN);
        Array array = new Array(header.group(1), shape, data);
        if (shape.length == 0 || !array.isWhole()) {
            throw new IOException(name + " is cut, or has no items");
        }
        return array;
    }
}
