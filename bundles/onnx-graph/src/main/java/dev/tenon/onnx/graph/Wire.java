// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads the wire format of Protocol Buffers (protobuf.dev/programming-guides/encoding) from a file of any size, with steps
 * over what is not wanted. Not thread-safe.
 */
final class Wire implements Closeable {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_VARINT = 10;

    private final FileChannel channel;
    private final long size;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    /** Of the first byte after the buffer. */
    private long ahead;

    Wire(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        size = channel.size();
    }

    long size() {
        return size;
    }

    long position() {
        return ahead - buffer.remaining();
    }

    /** Steps over bytes without reading them. */
    void skip(long count) throws IOException {
        if (count <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) count);
        } else {
            ahead = position() + count;
            buffer.limit(0);
            channel.position(ahead);
        }
    }

    long varint() throws IOException {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            byte next = next();
            value |= (long) (next & 0x7F) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw new OnnxException("a number at byte " + position() + " does not end");
    }

    void copy(long count, ByteArrayOutputStream to) throws IOException {
        long left = count;
        while (left > 0) {
            fill();
            int part = (int) Math.min(left, buffer.remaining());
            to.write(buffer.array(), buffer.position(), part);
            buffer.position(buffer.position() + part);
            left -= part;
        }
    }

    private byte next() throws IOException {
        fill();
        return buffer.get();
    }

    private void fill() throws IOException {
        if (!buffer.hasRemaining()) {
            buffer.clear();
            int read = channel.read(buffer);
            buffer.flip();
            if (read <= 0) {
                buffer.limit(0);
                throw new EOFException();
            }
            ahead += read;
        }
    }

    /** Says how many numbers lie in bytes: the last byte of each has no sign to go on. */
    static int countVarints(ByteBuffer bytes) {
        int count = 0;
        while (bytes.hasRemaining()) {
            if (bytes.get() >= 0) {
                count++;
            }
        }
        return count;
    }

    static void writeVarint(long value, ByteArrayOutputStream to) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            to.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        to.write((int) rest);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
