// SPDX-License-Identifier: Apache-2.0
package dev.tenon.console;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.runtime.InputRecipe;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelStore;
import dev.tenon.runtime.TaskFailedException;
import dev.tenon.runtime.VariantMaker;
import dev.tenon.runtime.VariantReport;
import dev.tenon.runtime.VariantReport.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/**
 * Variants of the models of the made-up host: of mnist one that passed, one that lost too much and one of no use. What is
 * made passes, but for 4 bits; with data under {@link #HOURS} it goes on until it is called off.
 */
final class MadeUpVariants implements ModelStore, VariantMaker {
    static final String HOURS = "/hours";

    private final ModelStore models;
    private final Map<String, Map<String, VariantReport>> reports = new TreeMap<>();
    private final Map<String, String> used = new TreeMap<>();

    private MadeUpVariants(ModelStore models) {
        this.models = models;
        keep(report("mnist", "w8a8", Verdict.PASSED, 0.993, 9_524));
        keep(report("mnist", "w4a8", Verdict.FAILED, 0.9612, 0));
        keep(report("mnist", "w8", Verdict.USELESS, 0.9991, 0));
    }

    /** Puts them before the host's own parts. */
    static void addTo(BundleContext context) {
        ModelStore models = context.getService(context.getServiceReference(ModelStore.class));
        context.registerService(
                new String[] {ModelStore.class.getName(), VariantMaker.class.getName()},
                new MadeUpVariants(models),
                FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, 1)));
    }

    private void keep(VariantReport report) {
        reports.computeIfAbsent(report.model(), id -> new TreeMap<>()).put(report.scheme() + "-cpu", report);
    }

    private static VariantReport report(String model, String scheme, Verdict verdict, double retained, long bytes) {
        boolean isRanged = scheme.equals("w8a8");
        String keeps = String.format(Locale.ROOT, "it keeps %.1f %% of the original's accuracy", 100 * retained);
        return new VariantReport(
                model,
                "cd".repeat(32),
                bytes == 0 ? "" : "ef".repeat(32),
                scheme,
                new VariantReport.Device("cpu", List.of("avx2", "fma")),
                "dev.tenon.quantizer.onnx 1.0.0",
                verdict,
                switch (verdict) {
                    case PASSED -> keeps;
                    case FAILED -> keeps + ", and 98.0 % is required; the 24 trials that are allowed were made";
                    case USELESS -> keeps + ", but is neither smaller (101.2 % of the original) nor faster";
                },
                new VariantReport.Quality(
                        "accuracy", "digits.npz", 772, 0.98, 0.98 * retained, retained, retained - 0.001, 0.98, 0.99),
                new VariantReport.Size(26_454, bytes),
                bytes == 0 ? new VariantReport.Speed(0, 0) : new VariantReport.Speed(0.2, 0.0861),
                new VariantReport.Recipe(
                        isRanged ? "PERCENTILE" : "", isRanged ? "0123456789abcdef".repeat(4) : "", 128, 7, 2, 0.4),
                IntStream.range(0, 30).mapToObj(i -> layer(scheme, i)).toList(),
                List.of("calibrated with the items that it is judged on, because there are only 772"),
                "2026-01-01T00:00:00Z");
    }

    private static VariantReport.Layer layer(String scheme, int number) {
        return number == 0
                ? new VariantReport.Layer("features/first", "Conv", ORIGINAL, 216, "the answers depend on it most")
                : new VariantReport.Layer("features/block." + number + "/conv", "Conv", scheme, 2_304, "");
    }

    @Override
    public synchronized List<Variant> variants(String id) {
        return reports.getOrDefault(id, Map.of()).entrySet().stream()
                .map(entry -> new Variant(
                        entry.getKey(), entry.getValue(), entry.getKey().equals(used.get(id))))
                .toList();
    }

    @Override
    public synchronized void useVariant(String id, String name) {
        if (!name.equals(ORIGINAL)
                && variants(id).stream()
                        .noneMatch(variant ->
                                variant.name().equals(name) && variant.report().verdict() == Verdict.PASSED)) {
            throw new ModelRefusedException(ModelRefusedException.Reason.UNKNOWN, id + " has no variant " + name);
        }
        used.put(id, name);
    }

    @Override
    public VariantReport make(Order order, Consumer<String> notes) {
        String scheme = order.scheme().isEmpty() ? "w8a8" : order.scheme();
        notes.accept("reading the model");
        notes.accept("scheme " + scheme + ": it suits this device");
        if (order.evaluation().startsWith(HOURS)) {
            awaitEnd(notes);
        }
        boolean isPassed = !scheme.equals("w4a8") && order.required() <= 0.99;
        notes.accept("all layers in " + scheme + ": 99.1 % of the original's accuracy (at least "
                + (isPassed ? "99.0 %)" : "95.2 %)"));
        VariantReport report = report(
                order.model(), scheme, isPassed ? Verdict.PASSED : Verdict.FAILED, isPassed ? 0.991 : 0.953, 9_100);
        synchronized (this) {
            keep(report);
        }
        return report;
    }

    private static void awaitEnd(Consumer<String> notes) {
        for (int i = 1; i <= 20; i++) {
            notes.accept("how much depends on layer " + i + " of 20");
        }
        try {
            new CountDownLatch(1).await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new TaskFailedException(TaskFailedException.Reason.CANCELLED, "called off");
    }

    @Override
    public synchronized List<InstalledModel> all() {
        return models.all().stream().map(this::inUse).toList();
    }

    private InstalledModel inUse(InstalledModel model) {
        return variants(model.descriptor().id()).stream()
                .filter(Variant::isUsed)
                .map(variant -> new InstalledModel(
                        model.descriptor(),
                        model.file(),
                        variant.report().variant(),
                        variant.report().size().bytes()))
                .findFirst()
                .orElse(model);
    }

    @Override
    public List<InstalledModel> forTask(String task) {
        return all();
    }

    @Override
    public Optional<InstalledModel> find(String id) {
        return models.find(id).map(this::inUse);
    }

    @Override
    public Optional<InstalledModel> original(String id) {
        return models.find(id);
    }

    @Override
    public List<Entry> catalogue() {
        return models.catalogue();
    }

    @Override
    public InstalledModel add(String source, Optional<String> descriptor, BiConsumer<Long, Long> bytes) {
        return models.add(source, descriptor, bytes);
    }

    @Override
    public void remove(String id) {
        models.remove(id);
    }

    @Override
    public Variant keepVariant(String id, Path result) {
        throw new UnsupportedOperationException("who makes variants keeps them");
    }

    @Override
    public List<Packed> pack(String id, String namespace, String version, Path folder) {
        throw new UnsupportedOperationException("nothing is packed here");
    }

    @Override
    public InputRecipe recipe(String id) {
        return InputRecipe.NONE;
    }
}
