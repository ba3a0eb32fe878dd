// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.Generations.Difference;
import dev.tenon.generation.Generation;
import dev.tenon.generation.Member;
import dev.tenon.generation.PluginEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How one generation differs from another, as an operator reads it. */
final class Differences {
    private Differences() {}

    static Difference between(Generation from, Generation to) {
        Map<String, Member> before = byName(from);
        Map<String, Member> after = byName(to);
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.addAll(from.plugins().keySet());
        names.addAll(to.plugins().keySet());
        List<Difference.Line> lines = new ArrayList<>();
        for (String name : names) {
            List<String> notes = notes(from.plugin(name), to.plugin(name));
            Member old = before.get(name);
            Member now = after.get(name);
            if (old != null && now != null && !old.sha256().equals(now.sha256()) && sameVersion(old, now)) {
                notes.add("other bytes: " + old.sha256() + " became " + now.sha256());
            }
            if (!notes.isEmpty() || old == null || now == null || !sameVersion(old, now)) {
                lines.add(new Difference.Line(name, version(old), version(now), notes));
            }
        }
        TreeSet<String> pids = new TreeSet<>(from.configurations().keySet());
        pids.addAll(to.configurations().keySet());
        pids.removeIf(pid -> Objects.equals(
                from.configurations().get(pid), to.configurations().get(pid)));
        return new Difference(from.number(), to.number(), lines, List.copyOf(pids));
    }

    private static Map<String, Member> byName(Generation generation) {
        return generation.members().stream()
                .collect(Collectors.toMap(Member::symbolicName, member -> member, (a, b) -> b, TreeMap::new));
    }

    private static boolean sameVersion(Member a, Member b) {
        return a.version().equals(b.version());
    }

    private static String version(@org.jspecify.annotations.Nullable Member member) {
        return member == null ? "" : member.version();
    }

    private static List<String> notes(PluginEntry from, PluginEntry to) {
        List<String> notes = new ArrayList<>();
        if (from.dataCopy() != to.dataCopy() || from.dataVersion() != to.dataVersion()) {
            notes.add("data: copy " + from.dataCopy() + " of version " + from.dataVersion() + " became copy "
                    + to.dataCopy() + " of version " + to.dataVersion());
        }
        to.grants().stream()
                .filter(permission -> !from.grants().contains(permission))
                .forEach(permission -> notes.add("granted: " + permission + " (declared, not yet enforced)"));
        from.grants().stream()
                .filter(permission -> !to.grants().contains(permission))
                .forEach(permission -> notes.add("no longer granted: " + permission));
        notes.addAll(marks(from, to));
        return notes;
    }

    /** Says which of the operator's marks differ, in words that {@code is} can stand before. */
    static List<String> marks(PluginEntry from, PluginEntry to) {
        List<String> marks = new ArrayList<>();
        if (!from.pinned().equals(to.pinned())) {
            marks.add(to.pinned().isEmpty() ? "no longer pinned" : "pinned to " + to.pinned());
        }
        if (from.held() != to.held()) {
            marks.add(to.held() ? "held" : "no longer held");
        }
        if (from.disabled() != to.disabled()) {
            marks.add(to.disabled() ? "disabled" : "enabled");
        }
        return marks;
    }
}
