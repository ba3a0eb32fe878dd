// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.admin.Job;
import dev.tenon.admin.Settings;
import dev.tenon.http.RefusedException;
import java.io.IOException;
import java.util.Locale;

/** What can be set, and setting it. */
record SettingsRoutes(Services services) {
    private static final int MAX_VALUES = 1_000;

    void addTo(Routes routes) {
        routes.get("settings", e -> e.send("configurations", settings().all()))
                .get("settings/*", e -> e.send("configurations", settings().find(e.id())))
                .post("settings", this::change);
    }

    private void change(Exchange exchange) throws IOException {
        Fields body = exchange.body("action", "name", "key", "values");
        String action = body.text("action").toLowerCase(Locale.ROOT);
        Job job =
                switch (action) {
                    case "set" -> settings().set(body.text("name"), body.text("key"), body.texts("values", MAX_VALUES));
                    case "unset" -> settings().unset(body.text("name"), body.text("key", ""));
                    case "reload" -> settings().reload();
                    default -> throw new RefusedException(400, "unknown-action", "no such action: set, unset, reload");
                };
        exchange.response().setHeader("Location", "/admin/v1/jobs/" + job.id());
        exchange.send(202, job);
    }

    private Settings settings() {
        return services.need(Settings.class, "settings service");
    }
}
