// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Swaps one plugin between two releases while it is called: first under callers that never pause, which tells what fails;
 * then under few that call by the clock, which tells what takes long.
 */
final class SwapTrial {
    static final int OPEN_CALLERS = 2;
    static final int PERIOD_MILLIS = 20;

    private static final int CLOSED_CALLERS = 4;
    private static final int CONTROL_MILLIS = 50;
    private static final int SETTLED_AFTER = 20;
    private static final int WARM_UP_SWAPS = 60;
    private static final long QUIET_MILLIS = 300;
    private static final long WARM_UP_MILLIS = 2_000;

    private final SwapHostProcess host;
    private final int swaps;
    private final boolean control;
    private final Set<SwapKind> prepared = EnumSet.noneOf(SwapKind.class);
    private final Set<SwapKind> updated = EnumSet.noneOf(SwapKind.class);

    SwapTrial(SwapHostProcess host, int swaps, boolean control) {
        this.host = host;
        this.swaps = swaps;
        this.control = control;
    }

    /** Installs what has no older release in the host yet; once. */
    void prepare(SwapKind kind) throws IOException, InterruptedException {
        if (prepared.add(kind) && !kind.isBuiltIn()) {
            host.admin().await(host.admin().begin("install", kind.plugin(), SwapKind.OLDER));
        }
    }

    /**
     * Swaps a prepared kind for nothing: a JVM that has just started grows by itself, and so does what remembers requests,
     * up to its bounds.
     */
    void warmUp(SwapKind kind) throws IOException, InterruptedException {
        host.tell("closed", "kind", kind.word(), "callers", Integer.toString(CLOSED_CALLERS));
        for (int i = 0; i < Math.min(WARM_UP_SWAPS, swaps); i++) {
            swap(kind, "0");
        }
        host.tell("stop");
    }

    /** Swaps a prepared kind, and tells what came of it. */
    SwapFigures run(SwapKind kind) throws IOException, InterruptedException {
        String hold = Integer.toString(control ? CONTROL_MILLIS : 0);
        long begun = System.nanoTime();
        host.tell("closed", "kind", kind.word(), "callers", Integer.toString(CLOSED_CALLERS));
        TimeUnit.MILLISECONDS.sleep(WARM_UP_MILLIS);
        if (control) {
            host.tell("hold");
        }
        int settled = Math.max(1, Math.min(SETTLED_AFTER, swaps / 2));
        for (int i = 0; i < settled; i++) {
            swap(kind, hold);
        }
        JsonNode first = measure(kind);
        for (int i = settled; i < swaps; i++) {
            swap(kind, hold);
        }
        JsonNode last = measure(kind);
        JsonNode closed = host.tell("stop");
        JsonNode open = open(kind, hold);
        JsonNode end = measure(kind);
        return new SwapFigures(kind, closed, open, first, last, end, (System.nanoTime() - begun) / 1e9);
    }

    private JsonNode open(SwapKind kind, String hold) throws IOException, InterruptedException {
        String callers = Integer.toString(OPEN_CALLERS);
        host.tell("open", "kind", kind.word(), "callers", callers, "period", Integer.toString(PERIOD_MILLIS));
        TimeUnit.MILLISECONDS.sleep(WARM_UP_MILLIS);
        for (int i = 0; i < (swaps + 1) / 2; i++) {
            swap(kind, hold);
            TimeUnit.MILLISECONDS.sleep(QUIET_MILLIS);
        }
        return host.tell("stop");
    }

    /** The way there is an update, all others are rollbacks to the generation before: the other release. */
    private void swap(SwapKind kind, String hold) throws IOException, InterruptedException {
        AdminClient admin = host.admin();
        host.tell("begins", "hold", hold);
        boolean first = updated.add(kind);
        String job = first ? admin.begin("update", kind.plugin(), "") : admin.begin("rollback", "", "");
        admin.await(job);
        host.tell("ends");
    }

    private JsonNode measure(SwapKind kind) throws IOException {
        return host.tell("measure", "plugin", kind.plugin());
    }
}
