// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes arrays of numbers one after the other, for {@link ArraysIn}: little-endian, each after its length in elements (32
 * bits). Whole arrays are copied, for what reads or writes them element by element is slow in the first second of a
 * release's life; and each once, when the size of all is known, for what was copied on the way would be garbage of
 * megabytes in each swap. Until then they must not be changed.
 */
final class ArraysOut {
    private final List<Object> arrays = new ArrayList<>();
    private long size;

    void bytes(byte[] array) {
        add(array, array.length);
    }

    void ints(int... array) {
        add(array, (long) array.length * Integer.BYTES);
    }

    void longs(long... array) {
        add(array, (long) array.length * Long.BYTES);
    }

    void floats(float... array) {
        add(array, (long) array.length * Float.BYTES);
    }

    void doubles(double... array) {
        add(array, (long) array.length * Double.BYTES);
    }

    /** Writes other arrays as one of bytes; nothing may be added to them any more. */
    void nested(ArraysOut inner) {
        add(inner, inner.size);
    }

    private void add(Object array, long bytes) {
        arrays.add(array);
        size += Integer.BYTES + bytes;
    }

    /** How many bytes it is. */
    long size() {
        return size;
    }

    /**
     * All of it.
     *
     * @throws ArithmeticException if it is 2 GiB or more
     */
    byte[] toBytes() {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
        write(all);
        return all.array();
    }

    private void write(ByteBuffer to) {
        for (Object array : arrays) {
            if (array instanceof byte[] bytes) {
                to.putInt(bytes.length).put(bytes);
            } else if (array instanceof int[] ints) {
                to.putInt(ints.length).asIntBuffer().put(ints);
                skip(to, ints.length * Integer.BYTES);
            } else if (array instanceof long[] longs) {
                to.putInt(longs.length).asLongBuffer().put(longs);
                skip(to, longs.length * Long.BYTES);
            } else if (array instanceof float[] floats) {
                to.putInt(floats.length).asFloatBuffer().put(floats);
                skip(to, floats.length * Float.BYTES);
            } else if (array instanceof double[] doubles) {
                to.putInt(doubles.length).asDoubleBuffer().put(doubles);
                skip(to, doubles.length * Double.BYTES);
            } else if (array instanceof ArraysOut inner) {
                inner.write(to.putInt((int) inner.size)); // less than the whole, which is less than 2 GiB
            } else {
                throw new IllegalStateException("not an array of numbers: " + array);
            }
        }
    }

    private static void skip(ByteBuffer buffer, int bytes) {
        buffer.position(buffer.position() + bytes);
    }
}
