// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * What is held of a model while it is read: its messages in one buffer, in the wire format. The length of a message is not
 * known when it begins, so that room is left for it, and filled in when it ends. Not thread-safe.
 */
final class Skeleton extends ByteArrayOutputStream {
    /** Of a number of 32 bits; readers take one with more bytes than it needs, too. */
    private static final int LENGTH = 5;

    private static final int LOW_BITS = 0x7F;
    private static final int MORE = 0x80;

    /** Begins a message; returns where it does, for {@link #end}. */
    int begin(long tag) {
        Wire.writeVarint(tag, this);
        writeBytes(new byte[LENGTH]);
        return count;
    }

    void end(int start) {
        int rest = count - start;
        for (int i = 0; i < LENGTH; i++) {
            buf[start - LENGTH + i] = (byte) (i < LENGTH - 1 ? rest & LOW_BITS | MORE : rest);
            rest >>>= 7;
        }
    }

    /** Returns what was written from a place on; it must be read before more is written. */
    ByteBuffer from(int start) {
        return ByteBuffer.wrap(buf, start, count - start).slice();
    }

    /** Leaves out what was written from a place on. */
    void cut(int start) {
        count = start;
    }
}
