// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Judges whatever was made of a model, ours and the peer's alike, beside the original on the same inputs. */
final class QuantJudge {
    private final QuantMetric metric;
    private final Map<String, NpzFile.Array> set;
    private final List<List<float[]>> answers = new ArrayList<>();
    private final double[] original;

    /** Asks the original. */
    QuantJudge(QuantMetric metric, Path original, Map<String, NpzFile.Array> set) throws OrtException {
        this.metric = metric;
        this.set = set;
        int items = set.values().stream().mapToInt(NpzFile.Array::items).min().orElse(0);
        this.original = new double[items];
        try (OrtModel model = new OrtModel(original)) {
            for (int item = 0; item < items; item++) {
                List<float[]> answer = model.answer(set, item);
                answers.add(answer);
                this.original[item] = metric.score(answer, answer, label(item));
            }
        }
    }

    /** What the original gets for each item. */
    double[] original() {
        return original.clone();
    }

    /** What another model gets for each item. */
    double[] scores(Path file) throws OrtException {
        double[] scores = new double[original.length];
        try (OrtModel model = new OrtModel(file)) {
            for (int item = 0; item < scores.length; item++) {
                scores[item] = metric.score(answers.get(item), model.answer(set, item), label(item));
            }
        }
        return scores;
    }

    private int label(int item) {
        NpzFile.Array labels = set.get(ItemSet.LABELS);
        return labels == null ? -1 : (int) labels.data().getLong(Long.BYTES * item);
    }
}
