// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.admin.Job;
import dev.tenon.admin.Leaks;
import dev.tenon.http.RefusedException;
import java.io.IOException;

/** Which old releases still take memory: looking, and what was found last. */
record LeakRoutes(Services services) {
    void addTo(Routes routes) {
        routes.get("leaks", this::last).post("leaks", this::check);
    }

    private void check(Exchange exchange) throws IOException {
        exchange.body();
        Job job = leaks().check();
        exchange.response().setHeader("Location", "/admin/v1/jobs/" + job.id());
        exchange.send(202, job);
    }

    private void last(Exchange exchange) throws IOException {
        exchange.send(
                200,
                leaks().last()
                        .orElseThrow(() -> new RefusedException(
                                404,
                                "no-report",
                                "nobody looked for leaks since the host started: ./tenon plugin leaks does")));
    }

    private Leaks leaks() {
        return services.need(Leaks.class, "search for leaks");
    }
}
