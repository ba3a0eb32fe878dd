// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.generation.Member;
import dev.tenon.generation.Member.Origin;
import dev.tenon.generation.PluginEntry;
import java.util.Optional;

/**
 * Who published a release, as far as the host can tell. An account's name means nothing without the marketplace that
 * gave it, so two are the same only if the index that names them was signed by the same key.
 *
 * @param origin where the release came from
 * @param id of the plugin
 * @param name the marketplace's name for the account, empty if it came from none
 * @param keyId of the key that signed the marketplace's index, empty if it came from none
 */
record Publisher(Origin origin, String id, String name, String keyId) {
    /** Our own name in the marketplace that comes with the distribution; it lets nobody else take it, or our namespace. */
    private static final String OURS = "tenon";

    /**
     * Tells who published a release that a generation holds.
     *
     * @param member the release
     * @param entry what the same generation says of the plugin
     * @return empty if the generation does not say it, as those do not that are older than this knowledge
     */
    static Optional<Publisher> of(Member member, PluginEntry entry) {
        boolean known = member.origin() != Origin.MARKETPLACE
                || (entry.grantedTo().equals(member.sha256()) && !entry.keyId().isEmpty());
        if (!known) {
            return Optional.empty();
        }
        boolean market = member.origin() == Origin.MARKETPLACE;
        return Optional.of(new Publisher(
                member.origin(), member.symbolicName(), market ? entry.publisher() : "", market ? entry.keyId() : ""));
    }

    /**
     * Says whether this one is the other. What came with the distribution is ours, and names no key: there our own
     * account speaks for itself, at the marketplace that the operator trusts.
     */
    boolean isSame(Publisher other) {
        if (origin == Origin.DISTRIBUTION || other.origin == Origin.DISTRIBUTION) {
            return isOurs() && other.isOurs();
        }
        return origin == other.origin && name.equals(other.name) && keyId.equals(other.keyId);
    }

    private boolean isOurs() {
        return origin == Origin.DISTRIBUTION
                || (origin == Origin.MARKETPLACE && id.startsWith(Rehearsal.OURS) && name.equals(OURS));
    }

    /** Returns whom a person is told. */
    String words() {
        return switch (origin) {
            case DISTRIBUTION -> "the distribution";
            case FILE -> "nobody (a file of yours)";
            case MARKETPLACE -> (name.isEmpty() ? "somebody unnamed" : name) + " (marketplace key " + keyId + ")";
        };
    }
}
