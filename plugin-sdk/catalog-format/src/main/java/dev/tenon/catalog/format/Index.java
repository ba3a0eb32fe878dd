// SPDX-License-Identifier: Apache-2.0
package dev.tenon.catalog.format;

import java.util.List;

/**
 * Everything a marketplace offers.
 *
 * @param sequence grows with every change: a host never accepts a lower one than it has seen
 * @param issued ISO 8601 instant of the signature
 * @param releases every release, sorted by id and then by version, oldest first
 */
public record Index(long sequence, String issued, List<Release> releases) {
    /** Copies. */
    public Index {
        releases = List.copyOf(releases);
    }
}
