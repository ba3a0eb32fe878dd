// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.quantizer.QuantizableLayer;
import dev.tenon.api.quantizer.RangeMethod;
import dev.tenon.api.quantizer.Schemes;
import dev.tenon.runtime.VariantReport.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks for a variant that answers well enough. All layers are put into the scheme that was asked for; if that loses too
 * much, other ways to find the ranges of activations are tried, then layers are raised step by step to more bits, those
 * first that the answers are most sensitive to: twice as many each time, and then back by halves to the fewest that do.
 * Not thread-safe.
 */
final class Gate {
    /** Tried after {@link RangeMethod#MIN_MAX}, which needs the least. */
    private static final List<RangeMethod> OTHERS =
            List.of(RangeMethod.PERCENTILE, RangeMethod.ENTROPY, RangeMethod.MOVING_AVERAGE);

    private final Bench bench;
    private final GateSettings settings;
    private final Consumer<String> notes;
    private final long deadline;
    private final List<QuantizableLayer> layers;

    /**
     * Makes one.
     *
     * @param layers that can be quantized
     * @param bench measures them
     * @param settings what is asked, and what it may take
     * @param notes hears what is being done
     */
    Gate(List<QuantizableLayer> layers, Bench bench, GateSettings settings, Consumer<String> notes) {
        this.bench = bench;
        this.settings = settings;
        this.notes = notes;
        this.deadline = System.nanoTime() + settings.limit().toNanos();
        this.layers = List.copyOf(layers);
    }

    /**
     * What came of it.
     *
     * @param verdict whether the best is good enough
     * @param reason one sentence
     * @param best the trial that it is about
     * @param trials how many there were
     * @param firstSeconds how long the first took to write
     */
    record Result(Verdict verdict, String reason, Trial best, int trials, double firstSeconds) {}

    /** There is no more budget. */
    private static final class SpentException extends Exception {
        private static final long serialVersionUID = 1L;

        private SpentException(String message) {
            super(message);
        }
    }

    /**
     * Looks for it.
     *
     * @param scheme that all layers are to have
     * @return the best trial; of those that pass the one with the fewest layers raised
     * @throws BackendException if the model cannot be run
     * @throws IOException if reading or writing fails
     */
    Result pass(String scheme) throws BackendException, IOException {
        Trial first = bench.measure(Mix.all(layers, scheme), RangeMethod.MIN_MAX, 0);
        notes.accept("all layers in " + scheme + ": " + first.words());
        Optional<Trial> passed = passes(first) ? Optional.of(first) : Optional.empty();
        Trial best = first;
        String spent = "";
        try {
            if (passed.isEmpty() && missing(first).isEmpty() && first.isRanged()) {
                best = otherRanges(first);
                passed = passes(best) ? Optional.of(best) : Optional.empty();
            }
            if (passed.isEmpty() && missing(first).isEmpty()) {
                passed = ladder(scheme, best);
            }
        } catch (SpentException e) {
            spent = "; " + e.getMessage();
        }
        return result(passed.orElse(best), passed.isPresent(), spent, first.seconds());
    }

    private Result result(Trial trial, boolean isPassed, String spent, double firstSeconds) {
        long quantized = trial.made().layers().stream()
                .filter(layer -> !layer.scheme().equals(Schemes.ORIGINAL))
                .count();
        if (!isPassed || quantized == 0) {
            String why = layers.isEmpty()
                    ? "it has no layer that can be quantized (weights that are 32-bit floats and the same in each run)"
                    : quantized == 0 && isPassed
                            ? "only with every layer as it was it keeps enough"
                            : "it keeps " + trial.words() + ", and " + percent(settings.required()) + " is required"
                                    + missing(trial);
            return new Result(Verdict.FAILED, why + spent, trial, bench.trials(), firstSeconds);
        }
        return new Result(Verdict.PASSED, "it keeps " + trial.words(), trial, bench.trials(), firstSeconds);
    }

    /** Says so if it is the items that are too few: no variant could pass then. */
    private String missing(Trial trial) {
        int needed = Metric.needed(settings.required());
        boolean isCounted = !trial.quality().metric().equals(Metric.SIMILARITY.words());
        return isCounted && trial.quality().items() < needed && needed < Integer.MAX_VALUE
                ? ", which takes at least " + needed + " items to show, beside those that calibrate it"
                : "";
    }

    private boolean passes(Trial trial) {
        return trial.quality().retainedLow() >= settings.required();
    }

    private Trial otherRanges(Trial first) throws BackendException, IOException, SpentException {
        Trial best = first;
        for (RangeMethod method : OTHERS) {
            Trial trial = measure(first.mix(), method, 0);
            notes.accept("ranges by " + words(method) + ": " + trial.words());
            if (passes(trial)) {
                return trial;
            }
            if (trial.quality().retained() > best.quality().retained()) {
                best = trial;
            }
        }
        return best;
    }

    private Optional<Trial> ladder(String scheme, Trial from) throws BackendException, IOException, SpentException {
        List<String> ranked = bench.ranked(layers, scheme, from.ranges(), deadline);
        List<String> steps = Mix.steps(scheme, layers);
        for (int step = 1; step < steps.size(); step++) {
            Rung rung = new Rung(ranked, steps.get(step), steps.get(step - 1), from.ranges());
            Optional<Trial> passed = up(rung);
            if (passed.isPresent()) {
                return Optional.of(down(rung, passed.get()));
            }
        }
        return Optional.empty();
    }

    /** Layers from the most sensitive on, and the two schemes between them. */
    private record Rung(List<String> ranked, String higher, String lower, RangeMethod ranges) {}

    /** Raises twice as many layers each time. */
    private Optional<Trial> up(Rung rung) throws BackendException, IOException, SpentException {
        boolean isLast = rung.higher().equals(Schemes.ORIGINAL);
        int count = rung.ranked().size() - (isLast ? 1 : 0); // all layers as they were are no variant
        for (int raised = 1; raised <= count; raised = raised == count ? count + 1 : Math.min(2 * raised, count)) {
            Trial trial = raise(rung, raised);
            if (passes(trial)) {
                return Optional.of(trial);
            }
        }
        return Optional.empty();
    }

    /** Halves what may still be left out again; what was found stays found if the budget ends. */
    private Trial down(Rung rung, Trial passed) throws BackendException, IOException {
        Trial best = passed;
        int enough = passed.raised();
        int few = enough / 2;
        try {
            while (enough - few > 1) {
                int middle = (enough + few) / 2;
                Trial trial = raise(rung, middle);
                if (passes(trial)) {
                    best = trial;
                    enough = middle;
                } else {
                    few = middle;
                }
            }
        } catch (SpentException e) {
            notes.accept(e.getMessage() + ": " + best.raised() + " layers stay raised");
        }
        return best;
    }

    private Trial raise(Rung rung, int raised) throws BackendException, IOException, SpentException {
        Map<String, String> mix = Mix.raised(rung.ranked(), raised, rung.higher(), rung.lower());
        Trial trial = measure(mix, rung.ranges(), raised);
        notes.accept(raised + " of " + rung.ranked().size() + " layers in " + rung.higher() + ", the others in "
                + rung.lower() + ": " + trial.words());
        return trial;
    }

    private Trial measure(Map<String, String> mix, RangeMethod method, int raised)
            throws BackendException, IOException, SpentException {
        if (bench.trials() >= settings.trials()) {
            throw new SpentException("the " + settings.trials() + " trials that are allowed were made");
        }
        if (System.nanoTime() > deadline) {
            throw new SpentException(
                    "the time that is allowed (" + settings.limit().toMinutes() + " min) was up");
        }
        return bench.measure(mix, method, raised);
    }

    static String words(RangeMethod method) {
        return switch (method) {
            case MIN_MAX -> "their extremes";
            case MOVING_AVERAGE -> "moving averages";
            case PERCENTILE -> "percentiles";
            case ENTROPY -> "entropy";
        };
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
