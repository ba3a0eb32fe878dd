// SPDX-License-Identifier: Apache-2.0
package dev.tenon.search;

import dev.tenon.catalog.format.Release;
import java.util.List;

/**
 * A plugin in the catalogue.
 *
 * @param shortName what the shell takes instead of the id, or the id where that is not unique
 * @param releases newest first, at least one
 */
public record Listing(String shortName, List<Release> releases) {
    /** Copies. */
    public Listing {
        releases = List.copyOf(releases);
    }

    /**
     * What the catalogue speaks of.
     *
     * @return the newest release
     */
    public Release newest() {
        return releases.get(0);
    }
}
