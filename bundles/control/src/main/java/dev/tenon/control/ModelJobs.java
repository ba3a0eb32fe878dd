// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.InstalledPlugin;
import dev.tenon.admin.Job;
import dev.tenon.admin.Jobs;
import dev.tenon.admin.Plugins;
import dev.tenon.http.RefusedException;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelStore;
import dev.tenon.runtime.TaskFailedException;
import dev.tenon.runtime.VariantMaker;
import dev.tenon.runtime.VariantReport;
import dev.tenon.runtime.VariantReport.Verdict;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What is done with models as a job. */
record ModelJobs(Services services) {
    static final List<String> ACTIONS =
            List.of("model-add", "model-remove", "model-quantize", "model-use", "model-pack");

    /** What these jobs are told besides the action. */
    static final List<String> FIELDS = List.of(
            "source",
            "descriptor",
            "scheme",
            "device",
            "evaluation",
            "calibration",
            "required",
            "variant",
            "namespace",
            "version",
            "folder");

    /** What is written as 1.00 is not called slower. */
    private static final double SLOWER = 0.995;

    private static final String FORCE = "force";

    /** Starts one, if the action is of models. */
    Optional<Job> start(String action, Fields body) {
        return Optional.ofNullable(
                switch (action) {
                    case "model-add" -> add(body.text("source"), body.text("descriptor", ""));
                    case "model-remove" -> remove(body.text("source"), isForced(body));
                    case "model-quantize" -> quantize(order(body));
                    case "model-use" -> use(body.text("source"), body.text("variant"));
                    case "model-pack" ->
                        pack(
                                body.text("source"),
                                body.text("namespace"),
                                body.text("version"),
                                Path.of(absolute(body, "folder")));
                    default -> null;
                });
    }

    /** Does the work of a job; a model's refusal is shown as it is. */
    private static String work(Supplier<String> work) {
        try {
            return work.get();
        } catch (ModelRefusedException e) {
            throw Refusals.of(e);
        } catch (TaskFailedException e) {
            throw Refusals.of(e);
        }
    }

    private Job add(String source, String descriptor) {
        ModelStore store = models();
        Optional<String> described = Optional.of(descriptor).filter(text -> !text.isEmpty());
        return jobs().submit(
                        "add model " + source,
                        progress -> work(() -> {
                            progress.step("fetch and verify");
                            return store.add(source, described, progress::bytes)
                                            .descriptor()
                                            .id() + " is here";
                        }));
    }

    private static boolean isForced(Fields body) {
        List<String> options = body.texts("options", 1);
        if (!options.isEmpty() && !options.contains(FORCE)) {
            throw new RefusedException(
                    400,
                    "unknown-option",
                    "model-remove takes the option " + FORCE + " alone, not '" + options.get(0) + "'");
        }
        return !options.isEmpty();
    }

    /** Refuses to leave a plugin without any model that it can use. */
    private static void checkNotNeeded(Plugins plugins, String model) {
        String needing =
                plugins.needing(model).stream().map(InstalledPlugin::shortName).collect(Collectors.joining(", "));
        if (!needing.isEmpty()) {
            throw new AdminException(
                    AdminException.Reason.UNRESOLVABLE,
                    model + " is the last model here that serves " + needing
                            + ": remove that first (./tenon plugin remove), or ./tenon model remove " + model
                            + " --force");
        }
    }

    private Job remove(String source, boolean force) {
        ModelStore store = models();
        Plugins plugins = services.need(Plugins.class, "plugin service");
        return jobs().submit(
                        "remove model " + source,
                        progress -> work(() -> {
                            if (!force) {
                                checkNotNeeded(plugins, source);
                            }
                            progress.decided();
                            store.remove(source);
                            return source + " is removed";
                        }));
    }

    private static VariantMaker.Order order(Fields body) {
        String required = body.text("required", "0");
        String evaluation = absolute(body, "evaluation");
        String calibration = absolute(body, "calibration");
        try {
            return new VariantMaker.Order(
                    body.text("source"),
                    body.text("scheme", ""),
                    body.text("device", ""),
                    evaluation,
                    calibration,
                    Double.parseDouble(required));
        } catch (IllegalArgumentException e) {
            throw Fields.bad("required is the share of the original's quality that must be kept, 0 to 1, not '"
                    + required + "'");
        }
    }

    /** The host has no folder that a path could start from. */
    private static String absolute(Fields body, String field) {
        String path = body.text(field, "");
        try {
            if (path.isEmpty() || Path.of(path).isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw Fields.bad(field + " is no path of a file or folder: " + e.getReason());
        }
        throw Fields.bad(field + " is the absolute path of a file or folder, not '" + path + "'");
    }

    private Job quantize(VariantMaker.Order order) {
        VariantMaker maker = services.need(VariantMaker.class, "quantization");
        return jobs().submitBeside(
                        "quantize model " + order.model(),
                        progress -> work(() -> sentence(maker.make(order, progress::step))));
    }

    private static String sentence(VariantReport report) {
        String name = report.model() + " in " + report.scheme() + " for "
                + report.device().kind();
        if (report.verdict() != Verdict.PASSED) {
            throw new AdminException(
                    AdminException.Reason.UNFIT,
                    name + " is not offered: " + report.reason() + "; 'tenon model variants " + report.model()
                            + " --json' has the report");
        }
        return String.format(
                Locale.ROOT,
                "%s is here: %s; %.0f %% of the size, %s%s; 'tenon model use %s %s-%s' puts it to use%s",
                name,
                report.reason(),
                100 * report.size().ratio(),
                speed(report.speed().ratio()),
                report.remarks().stream().map(remark -> "; " + remark).collect(Collectors.joining()),
                report.model(),
                report.scheme(),
                report.device().kind(),
                report.speed().ratio() < SLOWER ? ", if its size serves you more than its speed" : "");
    }

    private static String speed(double ratio) {
        return String.format(
                Locale.ROOT,
                ratio < SLOWER ? "but slower here (%.2f times as fast)" : "%.2f times as fast here",
                ratio);
    }

    private Job use(String model, String variant) {
        ModelStore store = models();
        return jobs().submit(
                        "use " + variant + " of model " + model,
                        progress -> work(() -> {
                            progress.decided();
                            store.useVariant(model, variant);
                            return variant + " of " + model + " is in use";
                        }));
    }

    private Job pack(String model, String namespace, String version, Path folder) {
        ModelStore store = models();
        return jobs().submitBeside(
                        "make plugins of model " + model,
                        progress -> work(() -> {
                            progress.step("write the plugins");
                            List<ModelStore.Packed> packed = store.pack(model, namespace, version, folder);
                            return packed.size() + " plugins of " + model + " are in " + folder;
                        }));
    }

    private Jobs jobs() {
        return services.need(Jobs.class, "job queue");
    }

    private ModelStore models() {
        return services.need(ModelStore.class, "model store");
    }
}
