// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import java.util.List;

/**
 * Exactly which bundles run.
 *
 * @param number counts up from 1
 * @param created ISO 8601 instant
 * @param reason what led to it, for people
 * @param members in the order they start
 */
public record Generation(long number, String created, String reason, List<Member> members) {
    /** Copies. */
    public Generation {
        members = List.copyOf(members);
    }
}
