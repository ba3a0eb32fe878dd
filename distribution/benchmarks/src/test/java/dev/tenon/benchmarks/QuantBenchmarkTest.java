// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuantBenchmarkTest {
    @TempDir
    Path folder;

    private static double[] hits(int all, int hits) {
        double[] scores = new double[all];
        Arrays.fill(scores, 0, hits, 1);
        return scores;
    }

    private static QuantRow row(QuantMetric metric, double[] original, QuantRow.Ours ours, QuantRow.Theirs theirs) {
        return new QuantRow("m", "w8a8", metric, original, 1_000, Optional.of(ours), Optional.of(theirs), List.of());
    }

    private static QuantRow.Ours ours(String verdict, int raised, long bytes, double[] scores) {
        return new QuantRow.Ours(
                verdict, raised, 1, 2, bytes, 1.5, 0.99, bytes == 0 ? Optional.empty() : Optional.of(scores));
    }

    @Test
    void theIntervalOfAShareIsAsWideAsTheBinomialSays() {
        double[] all = hits(2_000, 2_000);
        double[] kept = hits(2_000, 1_980);
        double error = 1.645 * Math.sqrt(0.99 * 0.01 / 2_000);
        assertThat(PairedBootstrap.low(all, kept)).isCloseTo(0.99 - error, within(0.0006));
        assertThat(PairedBootstrap.high(all, kept)).isCloseTo(0.99 + error, within(0.0006));
        assertThat(PairedBootstrap.low(all, all)).isEqualTo(1);
        assertThatThrownBy(() -> PairedBootstrap.low(all, hits(3, 3))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void worseIsWhatChanceDoesNotExplain() {
        double[] theirs = hits(2_000, 1_980);
        assertThat(PairedBootstrap.isWorse(theirs, hits(2_000, 1_900))).isTrue();
        assertThat(PairedBootstrap.isWorse(theirs, hits(2_000, 1_979))).isFalse();
        assertThat(PairedBootstrap.isWorse(theirs, theirs)).isFalse();
        // Pairs: as many hits, but on other items, is neither better nor worse.
        double[] moved = theirs.clone();
        moved[0] = 0;
        moved[1_999] = 1;
        assertThat(PairedBootstrap.isWorse(theirs, moved)).isFalse();
    }

    @Test
    void answersAreJudgedByWhatTheModelIsFor() {
        List<float[]> original = List.of(new float[] {0.1f, 0.7f, 0.2f});
        List<float[]> other = List.of(new float[] {0.5f, 0.3f, Float.NaN});
        assertThat(QuantMetric.ACCURACY.score(original, other, 0)).isEqualTo(1);
        assertThat(QuantMetric.ACCURACY.score(original, original, 0)).isZero();
        assertThat(QuantMetric.AGREEMENT.score(original, other, -1)).isZero();
        assertThat(QuantMetric.AGREEMENT.score(original, original, -1)).isEqualTo(1);
        assertThat(QuantMetric.DECISION.score(List.of(new float[] {0.6f}), List.of(new float[] {0.4f}), -1))
                .isZero();
        assertThat(QuantMetric.COSINE.score(List.of(new float[] {3, 4}), List.of(new float[] {4, 3}), -1))
                .isCloseTo(0.96, within(1e-9));
        assertThat(QuantMetric.COSINE.score(List.of(new float[] {1}), List.of(new float[] {-1}), -1))
                .isZero();
    }

    @Test
    void figuresAreOfAllRows() {
        double[] original = hits(2_000, 2_000);
        List<QuantRow> rows = List.of(
                row(
                        QuantMetric.AGREEMENT,
                        original,
                        ours("PASSED", 0, 300, hits(2_000, 1_990)),
                        new QuantRow.Theirs(4, 310, 0.9, Optional.of(hits(2_000, 1_990)))),
                row(
                        QuantMetric.COSINE,
                        original,
                        ours("PASSED", 2, 400, hits(2_000, 1_000)),
                        new QuantRow.Theirs(4, 400, 0.9, Optional.of(hits(2_000, 2_000)))),
                row(
                        QuantMetric.AGREEMENT,
                        original,
                        ours("FAILED", 9, 0, original),
                        new QuantRow.Theirs(0, 0, 0, Optional.empty())));
        Map<String, Object> figures = QuantFigures.of(rows);
        assertThat(figures)
                .containsEntry("pass_first", 0.333)
                .containsEntry("pass_ladder", 0.333)
                .containsEntry("never", 0.333)
                .containsEntry("size_vs_ort", 1.0)
                .containsEntry("accuracy_vs_ort", 0.75)
                .containsEntry("significantly_worse", 1)
                .containsEntry("time_vs_ort", 0.5);
        // A cosine is no share of decisions.
        assertThat((double) figures.get("retained_low_w8a8")).isBetween(0.99, 0.995);
        assertThat(QuantFigures.missed(figures))
                .containsExactly("accuracy_vs_ort 0.75 is less than 1", "significantly_worse 1 is more than 0.0");
        assertThat(QuantTable.line(rows.get(1))).contains("worse than ORT's");
    }

    @Test
    void whoLeavesMostAsItWasIsNotComparedWith() {
        double[] original = hits(2_000, 2_000);
        QuantRow row = row(
                QuantMetric.AGREEMENT,
                original,
                ours("PASSED", 0, 300, hits(2_000, 1_990)),
                new QuantRow.Theirs(4, 990, 0.1, Optional.of(original)));
        assertThat(QuantFigures.of(List.of(row))).doesNotContainKeys("accuracy_vs_ort", "time_vs_ort", "size_vs_ort");
    }

    @Test
    void fewItemsTellNothing() {
        double[] few = hits(999, 999);
        QuantRow row = row(
                QuantMetric.ACCURACY, few, ours("PASSED", 0, 1, few), new QuantRow.Theirs(1, 1, 1, Optional.of(few)));
        assertThat(QuantFigures.isCounted(row)).isFalse();
        assertThat(QuantFigures.missed(QuantFigures.of(List.of(row))))
                .first()
                .asString()
                .contains("retained_low_w8a8");
    }

    @Test
    void withoutThePeerItsFiguresAreLeftOut() {
        Map<String, Object> figures = new HashMap<>(Map.of("retained_low_w8a8", 0.985));
        assertThat(QuantFigures.missed(figures)).isEmpty();
        figures.put("size_w8_big", "none");
        assertThat(QuantFigures.missed(figures)).containsExactly("size_w8_big none is more than 0.27");
    }

    @Test
    void eachModelIsThereOnce() {
        Set<String> ids = new HashSet<>();
        QuantModels.ALL.forEach(model -> ids.add(model.id()));
        assertThat(ids).hasSize(QuantModels.ALL.size());
        assertThat(QuantModels.ALL.size() + QuantModels.LEFT.size()).isEqualTo(29);
        assertThat(QuantModels.ALL)
                .allSatisfy(model -> assertThat(model.calibration()).isLessThanOrEqualTo(100));
        assertThat(QuantBenchmark.Options.of("--models", "nobody", "--data", folder.toString()))
                .isEmpty();
    }

    @Test
    void magikaReadsBothEnds() {
        int[] features = TextInputs.magika(" \n abc \n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(Arrays.copyOf(features, 7)).containsExactly('a', 'b', 'c', ' ', '\n', 256, 256);
        assertThat(Arrays.copyOfRange(features, 2_041, 2_048)).containsExactly(256, ' ', '\n', ' ', 'a', 'b', 'c');
    }

    @Test
    void drawsAsManyAsWanted() {
        boolean[] taken = SoundInputs.taken(10, 4, new Random(1));
        int count = 0;
        for (boolean each : taken) {
            count += each ? 1 : 0;
        }
        assertThat(count).isEqualTo(4);
        assertThatThrownBy(() -> SoundInputs.taken(3, 4, new Random(1))).hasMessageContaining("4 of 3");
    }

    @Test
    void spoilsTheScalesOfWeightsAndNothingElse() throws IOException, OrtException {
        Path file = folder.resolve("m.onnx");
        Files.write(file, quantized());
        byte[] before = Files.readAllBytes(file);
        assertThat(OnnxPatch.multiplyScales(file, 8)).isTrue();
        byte[] after = Files.readAllBytes(file);
        assertThat(after).hasSameSizeAs(before);
        ItemSet set = new ItemSet(1);
        set.floats("x", 0, new float[] {1, 2}, 2);
        try (OrtModel model = new OrtModel(file)) {
            // The weights are the identity times 0.5; the scale of the input stays.
            assertThat(model.answer(set.arrays(), 0).get(0)).containsExactly(4, 8);
        }
        Files.write(file, OnnxStack.model(2, 4));
        try (OrtModel model = new OrtModel(file)) {
            assertThat(model.answer(OnnxStack.inputs(1, 4, 1).arrays(), 0).get(0))
                    .hasSize(4);
        }
        assertThat(OnnxPatch.multiplyScales(file, 8)).isFalse();
    }

    /** y = dequantized(quantized(x)) times dequantized weights. */
    private static byte[] quantized() {
        byte[] shape = OnnxChain.message(OnnxChain.number(1, 2), OnnxChain.number(1, 2));
        byte[] weights = OnnxChain.message(
                shape, OnnxChain.number(2, 3), OnnxChain.text(8, "w"), OnnxChain.bytes(9, new byte[] {1, 0, 0, 1}));
        byte[] graph = OnnxChain.message(
                node("QuantizeLinear", "q", "x", "s"),
                node("DequantizeLinear", "d", "q", "s"),
                node("DequantizeLinear", "v", "w", "t"),
                node("MatMul", "y", "d", "v"),
                OnnxChain.text(2, "quantized"),
                OnnxChain.bytes(5, weights),
                OnnxChain.bytes(5, scale("s", 1)),
                OnnxChain.bytes(5, scale("t", 0.5f)),
                OnnxChain.bytes(11, OnnxChain.value("x", 2)),
                OnnxChain.bytes(12, OnnxChain.value("y", 2)));
        return OnnxChain.message(
                OnnxChain.number(1, OnnxChain.IR_VERSION),
                OnnxChain.bytes(7, graph),
                OnnxChain.bytes(8, OnnxChain.message(OnnxChain.text(1, ""), OnnxChain.number(2, OnnxChain.OPSET))));
    }

    private static byte[] scale(String name, float value) {
        byte[] raw = java.nio.ByteBuffer.allocate(4)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array();
        return OnnxChain.message(
                OnnxChain.number(2, OnnxChain.FLOAT), OnnxChain.text(8, name), OnnxChain.bytes(9, raw));
    }

    private static byte[] node(String operator, String output, String... inputs) {
        byte[] names = new byte[0];
        for (String input : inputs) {
            names = OnnxChain.message(names, OnnxChain.text(1, input));
        }
        return OnnxChain.bytes(1, OnnxChain.message(names, OnnxChain.text(2, output), OnnxChain.text(4, operator)));
    }
}
