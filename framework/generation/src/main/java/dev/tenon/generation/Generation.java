// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Exactly which bundles run, and what belongs to them. Files of format 1 had the members alone; they read as plugins
 * without marks and without kept settings.
 *
 * @param format of the file, {@value #FORMAT} for what is written now
 * @param number counts up from 1
 * @param created ISO 8601 instant
 * @param reason what led to it, for people
 * @param members in the order they start
 * @param plugins by id: data, grants and marks; a removed plugin whose data stay has one, a plain one may lack it
 * @param configurations SHA-256 of each setting's JSON, by PID; its text lies in the content store
 */
public record Generation(
        int format,
        long number,
        String created,
        String reason,
        List<Member> members,
        Map<String, PluginEntry> plugins,
        Map<String, String> configurations) {
    /** The format that is written. */
    public static final int FORMAT = 2;

    /**
     * Copies; what an older file lacks is empty.
     *
     * @throws IllegalArgumentException if a configuration's digest or PID is ill-formed: both become paths
     */
    public Generation {
        members = List.copyOf(members);
        plugins = Map.copyOf(Objects.requireNonNullElse(plugins, Map.of()));
        configurations = Map.copyOf(Objects.requireNonNullElse(configurations, Map.of()));
        configurations.forEach((pid, sha256) -> {
            Configurations.checkPid(pid);
            Sha256.check(sha256);
        });
    }

    /**
     * Returns what belongs to a plugin.
     *
     * @param id the plugin's id
     * @return its entry, {@link PluginEntry#NONE} if it has none
     */
    public PluginEntry plugin(String id) {
        return plugins.getOrDefault(id, PluginEntry.NONE);
    }

    /**
     * Says what belongs to the plugins once this generation comes back: what it said then, but data of plugins that
     * were not there, or whose bundle stays, are where they are now.
     *
     * @param current the generation that runs
     * @param members the bundles that come back, as this distribution brings them
     * @return by id
     */
    public Map<String, PluginEntry> pluginsBack(Generation current, List<Member> members) {
        Map<String, PluginEntry> entries = new HashMap<>(plugins);
        current.plugins().forEach((id, now) -> {
            boolean stays = members.stream()
                    .anyMatch(member -> member.symbolicName().equals(id)
                            && current.members().contains(member));
            boolean there =
                    members.stream().anyMatch(member -> member.symbolicName().equals(id));
            if (stays) {
                entries.put(id, plugin(id).data(now.dataVersion(), now.dataCopy()));
            } else if (!there) {
                entries.put(id, now.removed());
            }
        });
        entries.values().removeIf(PluginEntry.NONE::equals);
        return entries;
    }

    /**
     * Says whether another generation runs the same: the same bundles, none of them disabled in one alone, with the same
     * settings.
     *
     * @param other to compare with
     * @return whether what one does the other would do
     */
    public boolean runsAs(Generation other) {
        return running().equals(other.running()) && configurations.equals(other.configurations);
    }

    private List<Member> running() {
        return members.stream()
                .filter(member -> !plugin(member.symbolicName()).disabled())
                .toList();
    }
}
