// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.http.RefusedException;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelStore;
import dev.tenon.runtime.Traces;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/** Models, and how requests were answered. */
record ModelRoutes(Services services) {
    void addTo(Routes routes) {
        routes.get("models", this::models)
                .get("traces", e -> e.send("traces", traces().recent(e.query("limit", 50, 1_000))))
                .get("traces/*", this::trace);
    }

    /** Does the work of a job; a model's refusal is shown as it is. */
    static String work(Supplier<String> work) {
        try {
            return work.get();
        } catch (ModelRefusedException e) {
            throw Refusals.of(e);
        }
    }

    private void models(Exchange exchange) throws IOException {
        ModelStore store = services.need(ModelStore.class, "model store");
        exchange.send(200, Map.of("installed", store.all(), "catalogue", store.catalogue()));
    }

    private void trace(Exchange exchange) throws IOException {
        exchange.send(
                200,
                traces().find(exchange.id())
                        .orElseThrow(() -> new RefusedException(
                                404, "unknown-trace", "no trace bears that id: the last 1000 requests are kept")));
    }

    private Traces traces() {
        return services.need(Traces.class, "assistant");
    }
}
