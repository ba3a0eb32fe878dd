// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.admin.Change;
import dev.tenon.admin.Generations;
import dev.tenon.admin.Job;
import dev.tenon.admin.Jobs;
import dev.tenon.admin.Plugins;
import dev.tenon.http.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plugins, and all that is done as a job. */
record PluginRoutes(Services services, Semaphore waiting) {
    private static final int MOST_ACCEPTED = 1_000;
    private static final int LONGEST_WAIT_SECONDS = 30;
    private static final int MOST_STEPS = 999_999;
    private static final int MOST_WAITING = 32;

    /** What a job may be told; those of models add theirs. */
    private static final List<String> FIELDS = Stream.concat(
                    Stream.of("action", "plugin", "versions", "options", "accept"), ModelJobs.FIELDS.stream())
            .toList();

    PluginRoutes(Services services) {
        this(services, new Semaphore(MOST_WAITING));
    }

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
        int wait = exchange.query("wait", 0, 0, LONGEST_WAIT_SECONDS);
        int steps = exchange.query("steps", 0, 0, MOST_STEPS);
        exchange.send(
                200, awaited(exchange.id(), steps, Duration.ofSeconds(wait)).orElseThrow(PluginRoutes::unknownJob));
    }

    /** Each who waits takes a thread of the server: when many do, the next are answered at once. */
    private Optional<Job> awaited(String id, int steps, Duration patience) {
        if (patience.isZero() || !waiting.tryAcquire()) {
            return jobs().find(id);
        }
        try {
            return jobs().await(id, steps, patience);
        } catch (InterruptedException e) {
            throw Exchange.stopping(e);
        } finally {
            waiting.release();
        }
    }

    private void cancel(Exchange exchange) throws IOException {
        exchange.send(202, jobs().cancel(exchange.id()).orElseThrow(PluginRoutes::unknownJob));
    }

    private static RefusedException unknownJob() {
        return new RefusedException(
                404, "unknown-job", "no job bears that id: the host forgets its jobs when it stops");
    }

    private void start(Exchange exchange) throws IOException {
        Fields body = exchange.body(FIELDS.toArray(String[]::new));
        String action = body.text("action").toLowerCase(Locale.ROOT);
        Job job = new ModelJobs(services).start(action, body).orElseGet(() -> plugins()
                .apply(change(body)));
        exchange.response().setHeader("Location", "/admin/v1/jobs/" + job.id());
        exchange.send(202, job);
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
                        "no such action: " + words(Change.Action.values()) + ", and for jobs "
                                + String.join(", ", ModelJobs.ACTIONS)));
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
}
