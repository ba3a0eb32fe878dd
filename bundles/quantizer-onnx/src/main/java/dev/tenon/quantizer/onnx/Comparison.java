// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.quantizer.QuantizationRefusedException;
import dev.tenon.api.quantizer.QuantizationRefusedException.Reason;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.onnx.graph.proto.ModelProto;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks variants and the model they are of the same, and says which is nearer to it.
 *
 * @param model prepared
 * @param samples what is asked
 * @param runner runs them
 */
record Comparison(ModelProto model, Iterable<Map<String, Tensor>> samples, Runner runner) {
    private static final Set<ElementType> FLOATS =
            Set.of(ElementType.FLOAT32, ElementType.FLOAT16, ElementType.FLOAT64);

    /**
     * Measures how far variants are from the model.
     *
     * @param variants of the same inputs and outputs
     * @param fitted how many samples a correction was fitted to: they would speak for it, so three quarters as many of
     *     those after them are asked; the first, if there are not so many
     * @param known what need not be asked of the model
     * @return of each one minus the mean cosine between its answers to some samples and the model's
     * @throws QuantizationRefusedException if the samples do not fit the model
     * @throws IOException if a variant cannot be written to be run
     */
    double[] distances(List<ModelProto> variants, int fitted, ExactAnswers known) throws IOException {
        int count = fitted * 3 / 4;
        int available = available(fitted + count);
        int from = available == fitted + count ? fitted : 0;
        int to = Math.min(available, from + count);
        Optional<List<Map<String, Tensor>>> exact = known.of(from, to);
        double[] distances = new double[variants.size()];
        List<Runner.Running> opened = new ArrayList<>();
        try {
            for (ModelProto variant : variants) {
                opened.add(runner.open(variant));
            }
            if (exact.isEmpty()) {
                opened.add(runner.open(model));
            }
            SideBySide.each(questions(from, exact), to - from, question -> distances(opened, question), each -> {
                for (int i = 0; i < distances.length; i++) {
                    distances[i] += each[i];
                }
            });
            return distances;
        } catch (BackendException | SideBySide.FailedException e) {
            throw new QuantizationRefusedException(
                    Reason.BAD_SAMPLES, "the model cannot be compared with a variant: " + e.getMessage(), e);
        } finally {
            for (Runner.Running running : opened) {
                running.close();
            }
        }
    }

    /** A sample, and what the model answers to it if that is known. */
    private record Question(Map<String, Tensor> sample, Optional<Map<String, Tensor>> exact) {}

    private Iterator<Question> questions(int from, Optional<List<Map<String, Tensor>>> exact) {
        Iterator<Map<String, Tensor>> asked = samples.iterator();
        for (int i = 0; i < from; i++) {
            asked.next();
        }
        Iterator<Map<String, Tensor>> answers = exact.orElse(List.of()).iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return asked.hasNext();
            }

            @Override
            public Question next() {
                return new Question(asked.next(), exact.map(all -> answers.next()));
            }
        };
    }

    /** Of the variants; the model is opened behind them where its answer is not known. */
    private double[] distances(List<Runner.Running> opened, Question question) throws BackendException {
        double[] distances = new double[question.exact().isPresent() ? opened.size() : opened.size() - 1];
        Map<String, Tensor> exact = question.exact().isPresent()
                ? question.exact().get()
                : opened.get(distances.length).run(question.sample());
        for (int i = 0; i < distances.length; i++) {
            distances[i] = 1 - cosine(exact, opened.get(i).run(question.sample()));
        }
        return distances;
    }

    private int available(int most) {
        Iterator<Map<String, Tensor>> all = samples.iterator();
        int count = 0;
        while (count < most && all.hasNext()) {
            all.next();
            count++;
        }
        return count;
    }

    /** Returns the mean cosine over the outputs that are floats; 1 if there are none. */
    private static double cosine(Map<String, Tensor> one, Map<String, Tensor> other) {
        double sum = 0;
        int count = 0;
        for (Map.Entry<String, Tensor> each : one.entrySet()) {
            Tensor compared = other.get(each.getKey());
            if (FLOATS.contains(each.getValue().type()) && compared != null) {
                sum += cosine(each.getValue().toFloats(), compared.toFloats());
                count++;
            }
        }
        return count == 0 ? 1 : sum / count;
    }

    private static double cosine(float[] one, float[] other) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < Math.min(one.length, other.length); i++) {
            product += (double) one[i] * other[i];
            first += (double) one[i] * one[i];
            second += (double) other[i] * other[i];
        }
        if (first == 0 || second == 0) {
            return first == second ? 1 : 0;
        }
        double result = product / Math.sqrt(first * second);
        return Double.isNaN(result) ? 0 : result;
    }
}
