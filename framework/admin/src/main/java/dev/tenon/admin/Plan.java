// SPDX-License-Identifier: Apache-2.0
package dev.tenon.admin;

import java.util.List;

/**
 * What a change would do.
 *
 * @param change what was asked
 * @param lines one per plugin that is added, changed or removed
 * @param bytesToFetch size of the download
 * @param notes what else the operator should know before, one sentence each
 */
public record Plan(Change change, List<Line> lines, long bytesToFetch, List<String> notes) {
    /** Copies. */
    public Plan {
        lines = List.copyOf(lines);
        notes = List.copyOf(notes);
    }

    /**
     * A plan that says everything in its lines.
     *
     * @param change what was asked
     * @param lines one per plugin that is added, changed or removed
     * @param bytesToFetch size of the download
     */
    public Plan(Change change, List<Line> lines, long bytesToFetch) {
        this(change, lines, bytesToFetch, List.of());
    }

    /**
     * One plugin of a plan.
     *
     * @param id the plugin's id
     * @param from version that runs now, empty if none
     * @param to version that will run, empty if none
     * @param permissions what the release asks to be allowed: declared, not yet enforced
     * @param signedBy who vouches for it
     */
    public record Line(String id, String from, String to, List<String> permissions, String signedBy) {
        /** Copies. */
        public Line {
            permissions = List.copyOf(permissions);
        }
    }
}
