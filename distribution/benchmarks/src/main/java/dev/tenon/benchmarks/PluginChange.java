// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.generation.ContentStore;
import dev.tenon.generation.Generation;
import dev.tenon.generation.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A change of the plugin that a trial installs, updates, rolls back and removes.
 *
 * @param action as the admin API names it
 * @param argument plugin or generation
 * @param versions range
 * @param after the members that run once it is done
 */
record PluginChange(String action, String argument, String versions, Set<Member> after) {
    /** In the order in which they become possible. */
    static final List<String> ACTIONS = List.of("install", "update", "rollback", "remove");

    /** The steps that jobs of each action report; where there is a named step, the host is killed at it. */
    static List<String> steps(String action) {
        return switch (action) {
            case "install" -> List.of("plan", "fetch", "stage", "check", "commit");
            case "update" -> List.of("plan", "fetch", "stage", "check", "commit", "retire");
            case "rollback" -> List.of("plan", "stage", "check", "commit", "retire");
            case "remove" -> List.of("plan", "commit", "retire");
            default -> throw new IllegalArgumentException(action);
        };
    }

    /** Returns the changes that are possible now. */
    static List<PluginChange> possible(TwoReleases plugin, List<Generation> history, Generation now) {
        List<PluginChange> possible = new ArrayList<>();
        Set<Member> others = now.members().stream()
                .filter(member -> !member.symbolicName().equals(plugin.id()))
                .collect(Collectors.toSet());
        Optional<Member> runs = now.members().stream()
                .filter(member -> member.symbolicName().equals(plugin.id()))
                .findFirst();
        if (runs.isEmpty()) {
            possible.add(new PluginChange("install", plugin.id(), "1.0.0", with(others, plugin.older())));
            return possible;
        }
        possible.add(new PluginChange("remove", plugin.id(), "", others));
        if (runs.get().equals(plugin.older())) {
            possible.add(new PluginChange("update", plugin.id(), "", with(others, plugin.newer())));
        } else {
            history.stream()
                    .filter(generation -> generation.members().contains(plugin.older()))
                    .findFirst()
                    .ifPresent(generation -> possible.add(new PluginChange(
                            "rollback", Long.toString(generation.number()), "", Set.copyOf(generation.members()))));
        }
        return possible;
    }

    /** Returns the change of those possible that brings an action nearer, which is not among them. */
    static PluginChange towards(String action, List<PluginChange> possible) {
        // what is not installed is installed; then the newer release comes and goes, but an install needs a removal
        String first = action.equals("install") ? "remove" : "";
        return possible.stream()
                .filter(change -> change.action().equals(first))
                .findFirst()
                .orElseGet(() -> possible.get(possible.size() - 1));
    }

    /** Takes content away that nobody runs, so that the next install or update fetches it. */
    static void forget(TwoReleases plugin, ContentStore content, Generation now) throws IOException {
        boolean newerRuns = now.members().contains(plugin.newer());
        for (Member member : plugin.both()) {
            // a rollback from the newer release needs the older one's content
            if (!newerRuns && !now.members().contains(member) && content.has(member.sha256())) {
                content.delete(member.sha256());
            }
        }
    }

    private static Set<Member> with(Set<Member> members, Member one) {
        return java.util.stream.Stream.concat(members.stream(), java.util.stream.Stream.of(one))
                .collect(Collectors.toSet());
    }
}
