// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** A generated ONNX model of square matrices with weights as a trained model's are spread, and ReLU between them. */
final class OnnxStack {
    private OnnxStack() {}

    /** Returns the file: so many layers of {@code width} times {@code width} weights. */
    static byte[] model(int layers, int width) {
        ByteArrayOutputStream graph = new ByteArrayOutputStream();
        Random random = new Random(3);
        for (int layer = 0; layer < layers; layer++) {
            String from = layer == 0 ? OnnxChain.INPUT : "r" + layer;
            boolean isLast = layer == layers - 1;
            String to = isLast ? OnnxChain.OUTPUT : "h" + layer;
            graph.writeBytes(node("MatMul", to, from, "w" + layer));
            if (!isLast) {
                graph.writeBytes(node("Relu", "r" + (layer + 1), to));
            }
        }
        graph.writeBytes(OnnxChain.text(2, "stack"));
        for (int layer = 0; layer < layers; layer++) {
            graph.writeBytes(OnnxChain.bytes(5, weights("w" + layer, width, random)));
        }
        graph.writeBytes(OnnxChain.bytes(11, OnnxChain.value(OnnxChain.INPUT, width)));
        graph.writeBytes(OnnxChain.bytes(12, OnnxChain.value(OnnxChain.OUTPUT, width)));
        return OnnxChain.message(
                OnnxChain.number(1, OnnxChain.IR_VERSION),
                OnnxChain.bytes(7, graph.toByteArray()),
                OnnxChain.bytes(8, OnnxChain.message(OnnxChain.text(1, ""), OnnxChain.number(2, OnnxChain.OPSET))));
    }

    private static byte[] node(String operator, String output, String... inputs) {
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        for (String input : inputs) {
            node.writeBytes(OnnxChain.text(1, input));
        }
        node.writeBytes(OnnxChain.text(2, output));
        node.writeBytes(OnnxChain.text(3, output));
        node.writeBytes(OnnxChain.text(4, operator));
        return OnnxChain.bytes(1, node.toByteArray());
    }

    private static byte[] weights(String name, int width, Random random) {
        ByteBuffer raw = ByteBuffer.allocate(width * width * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        // So that what comes out is as large as what went in (He and others, 2015).
        double deviation = Math.sqrt(2.0 / width);
        while (raw.hasRemaining()) {
            raw.putFloat((float) (deviation * random.nextGaussian()));
        }
        return OnnxChain.message(
                OnnxChain.number(1, width),
                OnnxChain.number(1, width),
                OnnxChain.number(2, OnnxChain.FLOAT),
                OnnxChain.text(8, name),
                OnnxChain.bytes(9, raw.array()));
    }

    /** Returns inputs for it. */
    static ItemSet inputs(int items, int width, long seed) {
        Random random = new Random(seed);
        ItemSet set = new ItemSet(items);
        for (int item = 0; item < items; item++) {
            float[] values = new float[width];
            for (int i = 0; i < width; i++) {
                values[i] = (float) random.nextGaussian();
            }
            set.floats(OnnxChain.INPUT, item, values, width);
        }
        return set;
    }
}
