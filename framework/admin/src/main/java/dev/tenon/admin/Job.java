// SPDX-License-Identifier: Apache-2.0
package dev.tenon.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A piece of long work, as it stands at one moment.
 *
 * @param id unique in this host since its start
 * @param title for people ({@code install skill-units})
 * @param state where it stands
 * @param steps what was done so far, in order
 * @param doneBytes of the transfer under way, 0 if there is none
 * @param totalBytes of the transfer under way, 0 if unknown
 * @param result one sentence once done, else empty
 * @param problem why it failed
 * @param started when it was submitted
 */
public record Job(
        String id,
        String title,
        State state,
        List<String> steps,
        long doneBytes,
        long totalBytes,
        String result,
        Optional<Problem> problem,
        Instant started) {
    /** Where a job stands. */
    public enum State {
        /** Waits for those before it. */
        QUEUED,
        /** Is being done. */
        RUNNING,
        /** Ended well. */
        DONE,
        /** Ended without effect. */
        FAILED
    }

    /** Copies. */
    public Job {
        steps = List.copyOf(steps);
    }
}
