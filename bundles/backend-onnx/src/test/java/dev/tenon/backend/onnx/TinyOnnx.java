// SPDX-License-Identifier: Apache-2.0
package dev.tenon.backend.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes ONNX files of one node: just the fields of onnx.proto (IR 8) that a loader insists on. */
final class TinyOnnx {
    static final int FLOAT = 1;
    static final int UINT8 = 2;
    static final int INT8 = 3;
    static final int UINT16 = 4;
    static final int INT16 = 5;
    static final int INT32 = 6;
    static final int INT64 = 7;
    static final int STRING = 8;
    static final int BOOL = 9;
    static final int FLOAT16 = 10;
    static final int DOUBLE = 11;
    static final int BFLOAT16 = 16;

    private TinyOnnx() {}

    /** {@code y = x}. An extent of -1 is open. */
    static byte[] identity(int elementType, long... extents) {
        byte[] node = message(text(1, "x"), text(2, "y"), text(4, "Identity"));
        return model(
                node, new byte[0], value("x", tensor(elementType, extents)), value("y", tensor(elementType, extents)));
    }

    /** {@code y = x W} with {@code W} of {@code inner} rows and 3 columns holding 1, 2, 3 and so on. */
    static byte[] matMul(long rows, int inner) {
        ByteBuffer raw = ByteBuffer.allocate(inner * 3 * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < inner * 3; i++) {
            raw.putFloat(i + 1);
        }
        byte[] weights = message(number(1, inner), number(1, 3), number(2, FLOAT), text(8, "W"), bytes(9, raw.array()));
        byte[] node = message(text(1, "x"), text(1, "W"), text(2, "y"), text(4, "MatMul"));
        return model(
                node, bytes(5, weights), value("x", tensor(FLOAT, rows, inner)), value("y", tensor(FLOAT, rows, 3)));
    }

    /** {@code y = [x]}: a sequence of one tensor. */
    static byte[] sequence() {
        byte[] node = message(text(1, "x"), text(2, "y"), text(4, "SequenceConstruct"));
        byte[] sequence = bytes(4, bytes(1, tensor(FLOAT, 2)));
        return model(node, new byte[0], value("x", tensor(FLOAT, 2)), value("y", sequence));
    }

    static Path write(Path folder, String name, byte[] model) {
        try {
            return Files.write(folder.resolve(name), model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] model(byte[] node, byte[] initializer, byte[] input, byte[] output) {
        byte[] graph = message(bytes(1, node), text(2, "g"), initializer, bytes(11, input), bytes(12, output));
        return message(number(1, 8), bytes(7, graph), bytes(8, message(text(1, ""), number(2, 17))));
    }

    private static byte[] value(String name, byte[] type) {
        return message(text(1, name), bytes(2, type));
    }

    private static byte[] tensor(int elementType, long... extents) {
        byte[] shape = new byte[0];
        for (long extent : extents) {
            shape = message(shape, bytes(1, extent < 0 ? text(2, "n") : number(1, extent)));
        }
        return bytes(1, message(number(1, elementType), bytes(2, shape)));
    }

    private static byte[] message(byte[]... fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] field : fields) {
            out.writeBytes(field);
        }
        return out.toByteArray();
    }

    private static byte[] text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(int field, byte[] value) {
        return message(varint((long) field << 3 | 2), varint(value.length), value);
    }

    private static byte[] number(int field, long value) {
        return message(varint((long) field << 3), varint(value));
    }

    private static byte[] varint(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return out.toByteArray();
    }
}
