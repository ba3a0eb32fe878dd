// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendDescriptor;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimilarityTest {
    @TempDir
    Path folder;

    /** A model that answers what it is told to. */
    private record Told(List<List<float[]>> answers) implements Backend, ModelSession, EvaluationSet {
        @Override
        public BackendDescriptor descriptor() {
            return new BackendDescriptor("told", List.of("told"), List.of("cpu"));
        }

        @Override
        public ModelSession open(Path model, SessionOptions options) {
            return this;
        }

        @Override
        public List<TensorSpec> inputs() {
            return List.of();
        }

        @Override
        public List<TensorSpec> outputs() {
            return IntStream.range(0, answers.get(0).size())
                    .mapToObj(i -> new TensorSpec("o" + i, ElementType.FLOAT32, Shape.of(Shape.ANY)))
                    .toList();
        }

        @Override
        public Map<String, Tensor> run(Map<String, Tensor> inputs) {
            List<float[]> answer = answers.get((int) inputs.get("i").toFloats()[0]);
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            for (int i = 0; i < answer.size(); i++) {
                outputs.put("o" + i, Tensor.ofFloats(answer.get(i), answer.get(i).length));
            }
            return outputs;
        }

        @Override
        public void run(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // nothing is held
        }

        @Override
        public String description() {
            return "told";
        }

        @Override
        public int size() {
            return answers.size();
        }

        @Override
        public Map<String, Tensor> inputs(int index) {
            return Map.of("i", Tensor.ofFloats(new float[] {index}, 1));
        }

        @Override
        public OptionalInt label(int index) {
            return OptionalInt.empty();
        }

        @Override
        public boolean isLabelled() {
            return false;
        }
    }

    private Similarity to(List<List<float[]>> answers) throws Exception {
        Told told = new Told(answers);
        List<Integer> items = IntStream.range(0, answers.size()).boxed().toList();
        try (Answers original = Answers.of(told, folder, "cpu", told, items, folder, done -> {})) {
            return Similarity.to(original);
        }
    }

    private static List<float[]> one(float... values) {
        return List.of(values);
    }

    @Test
    void manyValuesGoByTheirAngle() throws Exception {
        float[] all = new float[20];
        float[] half = new float[20];
        for (int i = 0; i < 20; i++) {
            all[i] = 1;
            half[i] = i % 2;
        }
        Similarity similarity = to(List.of(List.of(all)));
        assertThat(similarity.of(List.of(all), List.of(all))).isCloseTo(1, within(1e-9));
        assertThat(similarity.of(List.of(all), List.of(half))).isCloseTo(Math.sqrt(0.5), within(1e-9));
        assertThat(similarity.of(List.of(new float[20]), List.of(new float[20])))
                .isEqualTo(1);
        assertThat(similarity.of(List.of(all), List.of(new float[19]))).isZero();
    }

    @Test
    void whatBothMaskIsAlike() throws Exception {
        float[] masked = new float[20];
        masked[0] = 1;
        masked[19] = Float.NEGATIVE_INFINITY;
        Similarity similarity = to(List.of(List.of(masked)));
        assertThat(similarity.of(List.of(masked), List.of(masked.clone()))).isEqualTo(1);
        float[] open = masked.clone();
        open[19] = 0;
        assertThat(similarity.of(List.of(masked), List.of(open))).isZero();
    }

    /** Their cosine would be 1, whatever they are. */
    @Test
    void aProbabilityGoesByWhatItDecides() throws Exception {
        Similarity similarity = to(List.of(one(0.1f), one(0.9f)));
        assertThat(similarity.of(one(0.9f), one(0.6f))).isEqualTo(1);
        assertThat(similarity.of(one(0.9f), one(0.4f))).isZero();
        assertThat(similarity.of(one(0.1f), one(Float.NaN))).isZero();
    }

    @Test
    void fewValuesGoByWhatIsExplained() throws Exception {
        // three ratings that differ by half a point from item to item: a variance of 3 · 0.25
        Similarity similarity = to(List.of(one(3, 3, 3), one(4, 4, 4)));
        assertThat(similarity.of(one(3, 3, 3), one(3, 3, 3))).isEqualTo(1);
        assertThat(similarity.of(one(3, 3, 3), one(3.1f, 3, 3))).isCloseTo(1 - 0.01 / 0.75, within(1e-6));
        assertThat(similarity.of(one(3, 3, 3), one(4, 4, 4))).isZero();
        assertThat(to(List.of(one(5), one(5))).of(one(5), one(5.1f)))
                .as("always the same")
                .isZero();
    }

    @Test
    void theWorstOutputCounts() throws Exception {
        List<float[]> answer = List.of(new float[] {0.9f}, new float[] {0.2f});
        Similarity similarity = to(List.of(answer));
        assertThat(similarity.of(answer, answer)).isEqualTo(1);
        assertThat(similarity.of(answer, List.of(new float[] {0.9f}, new float[] {0.8f})))
                .isZero();
    }
}
