// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.quantizer.QuantizableLayer;
import dev.tenon.api.quantizer.Quantization;
import dev.tenon.api.quantizer.RangeMethod;
import dev.tenon.api.quantizer.Schemes;
import dev.tenon.onnx.graph.Region;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of more weights than a process has memory: those of one layer at a time are held. */
final class LargeModelTest {
    private static final int WIDTH = 1_024;
    private static final int LAYERS = 32;
    private static final long LAYER_BYTES = 4L * WIDTH * WIDTH;

    @TempDir
    Path folder;

    /** 128 MB of weights, of which the file system stores a few pages. */
    private Path model() throws Exception {
        Path weights = folder.resolve("weights");
        Small small = new Small().input("x", DataType.FLOAT, 1, WIDTH);
        try (FileChannel out = FileChannel.open(weights, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int layer = 0; layer < LAYERS; layer++) {
                ByteBuffer first = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
                out.write(first.putFloat(1).flip(), layer * (LAYER_BYTES + 4)); // no two are the same
            }
            out.write(ByteBuffer.allocate(1), LAYERS * LAYER_BYTES - 1);
        }
        for (int layer = 0; layer < LAYERS; layer++) {
            TensorProto tensor = Nodes.empty("w" + layer, DataType.FLOAT, WIDTH, WIDTH);
            small.tensor(new Region(weights, layer * LAYER_BYTES, LAYER_BYTES).in(tensor));
            small.node("MatMul", List.of(layer == 0 ? "x" : "h" + (layer - 1), "w" + layer), "h" + layer);
        }
        return small.output("h" + (LAYERS - 1)).write(folder.resolve("model.onnx"), 13);
    }

    /** Writes variants of a model into its folder. */
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        try (Quantization quantization =
                new OnnxQuantizer(Onnx.BACKEND).open(Onnx.request(file, List.of(), file.getParent()))) {
            for (String scheme : List.of(Schemes.W8, Schemes.W4A8, Schemes.FP16)) {
                quantization.write(
                        quantization.layers().stream()
                                .map(QuantizableLayer::name)
                                .collect(Collectors.toMap(Function.identity(), name -> scheme)),
                        RangeMethod.MIN_MAX,
                        file.resolveSibling(scheme + ".onnx"));
            }
        }
    }

    @Test
    void weightsOfOneLayerAtATimeAreHeld() throws Exception {
        Path file = model();
        Path told = folder.resolve("told");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LargeModelTest.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS))
                    .as("within two minutes")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(told)).isZero();
        assertThat(Files.size(folder.resolve("w8.onnx"))).isGreaterThan(LAYERS * LAYER_BYTES / 4);
    }
}
