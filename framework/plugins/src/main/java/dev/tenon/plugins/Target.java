// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.Change;
import dev.tenon.generation.Generation;
import dev.tenon.generation.Member;
import dev.tenon.generation.PluginEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the next generation will hold.
 *
 * @param members in the order they start
 * @param plugins what belongs to them, by id
 * @param configurations SHA-256 of each kept setting, by PID
 */
record Target(List<Member> members, Map<String, PluginEntry> plugins, Map<String, String> configurations) {
    Target {
        members = List.copyOf(members);
        plugins = Map.copyOf(plugins);
        configurations = Map.copyOf(configurations);
    }

    /** The same again. */
    static Target of(Generation generation) {
        return new Target(generation.members(), generation.plugins(), generation.configurations());
    }

    /** What a draft makes of a generation: replacements in place of what they replace, new ones at the end. */
    static Target of(Generation before, Draft draft) {
        List<Member> members = new ArrayList<>(before.members());
        Map<String, PluginEntry> plugins = new HashMap<>(before.plugins());
        Set<String> added = draft.additions().stream()
                .map(addition -> addition.member().symbolicName())
                .collect(Collectors.toSet());
        for (Draft.Addition addition : draft.additions()) {
            Member member = addition.member();
            int at = replaced(members, member, draft.removals());
            if (at >= 0) {
                members.set(at, member);
            } else {
                members.add(member);
            }
            plugins.merge(
                    member.symbolicName(), addition.granted(PluginEntry.NONE), (old, fresh) -> addition.granted(old));
        }
        members.removeAll(draft.removals());
        boolean purge = draft.change().options().contains(Change.Option.PURGE);
        for (Member removed : draft.removals()) {
            if (!added.contains(removed.symbolicName())) {
                PluginEntry left = before.plugin(removed.symbolicName()).removed();
                plugins.put(removed.symbolicName(), purge ? PluginEntry.NONE : left);
            }
        }
        plugins.values().removeIf(PluginEntry.NONE::equals);
        return new Target(members, plugins, before.configurations());
    }

    private static int replaced(List<Member> members, Member by, List<Member> removals) {
        for (int i = 0; i < members.size(); i++) {
            if (removals.contains(members.get(i))
                    && members.get(i).symbolicName().equals(by.symbolicName())) {
                return i;
            }
        }
        return -1;
    }

    /** The same with another entry for one plugin. */
    Target with(String id, PluginEntry entry) {
        Map<String, PluginEntry> changed = new HashMap<>(plugins);
        if (entry.equals(PluginEntry.NONE)) {
            changed.remove(id);
        } else {
            changed.put(id, entry);
        }
        return new Target(members, changed, configurations);
    }

    PluginEntry plugin(String id) {
        return plugins.getOrDefault(id, PluginEntry.NONE);
    }
}
