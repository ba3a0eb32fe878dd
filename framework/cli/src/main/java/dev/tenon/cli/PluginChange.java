// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Makes a change of plugins. One that needs consent is shown first, and asked about. */
record PluginChange(Tenon tenon) {
    private static final String CONSENT = "consent";

    /** Makes it and tells how it ended. */
    int run(ObjectNode change) {
        JsonNode job = job(change);
        return tenon.show(job, () -> List.of(Text.line(job.path("result").asText())));
    }

    private JsonNode job(ObjectNode change) {
        HostClient host = tenon.host();
        try {
            return tenon.jobs(host).run(change);
        } catch (Failure e) {
            if (!e.code().equals(CONSENT) || !tenon.shell().person()) {
                throw e;
            }
            JsonNode plan = host.post("plan", change);
            PluginPlan.lines(plan).forEach(tenon::say);
            if (!tenon.shell().asks(question(plan))) {
                throw e;
            }
            ObjectNode granted = change.deepCopy();
            plan.path("lines").forEach(line -> granted.withArray("accept")
                    .add(line.path("source").path("sha256").asText()));
            return tenon.jobs(host).run(granted);
        }
    }

    private static String question(JsonNode plan) {
        boolean isNewPublisher = false;
        boolean isBeyond = false;
        for (JsonNode line : plan.path("lines")) {
            isNewPublisher |= !line.path("newPublisher").asText("").isEmpty();
            isBeyond |= !line.path("newPermissions").isEmpty();
        }
        String grant = "rant what is new (declared, not yet enforced)?";
        return isNewPublisher ? "Take it from another publisher" + (isBeyond ? " and g" + grant : "?") : "G" + grant;
    }
}
