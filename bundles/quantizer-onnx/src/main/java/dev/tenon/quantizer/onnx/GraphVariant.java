// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import com.google.protobuf.ByteString;
import dev.tenon.onnx.graph.Graph;
import dev.tenon.onnx.graph.ModelReader;
import dev.tenon.onnx.graph.WeightsFile;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A graph that becomes a variant: its layers' forms add their constants and nodes to it. Constants of graphs within nodes
 * go to the outermost one, where branches share those that are the same. Not thread-safe.
 */
final class GraphVariant {
    private final Graph outermost;
    private final WeightsFile file;
    /** The names of constants by what they are. */
    private final Map<String, String> constants;
    /** What several layers share: weights of the same form, inputs that are quantized in each run. */
    private final Map<String, List<String>> shared = new HashMap<>();

    private GraphVariant(Graph outermost, WeightsFile file, Map<String, String> constants) {
        this.outermost = outermost;
        this.file = file;
        this.constants = constants;
    }

    /**
     * Begins with the outermost graph, which knows the names of all within it.
     *
     * @param file takes new weights
     */
    static GraphVariant of(Graph outermost, WeightsFile file) {
        return new GraphVariant(outermost, file, new HashMap<>());
    }

    /** Begins a graph within this one. */
    GraphVariant within() {
        return new GraphVariant(outermost, file, constants);
    }

    /** Makes something that several layers may read. */
    interface Making {
        List<String> make() throws IOException;
    }

    /**
     * Returns what was made under a key, or makes it.
     *
     * @param key says all that it depends on
     */
    List<String> once(String key, Making making) throws IOException {
        List<String> names = shared.get(key);
        if (names == null) {
            names = making.make();
            shared.put(key, names);
        }
        return names;
    }

    /** Adds a constant, unless there is the same already; returns its name. */
    String add(TensorProto tensor) throws IOException {
        String key = tensor.getDataType() + " " + tensor.getDimsList() + " " + digest(tensor.getRawData());
        String known = constants.get(key);
        if (known != null) {
            return known;
        }
        TensorProto kept = tensor;
        if (tensor.getRawData().size() >= ModelReader.BULK) {
            ByteBuffer values = tensor.getRawData().asReadOnlyByteBuffer();
            kept = file.append(tensor.toBuilder().clearRawData().build(), values);
        }
        String name = outermost.add(kept);
        constants.put(key, name);
        return name;
    }

    private static String digest(ByteString bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.asReadOnlyByteBuffer());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds bytes as a constant; returns its name. */
    String add(String name, DataType type, byte[] values, long... shape) throws IOException {
        return add(Nodes.bytes(name, type, values, shape));
    }

    String unique(String wish) {
        return outermost.unique(wish);
    }

    /**
     * Adds weights of 8 bits and a node that gives them as floats.
     *
     * @param to takes the node
     * @return the floats' name
     */
    String dequantized(String name, Int8Weights weights, long[] shape, int axis, List<NodeProto> to)
            throws IOException {
        int channels = weights.scales().length;
        String values = add(name + "_q", DataType.INT8, weights.values(), shape);
        String scales = add(Nodes.floats(name + "_s", weights.scales(), channels));
        String zeros = add(name + "_z", DataType.INT8, new byte[channels], channels);
        String floats = unique(name + "_d");
        to.add(Nodes.node("DequantizeLinear", List.of(values, scales, zeros), floats)
                .addAttribute(Nodes.attribute("axis", axis))
                .build());
        return floats;
    }
}
