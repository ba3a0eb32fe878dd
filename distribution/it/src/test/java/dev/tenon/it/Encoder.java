// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Other releases of the bundle that brings the sentence encoder. */
final class Encoder {
    static final String ARTIFACT = "tenon-model-embed";
    private static final String FOLDER = "models/tenon-embed/";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Encoder() {}

    /** A release whose model has other bytes, and a descriptor that says so. */
    static Path newer(Path folder, String version) throws IOException {
        byte[] model = other(version);
        return Jars.newer(folder, ARTIFACT, version, (name, content) -> switch (name) {
            case FOLDER + "model.onnx" -> model;
            case FOLDER + "descriptor.json" -> described(content, sha256(model), model.length);
            default -> content;
        });
    }

    /** A release whose model is not the one that its descriptor states. */
    static Path spoiled(Path folder, String version) throws IOException {
        byte[] model = other(version);
        return Jars.newer(folder, ARTIFACT, version, (name, content) -> switch (name) {
            case FOLDER + "model.onnx" -> model;
            case FOLDER + "descriptor.json" -> described(content, "0".repeat(64), model.length);
            default -> content;
        });
    }

    /** What a newer release's model has as SHA-256. */
    static String sha256(String version) throws IOException {
        return sha256(other(version));
    }

    /** The model with one more pair of {@code metadata_props}, field 14 of ONNX's ModelProto: it computes the same. */
    private static byte[] other(String version) throws IOException {
        byte[] value = version.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Jars.entry(ARTIFACT, FOLDER + "model.onnx"));
        out.write(
                new byte[] {14 << 3 | 2, (byte) (5 + value.length), 1 << 3 | 2, 1, 'v', 2 << 3 | 2, (byte) value.length
                });
        out.write(value);
        return out.toByteArray();
    }

    private static byte[] described(byte[] descriptor, String sha256, int bytes) throws IOException {
        JsonNode json = MAPPER.readTree(descriptor);
        ((ObjectNode) json.path("files").path(0)).put("sha256", sha256).put("bytes", bytes);
        return MAPPER.writeValueAsBytes(json);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
