// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.runtime.Traces.Step;
import dev.tenon.runtime.Traces.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Takes down how one request is answered. For one thread. */
final class Recorder {
    private static final int SHOWN = 200;

    private final String id = UUID.randomUUID().toString();
    private final Instant at = Instant.now();
    private final String request;
    private final List<Step> steps = new ArrayList<>();
    private final Redaction redaction = new Redaction();
    private long since = System.nanoTime();

    Recorder(String text) {
        request = text;
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

    /** Keeps values out of the trace, also out of the steps that were taken down already. */
    void hide(Collection<String> secrets) {
        redaction.hide(secrets);
    }

    /** Keeps the request out of the trace: it holds a secret that was not found in it. */
    void hideRequest() {
        redaction.hideRequest();
    }

    Trace trace(String outcome) {
        String kept = redaction.request(request);
        List<Step> told = steps.stream()
                .map(step -> new Step(step.name(), step.micros(), redaction.detail(step.detail())))
                .toList();
        return new Trace(id, at, kept.length() > SHOWN ? kept.substring(0, SHOWN) : kept, outcome, told);
    }
}
