// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Inputs of a model that are collected item by item, to be written with NumPy's names and types. Not thread-safe. */
final class ItemSet {
    static final String LABELS = "labels";

    private final int items;
    private final Map<String, NpzFile.Array> arrays = new LinkedHashMap<>();

    /** For so many items. */
    ItemSet(int items) {
        this.items = items;
    }

    int items() {
        return items;
    }

    /** Sets one item of an input; {@code shape} is the item's own. */
    void floats(String name, int item, float[] values, long... shape) {
        array(name, "<f4", values.length * Float.BYTES, shape)
                .item(item)
                .asFloatBuffer()
                .put(values);
    }

    /** Sets one item of an input, in half precision. */
    void halves(String name, int item, float[] values, long... shape) {
        ByteBuffer to = array(name, "<f2", values.length * Short.BYTES, shape).item(item);
        for (float value : values) {
            to.putShort(half(value));
        }
    }

    /** Sets one item of an input of 32-bit integers. */
    void integers(String name, int item, int[] values, long... shape) {
        array(name, "<i4", values.length * Integer.BYTES, shape)
                .item(item)
                .asIntBuffer()
                .put(values);
    }

    /** Sets one item of an input of 64-bit integers; without a shape it is one number. */
    void longs(String name, int item, long[] values, long... shape) {
        array(name, "<i8", values.length * Long.BYTES, shape)
                .item(item)
                .asLongBuffer()
                .put(values);
    }

    /** Sets the right answer to an item. */
    void label(int item, int label) {
        longs(LABELS, item, new long[] {label});
    }

    private NpzFile.Array array(String name, String type, int bytes, long[] shape) {
        return arrays.computeIfAbsent(name, key -> {
            long[] extents = new long[shape.length + 1];
            extents[0] = items;
            System.arraycopy(shape, 0, extents, 1, shape.length);
            ByteBuffer data =
                    ByteBuffer.allocate(Math.multiplyExact(items, bytes)).order(ByteOrder.LITTLE_ENDIAN);
            return new NpzFile.Array(type, extents, data);
        });
    }

    /** Returns what was set so far, not copied. */
    Map<String, NpzFile.Array> arrays() {
        return arrays;
    }

    void write(Path file) throws IOException {
        NpzFile.write(file, arrays);
    }

    /** The nearest number of half precision; what is too large becomes infinite, what is too small zero. */
    static short half(float value) {
        int bits = Float.floatToIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (magnitude < 0x1p-14f) {
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24f));
        }
        if (magnitude >= 65_520) {
            return (short) (sign | 0x7c00);
        }
        int rounded = (bits & 0x7fffffff) + 0xfff + (bits >>> 13 & 1);
        return (short) (sign | (rounded >>> 13) - (112 << 10));
    }
}
