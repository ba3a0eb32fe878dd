// SPDX-License-Identifier: Apache-2.0
package dev.tenon.store;

import dev.tenon.catalog.format.Release;
import java.time.Instant;
import java.util.List;

/**
 * All releases as they stood after one change.
 *
 * @param sequence number of that change, grows by one with each
 * @param changedAt when it was made
 * @param releases sorted by id, then by version, oldest first
 */
public record Snapshot(long sequence, Instant changedAt, List<Release> releases) {
    /** Copies. */
    public Snapshot {
        releases = List.copyOf(releases);
    }
}
