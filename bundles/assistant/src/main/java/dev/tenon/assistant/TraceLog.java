// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.runtime.Traces;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last traces, in memory. Thread-safe. */
final class TraceLog implements Traces {
    private static final int KEPT = 1_000;

    private final Deque<Trace> newestFirst = new ArrayDeque<>();

    void add(Trace trace) {
        synchronized (newestFirst) {
            newestFirst.addFirst(trace);
            if (newestFirst.size() > KEPT) {
                newestFirst.removeLast();
            }
        }
    }

    @Override
    public Optional<Trace> find(String id) {
        synchronized (newestFirst) {
            return newestFirst.stream().filter(trace -> trace.id().equals(id)).findFirst();
        }
    }

    @Override
    public List<Trace> recent(int limit) {
        synchronized (newestFirst) {
            return newestFirst.stream().limit(Math.max(0, limit)).toList();
        }
    }
}
