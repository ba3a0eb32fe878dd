// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.runtime.VariantReport;
import dev.tenon.runtime.VariantReport.Device;
import dev.tenon.runtime.VariantReport.Layer;
import dev.tenon.runtime.VariantReport.Quality;
import dev.tenon.runtime.VariantReport.Recipe;
import dev.tenon.runtime.VariantReport.Size;
import dev.tenon.runtime.VariantReport.Speed;
import dev.tenon.runtime.VariantReport.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/** Results of quantizations, as the worker leaves them. */
final class VariantResult {
    private VariantResult() {}

    /** One that passed. */
    static Path passed(Path folder, byte[] original, String scheme, byte[] model) throws IOException {
        write(folder, report(Digest.of(original), Digest.of(model), scheme, Verdict.PASSED));
        Files.write(folder.resolve("model.onnx"), model);
        Files.writeString(folder.resolve("known-answer.json"), "{}");
        return folder;
    }

    /** One that lost too much, of which a file was left. */
    static Path failed(Path folder, byte[] original, String scheme) throws IOException {
        write(folder, report(Digest.of(original), "", scheme, Verdict.FAILED));
        Files.write(folder.resolve("model.onnx"), OnnxModels.MATMUL);
        return folder;
    }

    private static void write(Path folder, VariantReport report) throws IOException {
        Files.createDirectories(folder);
        Files.write(
                folder.resolve("report.json"),
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsBytes(report));
    }

    static VariantReport report(String original, String variant, String scheme, Verdict verdict) {
        return new VariantReport(
                "triple",
                original,
                variant,
                scheme,
                new Device("cpu", List.of("avx2")),
                "tenon-quantizer-onnx 1.0.0",
                verdict,
                "it lost 40 %",
                new Quality("accuracy", "ten rows", 10, 0.9, 0.5, 0.6, 0.5, 0.99, 0.5),
                new Size(100, 50),
                new Speed(2, 1),
                new Recipe("minmax", "", 0, 3, 1, 0),
                List.of(new Layer("m", "MatMul", scheme, 6, "")),
                List.of("a remark"),
                "2026-11-28T10:00:00Z");
    }

    /** A model with some of its bytes changed to others of the same length, both given as hexadecimal digits. */
    static byte[] changed(byte[] model, String from, String to) {
        String text = latin(model);
        String old = latin(HexFormat.ofDelimiter(" ").parseHex(from));
        if (!text.contains(old)) {
            throw new IllegalArgumentException("the model has no " + from);
        }
        return text.replace(old, latin(HexFormat.ofDelimiter(" ").parseHex(to))).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** {@link OnnxModels#MATMUL} with another first weight. */
    static byte[] matmul(int weight) {
        String little = HexFormat.ofDelimiter(" ")
                .formatHex(ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putFloat(weight)
                        .array());
        return changed(OnnxModels.MATMUL, "4a 18 00 00 80 3f", "4a 18 " + little);
    }

    /** {@link OnnxModels#MATMUL} with its weights in {@code model.onnx.data}. */
    static byte[] matmulWithData() {
        String weights = "4a 18 00 00 80 3f 00 00 00 40 00 00 40 40 00 00 80 40 00 00 a0 40 00 00 c0 40";
        String location =
                "6a 1b 0a 08 6c 6f 63 61 74 69 6f 6e 12 0f 6d 6f 64 65 6c 2e 6f 6e 6e 78 2e 64 61 74 61 70 01";
        byte[] outside = changed(OnnxModels.MATMUL, weights, location);
        byte[] graph = changed(outside, "3a 67 0a", "3a 6c 0a");
        return changed(graph, "2a 23 08 02", "2a 28 08 02");
    }
}
