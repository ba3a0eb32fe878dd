// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import dev.tenon.onnx.graph.ModelWriter.Layout;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model with all its layers in branches of branches, one for each sample rate. */
class SileroFoldingTest {
    private static final Path FILE =
            Path.of(System.getProperty("tenon.data", "absent"), "speech-vad/silero-vad/silero_vad.onnx");

    @TempDir
    Path folder;

    @Test
    void weightsOfItsRecurrentLayersBecomeConstantsAndItAnswersTheSame() throws Exception {
        assumeTrue(Files.isRegularFile(FILE), "no file " + FILE);
        List<Integer> parts = new ArrayList<>();
        Path target = folder.resolve("folded.onnx");
        try (WeightsFile weights = new WeightsFile(folder)) {
            ModelProto folded = ConstantFolding.fold(
                    ModelReader.read(FILE),
                    part -> {
                        parts.add(part.getGraph().getNodeCount());
                        return Runs.evaluator(folder).evaluate(part);
                    },
                    weights);
            ModelWriter.write(folded, target, Layout.INLINE);
        }
        assertThat(parts).as("all are evaluated at once").hasSize(1);
        assertThat(constantWeights(
                        ModelProto.parseFrom(Files.readAllBytes(target)).getGraph()))
                .as("W, R and B of two layers for each sample rate")
                .hasSize(4 * 3)
                .doesNotContain(false);
        for (Map.Entry<Long, Integer> samples :
                Map.of(16_000L, 512, 8_000L, 256).entrySet()) {
            List<float[]> before = answers(FILE, samples.getKey(), samples.getValue());
            List<float[]> after = answers(target, samples.getKey(), samples.getValue());
            assertThat(before).hasSize(2);
            for (int i = 0; i < before.size(); i++) {
                assertThat(after.get(i)).containsExactly(before.get(i));
            }
        }
    }

    /** Says of W, R and B of each, whether they are constants of its own graph. */
    private static List<Boolean> constantWeights(GraphProto graph) {
        Graph index = Graph.of(graph);
        List<Boolean> constant = new ArrayList<>();
        for (NodeProto node : graph.getNodeList()) {
            for (int i = 1; i <= 3 && Graph.isOnnx(node, "LSTM"); i++) {
                constant.add(index.constant(node.getInput(i)).isPresent());
            }
            Graph.inner(node).forEach(inner -> constant.addAll(constantWeights(inner)));
        }
        return constant;
    }

    private static List<float[]> answers(Path model, long rate, int samples) throws Exception {
        return Runs.of(
                        model,
                        (environment, input, random) -> Optional.of(
                                switch (input.getName()) {
                                    case "input" -> {
                                        FloatBuffer noise = FloatBuffer.allocate(samples);
                                        while (noise.hasRemaining()) {
                                            noise.put(random.nextFloat() * 2 - 1);
                                        }
                                        yield OnnxTensor.createTensor(
                                                environment, noise.flip(), new long[] {1, samples});
                                    }
                                    case "state" ->
                                        OnnxTensor.createTensor(
                                                environment, FloatBuffer.allocate(256), new long[] {2, 1, 128});
                                    case "sr" ->
                                        OnnxTensor.createTensor(
                                                environment, LongBuffer.wrap(new long[] {rate}), new long[0]);
                                    default -> throw new IllegalArgumentException(input.getName());
                                }))
                .orElseThrow();
    }
}
