// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.generation.ContentStore;
import dev.tenon.generation.Generation;
import dev.tenon.generation.Home;
import dev.tenon.generation.HomeJudge;
import dev.tenon.generation.Member;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says what runs after a kill: exactly the old generation or the new one, each bundle of it active, no bundle besides, or
 * something torn between.
 */
final class KillVerdict {
    private final Generation before;
    private final long next;
    private final Set<Member> after;

    /**
     * Knows what may run.
     *
     * @param before the generation that ran
     * @param next number that a new generation would get
     * @param after members of the new one
     */
    KillVerdict(Generation before, long next, Set<Member> after) {
        this.before = before;
        this.next = next;
        this.after = after;
    }

    /** Returns the number that the next generation gets: one above all that are there, whether or not one ever ran. */
    static long next(List<Generation> history) {
        return history.stream().mapToLong(Generation::number).max().orElse(0) + 1;
    }

    /** Returns what is torn in the generation that is current, empty if nothing is. */
    String ofGeneration(Generation now) {
        Set<Member> members = new HashSet<>(now.members());
        if (now.number() == before.number()) {
            return members.equals(Set.copyOf(before.members())) ? "" : "the old generation is not what it was";
        }
        if (now.number() == next) {
            return members.equals(after) ? "" : "the new generation is not what was asked for";
        }
        return "generation " + now.number() + " runs, not " + before.number() + " or " + next;
    }

    /** Returns what is torn in the container, empty if nothing is. */
    static String ofBundles(Generation now, Map<String, Boolean> bundles, ContentStore content, Path distribution) {
        Set<String> wanted = now.members().stream()
                .map(member -> member.location(content, distribution))
                .collect(Collectors.toSet());
        Set<String> odd = new HashSet<>(bundles.keySet());
        odd.removeAll(wanted);
        if (!odd.isEmpty()) {
            return "bundles run that the generation does not name: " + odd;
        }
        List<String> idle = wanted.stream()
                .filter(location -> !bundles.getOrDefault(location, false))
                .sorted()
                .toList();
        return idle.isEmpty() ? "" : "bundles of the generation are not active: " + idle;
    }

    /** Returns what is torn in the content that the current generation names, empty if nothing is. */
    String ofContent(Home home) throws IOException {
        HomeJudge judge = new HomeJudge();
        judge.look(home, before.number(), next, "after the kill");
        return String.join("; ", judge.torn());
    }
}
