// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * An ONNX model that works hard and changes nothing: its input times one identity matrix, again and again. Its rows are
 * open, so that the caller says how long a call takes.
 */
final class OnnxChain {
    static final int WIDTH = 256;
    static final String INPUT = "x";
    static final String OUTPUT = "y";

    private static final int LAYERS = 48;
    static final int FLOAT = 1;
    static final int IR_VERSION = 8;
    static final int OPSET = 17;

    private OnnxChain() {}

    /** Returns the file; another release has other bytes and computes the same. */
    static byte[] model(String release) {
        ByteArrayOutputStream graph = new ByteArrayOutputStream();
        for (int layer = 0; layer < LAYERS; layer++) {
            String from = layer == 0 ? INPUT : "h" + layer;
            String to = layer == LAYERS - 1 ? OUTPUT : "h" + (layer + 1);
            graph.writeBytes(bytes(1, message(text(1, from), text(1, "w"), text(2, to), text(4, "MatMul"))));
        }
        graph.writeBytes(text(2, "chain"));
        graph.writeBytes(bytes(5, identity()));
        graph.writeBytes(bytes(11, value(INPUT, WIDTH)));
        graph.writeBytes(bytes(12, value(OUTPUT, WIDTH)));
        return message(
                number(1, IR_VERSION),
                text(3, release),
                bytes(7, graph.toByteArray()),
                bytes(8, message(text(1, ""), number(2, OPSET))));
    }

    private static byte[] identity() {
        ByteBuffer raw = ByteBuffer.allocate(WIDTH * WIDTH * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < WIDTH; i++) {
            raw.putFloat((i * WIDTH + i) * Float.BYTES, 1);
        }
        return message(number(1, WIDTH), number(1, WIDTH), number(2, FLOAT), text(8, "w"), bytes(9, raw.array()));
    }

    static byte[] value(String name, int width) {
        byte[] shape = message(bytes(1, text(2, "rows")), bytes(1, number(1, width)));
        return message(text(1, name), bytes(2, bytes(1, message(number(1, FLOAT), bytes(2, shape)))));
    }

    static byte[] message(byte[]... fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] field : fields) {
            out.writeBytes(field);
        }
        return out.toByteArray();
    }

    static byte[] text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] bytes(int field, byte[] value) {
        return message(varint((long) field << 3 | 2), varint(value.length), value);
    }

    static byte[] number(int field, long value) {
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
