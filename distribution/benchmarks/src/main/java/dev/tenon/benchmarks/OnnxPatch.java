// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Spoils a quantized ONNX model: the scales of the weights of one layer are multiplied, where they stand in the file. Reads
 * as much of the format as that needs (onnx.proto3), in graphs within nodes too.
 */
final class OnnxPatch {
    private static final int LENGTH_DELIMITED = 2;
    private static final int FLOAT = 1;

    private final ByteBuffer bytes;
    private final List<Node> nodes = new ArrayList<>();
    /** Where the floats of a constant stand, by its name. */
    private final Map<String, Part> floats = new HashMap<>();

    private final Map<String, Integer> ranks = new HashMap<>();

    /** A node's operator and the names that it reads. */
    private record Node(String operator, List<String> inputs) {}

    /** Some bytes of the file. */
    private record Part(int start, int length) {}

    private OnnxPatch(byte[] file) {
        this.bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Multiplies the scales of the first layer that has some.
     *
     * @return whether there was one
     */
    static boolean multiplyScales(Path file, float factor) throws IOException {
        OnnxPatch patch = new OnnxPatch(Files.readAllBytes(file));
        boolean isDone = patch.multiplyScales(factor);
        if (isDone) {
            Files.write(file, patch.bytes.array());
        }
        return isDone;
    }

    private boolean multiplyScales(float factor) {
        fields(new Part(0, bytes.capacity()), (field, part) -> {
            if (field == 7) {
                graph(part);
            }
        });
        Optional<Part> scales = nodes.stream()
                .flatMap(node -> scales(node).stream())
                .map(floats::get)
                .filter(part -> part != null && part.length() >= Float.BYTES)
                .findFirst();
        scales.ifPresent(part -> {
            for (int at = part.start(); at < part.start() + part.length(); at += Float.BYTES) {
                bytes.putFloat(at, factor * bytes.getFloat(at));
            }
        });
        return scales.isPresent();
    }

    /** The name of the scales of a node's weights; an input's or a bias' do not count. */
    private Optional<String> scales(Node node) {
        return switch (node.operator()) {
            case "DequantizeLinear" ->
                ranks.getOrDefault(node.inputs().get(0), 0) >= 2
                        ? Optional.of(node.inputs().get(1))
                        : Optional.empty();
            case "MatMulNBits", "DynamicQuantizeMatMul" ->
                Optional.of(node.inputs().get(2));
            case "DynamicQuantizeLSTM" -> Optional.of(node.inputs().get(8));
            default -> Optional.empty();
        };
    }

    private void graph(Part graph) {
        fields(graph, (field, part) -> {
            if (field == 1) {
                node(part);
            } else if (field == 5) {
                tensor(part);
            }
        });
    }

    private void node(Part node) {
        List<String> inputs = new ArrayList<>();
        List<Part> attributes = new ArrayList<>();
        StringBuilder operator = new StringBuilder();
        fields(node, (field, part) -> {
            switch (field) {
                case 1 -> inputs.add(text(part));
                case 4 -> operator.append(text(part));
                case 5 -> attributes.add(part);
                default -> {}
            }
        });
        nodes.add(new Node(operator.toString(), inputs));
        for (Part attribute : attributes) {
            fields(attribute, (field, part) -> {
                if (field == 6 || field == 11) {
                    graph(part);
                }
            });
        }
    }

    private void tensor(Part tensor) {
        StringBuilder name = new StringBuilder();
        Map<Integer, Part> values = new HashMap<>();
        int[] extents = {0};
        fields(tensor, (field, part) -> {
            if (field == 8) {
                name.append(text(part));
            } else if (field == 1) {
                // Packed into one field, or one each.
                extents[0] += part.length() == 0 ? 1 : varints(part);
            } else {
                values.put(field, part);
            }
        });
        ranks.put(name.toString(), extents[0]);
        Part type = values.get(2);
        Part data = values.getOrDefault(9, values.get(4));
        if (type != null && type.start() == FLOAT && data != null) {
            floats.put(name.toString(), data);
        }
    }

    private int varints(Part part) {
        int count = 0;
        for (int at = part.start(); at < part.start() + part.length(); at++) {
            count += bytes.get(at) >= 0 ? 1 : 0;
        }
        return count;
    }

    private String text(Part part) {
        return new String(bytes.array(), part.start(), part.length(), StandardCharsets.UTF_8);
    }

    /** Walks over a message's fields; of one that is a number, the part is that number, and as long as nothing. */
    private void fields(Part message, BiConsumer<Integer, Part> reader) {
        int at = message.start();
        int end = message.start() + message.length();
        while (at < end) {
            long[] key = varint(at);
            at = (int) key[1];
            int field = (int) (key[0] >>> 3);
            switch ((int) (key[0] & 7)) {
                case 0 -> {
                    long[] value = varint(at);
                    at = (int) value[1];
                    reader.accept(field, new Part((int) value[0], 0));
                }
                case 1 -> at += Long.BYTES;
                case LENGTH_DELIMITED -> {
                    long[] length = varint(at);
                    at = (int) length[1];
                    reader.accept(field, new Part(at, (int) length[0]));
                    at += (int) length[0];
                }
                case 5 -> at += Integer.BYTES;
                default -> throw new IllegalArgumentException("no Protocol Buffers at " + at);
            }
        }
    }

    /** The value, and where it ends. */
    private long[] varint(int start) {
        long value = 0;
        int at = start;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get(at++);
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return new long[] {value, at};
            }
        }
    }
}
