// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.tensor;

/**
 * The type of a tensor's elements. Element sizes are those of the ONNX specification (IR 10, {@code
 * TensorProto.DataType}); sub-byte types are not here because no graph input or output bears them.
 */
public enum ElementType {
    /** IEEE 754 single precision. */
    FLOAT32(4),
    /** IEEE 754 double precision. */
    FLOAT64(8),
    /** IEEE 754 half precision, carried as the 16 raw bits. */
    FLOAT16(2),
    /** The upper 16 bits of a single-precision number, carried as raw bits. */
    BFLOAT16(2),
    /** Signed 8-bit integer. */
    INT8(1),
    /** Unsigned 8-bit integer, carried in a signed byte. */
    UINT8(1),
    /** Signed 16-bit integer. */
    INT16(2),
    /** Unsigned 16-bit integer, carried in a signed short. */
    UINT16(2),
    /** Signed 32-bit integer. */
    INT32(4),
    /** Signed 64-bit integer. */
    INT64(8),
    /** Boolean, one byte each: 0 or 1. */
    BOOL(1);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /**
     * Returns the size of one element.
     *
     * @return bytes, 1 to 8
     */
    public int bytes() {
        return bytes;
    }
}
