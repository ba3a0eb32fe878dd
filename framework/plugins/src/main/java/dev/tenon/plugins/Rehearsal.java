// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.generation.Member;
import java.util.List;

/** Tries a staged release where it can do no harm, before any of its code runs in the host. */
@FunctionalInterface
public interface Rehearsal {
    /** The namespace whose releases are ours. */
    String OURS = "dev.tenon.";

    /**
     * Says whether a release must be rehearsed: whenever we did not sign it.
     *
     * <p>What came with the distribution is ours. What came from the marketplace is ours if its id is in our namespace:
     * the host verified the index by the key of the one marketplace that its operator trusts, and that marketplace lets
     * nobody publish in a namespace that they did not prove to own. (The index names a publisher as well, but that is
     * the marketplace's name for an account, which another marketplace may give to anybody.) A file of the operator's
     * is never ours, whatever it calls itself: nobody vouches for it.
     *
     * @param member the staged release
     * @return true unless it is ours
     */
    static boolean isDue(Member member) {
        return switch (member.origin()) {
            case DISTRIBUTION -> false;
            case MARKETPLACE -> !member.symbolicName().startsWith(OURS);
            case FILE -> true;
        };
    }

    /**
     * Rehearses a release. Blocks, for its time limit and some seconds at most.
     *
     * @param staged the release; its bundle is installed here, not started
     * @param planned all that shall run, the release included; what it needs of it plays along
     * @throws AdminException if it is not fit, or cannot be rehearsed: one line says why
     */
    void rehearse(Member staged, List<Member> planned);
}
