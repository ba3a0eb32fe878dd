// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * A tensor over direct memory, row-major (the last dimension runs fastest), in the machine's byte order. The memory is
 * shared: whoever holds the tensor sees later writes, and no method but {@link #toFloats()} copies. A tensor does not
 * guard its memory against concurrent writers; callers that share one across threads agree among themselves.
 *
 * @param type type of each element
 * @param shape a fixed shape
 * @param data direct buffer in native order whose remaining bytes are exactly the elements; its position and limit are
 *     not changed by the platform
 */
public record Tensor(ElementType type, Shape shape, ByteBuffer data) {
    /**
     * Checks the memory against the shape.
     *
     * @throws IllegalArgumentException if the shape is open, the buffer is not direct or holds another number of bytes
     */
    public Tensor {
        if (!shape.isFixed()) {
            throw new IllegalArgumentException("a tensor's shape must be fixed: " + shape);
        }
        if (!data.isDirect()) {
            throw new IllegalArgumentException("a tensor's memory must be a direct buffer");
        }
        long wanted = Math.multiplyExact(shape.elementCount(), type.bytes());
        if (data.remaining() != wanted) {
            throw new IllegalArgumentException(
                    type + "" + shape + " needs " + wanted + " bytes, the buffer holds " + data.remaining());
        }
        data = data.slice().order(ByteOrder.nativeOrder());
    }

    /**
     * Allocates a tensor of zeros.
     *
     * @param type element type
     * @param shape a fixed shape of at most 2 GiB
     * @return a tensor with memory of its own
     * @throws IllegalArgumentException if the shape is open or too large
     */
    public static Tensor allocate(ElementType type, Shape shape) {
        if (!shape.isFixed()) {
            throw new IllegalArgumentException("a tensor's shape must be fixed: " + shape);
        }
        long bytes = Math.multiplyExact(shape.elementCount(), type.bytes());
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    type + "" + shape + " needs " + bytes + " bytes, more than one buffer holds");
        }
        return new Tensor(type, shape, ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder()));
    }

    /**
     * Copies numbers into a new {@link ElementType#FLOAT32} tensor.
     *
     * @param values as many as the shape has elements, row-major
     * @param extents the shape
     * @return a tensor with memory of its own
     * @throws IllegalArgumentException if the counts differ
     */
    public static Tensor ofFloats(float[] values, long... extents) {
        Shape shape = Shape.of(extents);
        if (shape.elementCount() != values.length) {
            throw new IllegalArgumentException(
                    shape + " has " + shape.elementCount() + " elements, not " + values.length);
        }
        Tensor tensor = allocate(ElementType.FLOAT32, shape);
        tensor.data().asFloatBuffer().put(values);
        return tensor;
    }

    /**
     * Returns the memory, as a view with position 0 that shares content but not position and limit.
     *
     * @return direct, native order
     */
    @Override
    public ByteBuffer data() {
        return data.duplicate().order(ByteOrder.nativeOrder());
    }

    /**
     * Returns a view of a {@link ElementType#FLOAT32} tensor's memory.
     *
     * @return shares the tensor's memory
     * @throws IllegalStateException if the element type is another
     */
    public FloatBuffer floats() {
        if (type != ElementType.FLOAT32) {
            throw new IllegalStateException("a view of floats needs FLOAT32, this tensor is " + type);
        }
        return data().asFloatBuffer();
    }

    /**
     * Copies the elements as single-precision numbers. {@code FLOAT16} and {@code BFLOAT16} are widened exactly
     * (IEEE 754-2019 §3.4), integers and doubles rounded to nearest, {@code BOOL} gives 0 and 1.
     *
     * @return a new array in row-major order
     */
    public float[] toFloats() {
        ByteBuffer from = data();
        int count = from.remaining() / type.bytes();
        float[] to = new float[count];
        for (int i = 0; i < count; i++) {
            to[i] = switch (type) {
                case FLOAT32 -> from.getFloat();
                case FLOAT64 -> (float) from.getDouble();
                case FLOAT16 -> halfToFloat(from.getShort());
                case BFLOAT16 -> Float.intBitsToFloat(from.getShort() << 16);
                case INT8 -> from.get();
                case UINT8, BOOL -> from.get() & 0xff;
                case INT16 -> from.getShort();
                case UINT16 -> from.getShort() & 0xffff;
                case INT32 -> from.getInt();
                case INT64 -> from.getLong();
            };
        }
        return to;
    }

    /** Widens one half-precision number: sign, 5 exponent bits, 10 fraction bits (IEEE 754-2019, binary16). */
    private static float halfToFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = half >> 10 & 0x1f;
        int fraction = half & 0x3ff;
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wide = exponent == 0x1f ? 0xff : exponent - 15 + 127;
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
    }

    /** Describes type and shape, not the content. */
    @Override
    public String toString() {
        return type + shape.toString();
    }
}
