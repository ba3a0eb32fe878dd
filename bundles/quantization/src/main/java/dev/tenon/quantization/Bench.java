// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.quantizer.QuantizableLayer;
import dev.tenon.api.quantizer.Quantization;
import dev.tenon.api.quantizer.QuantizedModel;
import dev.tenon.api.quantizer.RangeMethod;
import dev.tenon.runtime.VariantReport.Quality;
import dev.tenon.runtime.VariantReport.Speed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Measures variants against the original, whose answers it asks for once. Not thread-safe. */
final class Bench implements AutoCloseable {
    /** How many items tell how sensitive the answers are to a layer. */
    private static final int PROBES = 16;

    private static final long TELL_NANOS = 5_000_000_000L;
    private static final int MOST_RUNS = 50;
    private static final int LEAST_RUNS = 5;
    private static final long TIMED_NANOS = 1_500_000_000;

    private final Backend backend;
    private final String device;
    private final Path original;
    private final Quantization quantization;
    private final EvaluationSet set;
    private final List<Integer> items;
    private final List<OptionalInt> labels;
    private final Metric metric;
    private final double required;
    private final Journal journal;
    private final Path work;
    private final Consumer<String> notes;
    private final Answers answers;
    private final Similarity similarity;
    private int trials;

    private Bench(Subject subject, Quantization quantization, Journal journal, Consumer<String> notes, Answers answers)
            throws IOException {
        this.backend = subject.backend();
        this.device = subject.device();
        this.original = subject.original();
        this.quantization = quantization;
        this.set = subject.set();
        this.items = subject.items();
        this.metric = subject.metric();
        this.required = subject.required();
        this.journal = journal;
        this.work = subject.work();
        this.notes = notes;
        this.answers = answers;
        this.similarity = Similarity.to(answers);
        this.labels = new ArrayList<>();
        if (metric == Metric.ACCURACY) {
            for (int item : items) {
                labels.add(set.label(item));
            }
            checkLabels();
        } else {
            items.forEach(item -> labels.add(OptionalInt.empty()));
        }
    }

    /** What the original never answers right says nothing of a variant. */
    private void checkLabels() throws IOException {
        int hits = 0;
        for (int i = 0; i < labels.size(); i++) {
            List<float[]> answer = answers.of(i);
            int classes = answer.get(0).length;
            int label = labels.get(i).orElse(-1);
            if (label < 0 || classes > 1 && label >= classes) {
                throw new DataRefusedException("item " + items.get(i) + " of " + set.description() + " has the label "
                        + label + ", and the model knows the classes 0 to " + (classes - 1));
            }
            hits += Metric.best(answer) == label ? 1 : 0;
        }
        if (hits == 0) {
            throw new DataRefusedException("the original itself answers none of the " + labels.size() + " items of "
                    + set.description() + " right: check labels and preprocessing");
        }
    }

    /**
     * What is measured, and on what.
     *
     * @param backend runs models
     * @param device kind of device that it runs them on
     * @param original the model's file
     * @param set what is asked
     * @param items which items of it
     * @param metric how answers are compared
     * @param required what is to be reached
     * @param work folder for variants and answers
     */
    record Subject(
            Backend backend,
            String device,
            Path original,
            EvaluationSet set,
            List<Integer> items,
            Metric metric,
            double required,
            Path work) {}

    /**
     * Asks the original.
     *
     * @throws BackendException if it cannot be run
     * @throws IOException if an item cannot be read
     */
    static Bench open(Subject subject, Quantization quantization, Journal journal, Consumer<String> notes)
            throws BackendException, IOException {
        Answers answers = Answers.of(
                subject.backend(),
                subject.original(),
                subject.device(),
                subject.set(),
                subject.items(),
                subject.work(),
                progress(notes, "the original answers", subject.items().size(), "inputs"));
        try {
            return new Bench(subject, quantization, journal, notes, answers);
        } catch (IOException | RuntimeException e) {
            answers.close();
            throw e;
        }
    }

    /** Tells how far a long work is, now and then. */
    private static IntConsumer progress(Consumer<String> notes, String what, int all, String things) {
        notes.accept(what + " " + all + " " + things);
        long[] told = {System.nanoTime()};
        return done -> {
            if (System.nanoTime() - told[0] > TELL_NANOS) {
                told[0] = System.nanoTime();
                notes.accept(what + ": " + done + " of " + all);
            }
        };
    }

    /** Returns how many variants were measured. */
    int trials() {
        return trials;
    }

    /**
     * Measures a variant; one that an earlier run measured, it remembers.
     *
     * @param mix which scheme each layer is to have
     * @param method how ranges are found
     * @param raised for the report
     */
    Trial measure(Map<String, String> mix, RangeMethod method, int raised) throws BackendException, IOException {
        trials++;
        Journal.Entry known = journal.find(mix, method);
        if (known != null) {
            return new Trial(mix, method, raised, known.made(), known.quality(), known.seconds());
        }
        Path file = work.resolve("trial.onnx");
        try {
            ModelFiles.delete(file);
            long began = System.nanoTime();
            QuantizedModel made = quantization.write(mix, method, file);
            double seconds = (System.nanoTime() - began) / 1e9;
            Quality quality = quality(file, set.description());
            journal.add(new Journal.Entry(mix, method, made, quality, seconds));
            return new Trial(mix, method, raised, made, quality, seconds);
        } finally {
            ModelFiles.delete(file);
        }
    }

    private Quality quality(Path file, String data) throws BackendException, IOException {
        try (Answers variant = Answers.of(
                backend,
                file,
                device,
                set,
                items,
                work,
                progress(notes, "variant " + trials + " answers", items.size(), "inputs"))) {
            return metric.measure(answers, similarity, variant, labels, data, required);
        }
    }

    /**
     * Ranks layers: the answers differ most where the first alone is quantized.
     *
     * @param scheme which they are put into
     * @param method how ranges are found
     * @param deadline {@link System#nanoTime}; what is not looked at by half of what is left is ranked by its weights
     * @return all names
     */
    List<String> ranked(List<QuantizableLayer> layers, String scheme, RangeMethod method, long deadline)
            throws BackendException, IOException {
        long until = System.nanoTime() + (deadline - System.nanoTime()) / 2;
        Map<String, Double> losses = new HashMap<>();
        int probes = Math.min(PROBES, items.size());
        IntConsumer told = progress(notes, "how much depends on each of", layers.size(), "layers");
        Path file = work.resolve("probe.onnx");
        for (int i = 0; i < layers.size() && System.nanoTime() < until; i++) {
            told.accept(i);
            Map<String, String> alone = Map.of(layers.get(i).name(), scheme);
            Journal.Entry known = journal.find(alone, method);
            if (known != null) {
                losses.put(layers.get(i).name(), 1 - known.quality().retained());
                continue;
            }
            ModelFiles.delete(file);
            try {
                QuantizedModel made = quantization.write(alone, method, file);
                double loss = loss(file, probes);
                losses.put(layers.get(i).name(), loss);
                Quality kept = new Quality(
                        Metric.SIMILARITY.words(), "probes", probes, 1, 1 - loss, 1 - loss, 0, required, 1 - loss);
                journal.add(new Journal.Entry(alone, method, made, kept, 0));
            } finally {
                ModelFiles.delete(file);
            }
        }
        return layers.stream()
                .sorted(Comparator.comparingDouble((QuantizableLayer layer) -> -losses.getOrDefault(layer.name(), 0.0))
                        .thenComparing(Comparator.comparingLong(QuantizableLayer::parameters)))
                .map(QuantizableLayer::name)
                .toList();
    }

    private double loss(Path file, int probes) throws BackendException, IOException {
        double sum = 0;
        try (Answers variant = Answers.of(backend, file, device, set, items.subList(0, probes), work, done -> {})) {
            for (int i = 0; i < probes; i++) {
                sum += 1 - similarity.of(answers.of(i), variant.of(i));
            }
        }
        return probes == 0 ? 0 : sum / probes;
    }

    /**
     * Times the original and a variant in turns.
     *
     * @param variant its file
     * @return medians
     */
    Speed speed(Path variant) throws BackendException, IOException {
        SessionOptions options = new SessionOptions(device);
        try (ModelSession one = backend.open(original, options);
                ModelSession other = backend.open(variant, options)) {
            List<Long> before = new ArrayList<>();
            List<Long> after = new ArrayList<>();
            long began = System.nanoTime();
            for (int run = 0; run < MOST_RUNS && (run < LEAST_RUNS || System.nanoTime() - began < TIMED_NANOS); run++) {
                var inputs = set.inputs(items.get(run % items.size()));
                long start = System.nanoTime();
                one.run(inputs);
                long middle = System.nanoTime();
                other.run(inputs);
                after.add(System.nanoTime() - middle);
                before.add(middle - start);
            }
            return new Speed(median(before), median(after));
        }
    }

    private static double median(List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElse(0) / 1e6;
    }

    @Override
    public void close() throws IOException {
        answers.close();
    }
}
