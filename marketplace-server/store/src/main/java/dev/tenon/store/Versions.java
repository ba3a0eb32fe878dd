// SPDX-License-Identifier: Apache-2.0
package dev.tenon.store;

import dev.tenon.catalog.format.Release;
import java.util.Comparator;

/** The order of releases. */
public final class Versions {
    /** Oldest first: 1.10.0 follows 1.9.0. */
    public static final Comparator<String> OLDEST_FIRST = (a, b) -> {
        String[] left = a.split("\\.");
        String[] right = b.split("\\.");
        for (int i = 0; i < 3; i++) {
            int order = Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    };

    /** As the index lists them: by id, then by version, oldest first. */
    public static final Comparator<Release> BY_ID_AND_VERSION =
            Comparator.comparing(Release::id).thenComparing(Release::version, OLDEST_FIRST);

    private Versions() {}
}
