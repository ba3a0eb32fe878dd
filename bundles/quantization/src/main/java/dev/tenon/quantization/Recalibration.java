// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.quantization.TrafficFolder.State;
import dev.tenon.runtime.ModelStore;
import dev.tenon.runtime.TaskFailedException;
import dev.tenon.runtime.VariantMaker;
import dev.tenon.runtime.VariantReport;
import dev.tenon.runtime.VariantReport.Verdict;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares kept calls with what the variant in use was calibrated with, and has it calibrated anew where they have drifted:
 * one at a time, each model seldom, in the background and through the gate. Thread-safe as {@link TrafficSampler} is.
 */
final class Recalibration implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recalibration.class);
    private static final String PUBLISHERS = "nothing: it came as a variant, and its publisher must calibrate it";
    private static final int PATIENCE_SECONDS = 10;

    private final ModelStore models;
    private final VariantMaker maker;
    private final CalibrationPrints prints;
    private final Consumer<String> notices;
    private final Settings settings;
    private final TrafficSampler sampler;
    private final ExecutorService thread = new ThreadPoolExecutor(
            0, 1, PATIENCE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Recalibration::background);

    /**
     * When it is done.
     *
     * @param drift Population Stability Index above which a variant is calibrated anew
     * @param atMost least time between two tries at a model
     * @param clock tells the time
     */
    record Settings(double drift, Duration atMost, Clock clock) {}

    Recalibration(
            ModelStore models,
            VariantMaker maker,
            CalibrationPrints prints,
            Consumer<String> notices,
            Settings settings,
            TrafficSampler sampler) {
        this.models = models;
        this.maker = maker;
        this.prints = prints;
        this.notices = notices;
        this.settings = settings;
        this.sampler = sampler;
    }

    private static Thread background(Runnable work) {
        Thread thread = new Thread(work, "tenon-recalibration");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    }

    /** What the operator is told of it. */
    private record Case(String model, String variant, Drift drift, int items) {
        String words() {
            return String.format(
                    Locale.ROOT,
                    "calls of %s are no longer like what its variant %s was calibrated with (index %.2f at %s, limit %.2f)",
                    model,
                    variant,
                    drift.index(),
                    drift.input(),
                    drift.limit());
        }
    }

    /** Looks at the kept calls, on the sampler's thread. */
    void look(Traffic traffic) throws IOException {
        if (traffic.isFrozen()) {
            return;
        }
        Optional<ModelStore.Variant> used = traffic.models().stream()
                .flatMap(model -> models.variants(model).stream().filter(ModelStore.Variant::isUsed))
                .findFirst();
        String now = now().toString();
        if (used.isEmpty() || used.get().report().recipe().calibrationItems() == 0) {
            traffic.save(
                    traffic.state().comparedWith("", Optional.empty(), now)); // no samples went into what is in use
            return;
        }
        ModelStore.Variant variant = used.get();
        String sha256 = variant.report().variant();
        if (sha256.equals(traffic.sha256())) { // it came so: there is no original to calibrate
            traffic.save(traffic.state().comparedWith(PUBLISHERS, Optional.empty(), now));
            return;
        }
        Optional<Fingerprint> calibration = prints.find(sha256);
        Optional<Fingerprint> reference =
                calibration.isPresent() ? calibration : traffic.folder().reference(sha256);
        if (reference.isEmpty()) {
            Fingerprint first = Fingerprint.of(traffic.items());
            traffic.folder().reference(sha256, first);
            traffic.save(traffic.state().comparedWith(words(variant, first, false), Optional.empty(), now));
            return;
        }
        Optional<Drift> drift = Drift.of(reference.get(), traffic.items(), settings.drift());
        traffic.save(
                traffic.state().comparedWith(words(variant, reference.get(), calibration.isPresent()), drift, now));
        if (drift.isPresent() && drift.get().isNoticed() && drift.get().items() >= Data.ENOUGH && isTime(traffic)) {
            begin(traffic, variant, drift.get());
        }
    }

    private static String words(ModelStore.Variant variant, Fingerprint reference, boolean isOfCalibration) {
        return isOfCalibration
                ? "the " + reference.items() + " samples that " + variant.name() + " was calibrated with"
                : "the first " + reference.items() + " calls that were kept of " + variant.name()
                        + ": what it was calibrated with is not known";
    }

    private Instant now() {
        return settings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private boolean isTime(Traffic traffic) {
        String last = traffic.state().recalibrated();
        return last.isEmpty() || !Instant.parse(last).plus(settings.atMost()).isAfter(now());
    }

    private void begin(Traffic traffic, ModelStore.Variant variant, Drift drift) throws IOException {
        String model = traffic.models().iterator().next();
        State before = traffic.state();
        Case found = new Case(model, variant.name(), drift, drift.items());
        VariantReport report = variant.report();
        VariantMaker.Order order = new VariantMaker.Order(
                model,
                report.scheme(),
                report.device().kind(),
                traffic.folder().path().toAbsolutePath().toString(),
                "",
                0,
                true);
        traffic.freeze();
        try {
            thread.execute(() -> {
                // Written before it begins: what takes the host down with it is not tried again at once.
                sampler.execute(() -> traffic.save(traffic.state().recalibrated(now().toString(), "under way")));
                Optional<String> outcome = outcome(order, found);
                sampler.execute(() -> end(traffic, before, found, outcome));
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is not calibrated anew: the host stops", model, e);
        }
    }

    /** Goes on with the model's calls, and tells what came of it; what was called off is as if it had not begun. */
    private void end(Traffic traffic, State before, Case found, Optional<String> outcome) throws IOException {
        traffic.thaw();
        outcome.ifPresent(what -> notices.accept(
                capital(found.words()) + ". Calibrated anew with " + found.items() + " of them, it " + what + "."));
        State now = traffic.state();
        traffic.save(
                outcome.isPresent()
                        ? now.recalibrated(now().toString(), outcome.get())
                        : now.recalibrated(before.recalibrated(), before.outcome()));
    }

    /** Has it made; empty if it was called off. */
    private Optional<String> outcome(VariantMaker.Order order, Case found) {
        LOG.info("{}: it is calibrated anew with {} of them", found.words(), found.items());
        String outcome;
        try {
            VariantReport report = maker.make(order, note -> LOG.debug("{}: {}", order.model(), note));
            outcome = report.verdict() == Verdict.PASSED
                    ? put(order.model(), found.variant(), report)
                    : "did not pass (" + report.reason() + "): the one before stays";
        } catch (RuntimeException e) { // whatever it is, the calls of the model must not stay frozen
            if (e instanceof TaskFailedException failed && failed.reason() == TaskFailedException.Reason.CANCELLED) {
                return Optional.empty();
            }
            outcome = failed(e);
        }
        return Optional.of(outcome);
    }

    private static String failed(RuntimeException e) {
        LOG.warn("A variant could not be calibrated anew", e);
        return "could not be made (" + e.getMessage() + "): the one before stays";
    }

    /** The store uses a successor of the same name where its predecessor was used, unless somebody went back meanwhile. */
    private String put(String model, String variant, VariantReport report) {
        Optional<ModelStore.Variant> used = models.variants(model).stream()
                .filter(ModelStore.Variant::isUsed)
                .findFirst();
        if (used.isPresent() && used.get().name().equals(variant)) {
            models.useVariant(model, variant);
            return "is in use: " + report.reason();
        }
        return "is kept and not in use, because "
                + used.map(ModelStore.Variant::name).orElse(ModelStore.ORIGINAL) + " was put to use meanwhile: "
                + report.reason();
    }

    private static String capital(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    /** Calls off what is under way; it begins anew at the next look. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A variant is calibrated anew still, though it was called off");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
