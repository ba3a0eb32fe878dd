// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.http.RefusedException;
import dev.tenon.runtime.LiveCalibration;
import dev.tenon.runtime.ModelStore;
import dev.tenon.runtime.Traces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Models, and how requests were answered. */
record ModelRoutes(Services services) {
    /** What {@link Traces} keeps. */
    private static final int KEPT = 1_000;

    /** The shortest beginning of an id that stands for it. */
    private static final int LEAST_OF_AN_ID = 4;

    /** How many are named where several are meant. */
    private static final int NAMED = 5;

    void addTo(Routes routes) {
        routes.get("models", this::models)
                .get("traces", e -> e.send("traces", traces().recent(e.query("limit", 50, 1, 1_000))))
                .get("traces/*", this::trace);
    }

    private void models(Exchange exchange) throws IOException {
        ModelStore store = services.need(ModelStore.class, "model store");
        List<InstalledModel> installed = store.all();
        List<InstalledModel> originals = new ArrayList<>();
        Map<String, List<ModelStore.Variant>> variants = new TreeMap<>();
        for (InstalledModel model : installed) {
            String id = model.descriptor().id();
            originals.add(store.original(id).orElse(model));
            variants.put(id, store.variants(id));
        }
        exchange.send(
                200,
                Map.of(
                        "installed",
                        installed,
                        "originals",
                        originals,
                        "variants",
                        variants,
                        "sampled",
                        services.find(LiveCalibration.class)
                                .map(LiveCalibration::sampled)
                                .orElse(List.of()),
                        "catalogue",
                        store.catalogue()));
    }

    private void trace(Exchange exchange) throws IOException {
        String id = exchange.id();
        List<Traces.Trace> named = named(traces(), id.toLowerCase(Locale.ROOT));
        if (named.isEmpty()) {
            throw new RefusedException(
                    404,
                    "unknown-trace",
                    "no trace bears that id or begins with it (" + LEAST_OF_AN_ID + " characters at least): the last "
                            + KEPT + " requests are kept");
        }
        if (named.size() > 1) {
            String first = named.stream().limit(NAMED).map(Traces.Trace::id).collect(Collectors.joining(", "));
            int more = named.size() - NAMED;
            throw new RefusedException(
                    409,
                    "ambiguous-trace",
                    named.size() + " traces begin with " + id + ": " + first
                            + (more > 0 ? " and " + more + " more" : ""));
        }
        exchange.send(200, named.get(0));
    }

    /** The trace that bears an id, else all whose ids begin with it if it is long enough. */
    private static List<Traces.Trace> named(Traces traces, String id) {
        return traces.find(id)
                .map(List::of)
                .orElseGet(() -> id.length() < LEAST_OF_AN_ID
                        ? List.of()
                        : traces.recent(KEPT).stream()
                                .filter(trace -> trace.id().startsWith(id))
                                .toList());
    }

    private Traces traces() {
        return services.need(Traces.class, "assistant");
    }
}
