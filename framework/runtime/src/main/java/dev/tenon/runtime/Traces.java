// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** How recent requests were answered. The last 1,000 are kept in memory. Thread-safe; returns at once. */
@ProviderType
public interface Traces {
    /**
     * One request.
     *
     * @param id as in {@code Answer.traceId()}
     * @param at when it came
     * @param request its first 200 characters
     * @param outcome how it ended
     * @param steps what was done, in order
     */
    record Trace(String id, Instant at, String request, String outcome, List<Step> steps) {
        /** Copies. */
        public Trace {
            steps = List.copyOf(steps);
        }
    }

    /**
     * One step.
     *
     * @param name a few words ({@code route}, {@code invoke dev.tenon.skill.calc/calc})
     * @param micros how long it took, in microseconds
     * @param detail what came of it
     */
    record Step(String name, long micros, String detail) {}

    /**
     * Looks one up.
     *
     * @param id its id
     * @return empty if it is not kept
     */
    Optional<Trace> find(String id);

    /**
     * Lists the newest.
     *
     * @param limit how many at most
     * @return newest first
     */
    List<Trace> recent(int limit);
}
