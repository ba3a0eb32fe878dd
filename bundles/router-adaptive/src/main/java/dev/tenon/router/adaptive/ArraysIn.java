// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads what {@link ArraysOut} wrote, in the same order. */
final class ArraysIn {
    private final ByteBuffer left;

    ArraysIn(byte[] written) {
        this(ByteBuffer.wrap(written));
    }

    private ArraysIn(ByteBuffer written) {
        left = written.order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean hasMore() {
        return left.hasRemaining();
    }

    byte[] bytes() throws IOException {
        byte[] array = new byte[length(Byte.BYTES)];
        left.get(array);
        return array;
    }

    int[] ints() throws IOException {
        int[] array = new int[length(Integer.BYTES)];
        left.asIntBuffer().get(array);
        skip(array.length * Integer.BYTES);
        return array;
    }

    long[] longs() throws IOException {
        long[] array = new long[length(Long.BYTES)];
        left.asLongBuffer().get(array);
        skip(array.length * Long.BYTES);
        return array;
    }

    float[] floats() throws IOException {
        float[] array = new float[length(Float.BYTES)];
        left.asFloatBuffer().get(array);
        skip(array.length * Float.BYTES);
        return array;
    }

    double[] doubles() throws IOException {
        double[] array = new double[length(Double.BYTES)];
        left.asDoubleBuffer().get(array);
        skip(array.length * Double.BYTES);
        return array;
    }

    /** Arrays within this; they are not copied. */
    ArraysIn nested() throws IOException {
        int length = length(Byte.BYTES);
        ByteBuffer inner = left.slice(left.position(), length);
        skip(length);
        return new ArraysIn(inner);
    }

    private int length(int elementBytes) throws IOException {
        int length = left.remaining() < Integer.BYTES ? -1 : left.getInt();
        if (length < 0 || (long) length * elementBytes > left.remaining()) {
            throw new IOException("it ends within an array");
        }
        return length;
    }

    private void skip(int bytes) {
        left.position(left.position() + bytes);
    }
}
