// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes arrays of numbers one after the other, for {@link ArraysIn}: little-endian, each after its length in elements (32
 * bits). Whole arrays are copied, for what reads or writes them element by element is slow in the first second of a
 * release's life.
 */
final class ArraysOut {
    private static final int FIRST_ROOM = 1 << 16;

    private ByteBuffer written = ByteBuffer.allocate(FIRST_ROOM).order(ByteOrder.LITTLE_ENDIAN);

    void bytes(byte[] array) {
        room(array.length, Byte.BYTES).put(array);
    }

    void ints(int... array) {
        room(array.length, Integer.BYTES).asIntBuffer().put(array);
        skip(array.length * Integer.BYTES);
    }

    void longs(long... array) {
        room(array.length, Long.BYTES).asLongBuffer().put(array);
        skip(array.length * Long.BYTES);
    }

    void floats(float... array) {
        room(array.length, Float.BYTES).asFloatBuffer().put(array);
        skip(array.length * Float.BYTES);
    }

    void doubles(double... array) {
        room(array.length, Double.BYTES).asDoubleBuffer().put(array);
        skip(array.length * Double.BYTES);
    }

    /** Writes a length, and makes room for what follows. */
    private ByteBuffer room(int length, int elementBytes) {
        long needed = written.position() + Integer.BYTES + (long) length * elementBytes;
        if (needed > written.capacity()) {
            int capacity = Math.toIntExact(Math.min(Integer.MAX_VALUE - Long.BYTES, 2 * needed));
            written = ByteBuffer.allocate(Math.max(capacity, Math.toIntExact(needed)))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(written.flip());
        }
        return written.putInt(length);
    }

    private void skip(int bytes) {
        written.position(written.position() + bytes);
    }

    int size() {
        return written.position();
    }

    byte[] toBytes() {
        return Arrays.copyOf(written.array(), written.position());
    }
}
