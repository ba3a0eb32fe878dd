// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.Change;
import dev.tenon.admin.Generations;
import dev.tenon.admin.InstalledPlugin;
import dev.tenon.admin.Job;
import dev.tenon.admin.Jobs;
import dev.tenon.admin.Plugins;
import dev.tenon.http.RefusedException;
import dev.tenon.runtime.ModelStore;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plugins, and all that is done as a job. */
record PluginRoutes(Services services) {
    private static final String FORCE = "force";
    private static final int MOST_ACCEPTED = 1_000;

    void addTo(Routes routes) {
        routes.get("plugins", e -> e.send("plugins", plugins().installed()))
                .get("use/*", e -> e.send(200, plugins().use(e.id())))
                .get("catalogue", e -> e.send("plugins", plugins().offered(e.query("q"))))
                .get("history", e -> e.send("generations", generations().history()))
                .get("generations", e -> e.send("generations", generations().history()))
                .get("generations/*", this::difference)
                .get("lock", e -> e.send(200, generations().lock()))
                .post(
                        "plan",
                        e -> e.send(
                                200,
                                plugins().plan(change(e.body("action", "plugin", "versions", "options", "accept")))))
                .get("jobs", e -> e.send("jobs", jobs().all()))
                .get("jobs/*", this::job)
                .delete("jobs/*", this::cancel)
                .post("jobs", this::start);
    }

    private void job(Exchange exchange) throws IOException {
        exchange.send(200, jobs().find(exchange.id()).orElseThrow(PluginRoutes::unknownJob));
    }

    private void cancel(Exchange exchange) throws IOException {
        exchange.send(202, jobs().cancel(exchange.id()).orElseThrow(PluginRoutes::unknownJob));
    }

    private static RefusedException unknownJob() {
        return new RefusedException(
                404, "unknown-job", "no job bears that id: the host forgets its jobs when it stops");
    }

    private void start(Exchange exchange) throws IOException {
        Fields body = exchange.body("action", "plugin", "versions", "options", "accept", "source", "descriptor");
        String action = body.text("action").toLowerCase(Locale.ROOT);
        Job job =
                switch (action) {
                    case "model-add" -> addModel(body.text("source"), body.text("descriptor", ""));
                    case "model-remove" -> removeModel(body.text("source"), isForced(body));
                    default -> plugins().apply(change(body));
                };
        exchange.response().setHeader("Location", "/admin/v1/jobs/" + job.id());
        exchange.send(202, job);
    }

    private Job addModel(String source, String descriptor) {
        ModelStore store = models();
        Optional<String> described = Optional.of(descriptor).filter(text -> !text.isEmpty());
        return jobs().submit(
                        "add model " + source,
                        progress -> ModelRoutes.work(() -> {
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

    private Job removeModel(String source, boolean force) {
        ModelStore store = models();
        Plugins plugins = plugins();
        return jobs().submit(
                        "remove model " + source,
                        progress -> ModelRoutes.work(() -> {
                            if (!force) {
                                checkNotNeeded(plugins, source);
                            }
                            progress.decided();
                            store.remove(source);
                            return source + " is removed";
                        }));
    }

    private void difference(Exchange exchange) throws IOException {
        exchange.send(200, generations().difference(number(exchange.id()), number(exchange.query("to"))));
    }

    private static long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Fields.bad("say which generations: generations/N?to=M, two numbers");
        }
        return Long.parseLong(text);
    }

    private static Change change(Fields body) {
        Change.Action action = word(Change.Action.values(), body.text("action"))
                .orElseThrow(() -> new RefusedException(
                        400,
                        "unknown-action",
                        "no such action: " + words(Change.Action.values()) + ", and for jobs model-add, model-remove"));
        Set<Change.Option> options = EnumSet.noneOf(Change.Option.class);
        for (String option : body.texts("options", Change.Option.values().length)) {
            options.add(word(Change.Option.values(), option)
                    .orElseThrow(() -> new RefusedException(
                            400, "unknown-option", "no such option: " + words(Change.Option.values()))));
        }
        String plugin = action == Change.Action.ROLLBACK ? body.text("plugin", "") : body.text("plugin");
        Set<String> accepted = Set.copyOf(body.texts("accept", MOST_ACCEPTED));
        return new Change(action, plugin, body.text("versions", ""), options, accepted);
    }

    private static <E extends Enum<E>> Optional<E> word(E[] known, String text) {
        return Arrays.stream(known)
                .filter(value -> Wire.word(value).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static String words(Enum<?>[] known) {
        return Arrays.stream(known).map(Wire::word).collect(Collectors.joining(", "));
    }

    private Plugins plugins() {
        return services.need(Plugins.class, "plugin service");
    }

    private Generations generations() {
        return services.need(Generations.class, "plugin service");
    }

    private Jobs jobs() {
        return services.need(Jobs.class, "job queue");
    }

    private ModelStore models() {
        return services.need(ModelStore.class, "model store");
    }
}
