// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What variants are calibrated with, and what they are judged on: no item is both, where there are enough.
 *
 * @param evaluation set that variants are judged on
 * @param judged items of it
 * @param calibration set whose items are samples
 * @param samples items of it
 * @param remarks what should be known about them
 */
record Data(
        EvaluationSet evaluation,
        List<Integer> judged,
        EvaluationSet calibration,
        List<Integer> samples,
        List<String> remarks) {
    /** From here on some items can be spared for calibration. */
    static final int ENOUGH = 40;

    /** More items tell no more than a fraction of a percent. */
    private static final int MOST_JUDGED = 5_000;

    /**
     * Opens the data.
     *
     * @param evaluation file or folder; empty for generated inputs
     * @param calibration file or folder; empty to take some of the evaluation's items
     * @param model that reads them, with its recipe for generated inputs
     * @param inputs what it asks for
     * @param most how many samples at most
     * @throws DataRefusedException if they do not fit the model
     * @throws IOException if they cannot be read
     */
    static Data of(String evaluation, String calibration, Job.Model model, List<TensorSpec> inputs, int most)
            throws IOException {
        List<String> remarks = new ArrayList<>();
        EvaluationSet judged = set(evaluation, model, inputs);
        if (evaluation.isEmpty()) {
            String real = model.recipe().data();
            remarks.add("judged by agreement with the original on generated inputs, because no data were given (--eval"
                    + (real.isEmpty() ? "" : ": " + real)
                    + "): how well it answers real questions is not known");
        }
        if (!calibration.isEmpty()) {
            EvaluationSet samples = set(calibration, model, inputs);
            return new Data(judged, spread(judged.size(), MOST_JUDGED), samples, spread(samples.size(), most), remarks);
        }
        int spared = Math.min(most, judged.size() / 2);
        if (judged.size() < ENOUGH) {
            remarks.add("calibrated with the items that it is judged on, because there are only " + judged.size());
            List<Integer> all = spread(judged.size(), MOST_JUDGED);
            return new Data(judged, all, judged, spread(judged.size(), most), remarks);
        }
        List<Integer> samples = spread(judged.size(), spared);
        Set<Integer> taken = new HashSet<>(samples);
        List<Integer> rest = IntStream.range(0, judged.size())
                .filter(item -> !taken.contains(item))
                .boxed()
                .toList();
        List<Integer> kept =
                spread(rest.size(), MOST_JUDGED).stream().map(rest::get).toList();
        return new Data(judged, kept, judged, samples, remarks);
    }

    private static EvaluationSet set(String source, Job.Model model, List<TensorSpec> inputs) throws IOException {
        if (source.isEmpty()) {
            return new GeneratedSet(inputs, model.recipe());
        }
        Path path = Path.of(source);
        EvaluationSet set = Files.isDirectory(path) ? folder(path, model, inputs) : NumpySet.read(path, inputs);
        if (set.size() == 0) {
            throw new DataRefusedException(path + " has no items");
        }
        return set;
    }

    private static EvaluationSet folder(Path path, Job.Model model, List<TensorSpec> inputs) throws IOException {
        return NumpySets.files(path).isEmpty()
                ? PictureSet.of(path, model.descriptor(), inputs)
                : NumpySets.read(path, inputs);
    }

    /** Items at even distances: sets are often sorted by class. */
    private static List<Integer> spread(int size, int most) {
        int count = Math.min(size, most);
        return IntStream.range(0, count)
                .map(i -> (int) ((long) i * size / count))
                .boxed()
                .toList();
    }

    /** Returns the samples; each pass reads them anew. */
    Iterable<Map<String, Tensor>> inputs() {
        return () -> {
            Iterator<Integer> items = samples.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return items.hasNext();
                }

                @Override
                public Map<String, Tensor> next() {
                    try {
                        return calibration.inputs(items.next());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            };
        };
    }

    /** Returns the SHA-256 of the samples: names, types, shapes and values of each, in their order. */
    String digest() {
        MessageDigest digest = Sha256.start();
        for (Map<String, Tensor> sample : inputs()) {
            new TreeMap<>(sample).forEach((name, tensor) -> {
                digest.update((name + " " + tensor + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(tensor.data());
            });
        }
        return Sha256.end(digest);
    }
}
