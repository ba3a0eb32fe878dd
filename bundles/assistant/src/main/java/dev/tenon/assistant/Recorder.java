// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.runtime.Traces.Step;
import dev.tenon.runtime.Traces.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Takes down how one request is answered. For one thread. */
final class Recorder {
    private static final int SHOWN = 200;

    private final String id = UUID.randomUUID().toString();
    private final Instant at = Instant.now();
    private final String request;
    private final List<Step> steps = new ArrayList<>();
    private long since = System.nanoTime();

    Recorder(String text) {
        request = text.length() > SHOWN ? text.substring(0, SHOWN) : text;
    }

    String id() {
        return id;
    }

    /** Ends a step that began where the last one ended. */
    void step(String name, String detail) {
        long now = System.nanoTime();
        steps.add(new Step(name, (now - since) / 1_000, detail));
        since = now;
    }

    Trace trace(String outcome) {
        return new Trace(id, at, request, outcome, steps);
    }
}
