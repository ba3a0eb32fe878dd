// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * The parts of a filter (OSGi Core 8, §3.2.7) that the framework has read without complaint.
 *
 * @param operator {@code & | !} of parts; {@code = < > ~} between an attribute and a value
 * @param attribute empty for {@code & | !}
 * @param value without escapes
 * @param parts empty but for {@code & | !}
 */
record FilterTree(char operator, String attribute, String value, List<FilterTree> parts) {
    /** A requirement for something by its name, of a version in a range. */
    record Named(String name, VersionRange range) {
        @Override
        public String toString() {
            if (range.equals(new VersionRange("0"))) {
                return name;
            }
            if (range.getRight() != null) {
                return name + " " + range;
            }
            return name
                    + (range.getLeftType() == VersionRange.LEFT_OPEN
                            ? " newer than " + range.getLeft()
                            : " " + range.getLeft() + " or newer");
        }
    }

    /** Reads a filter in the framework's own form, {@code Filter.toString()}. */
    static FilterTree parse(String normalized) {
        return new Reader(normalized).part();
    }

    /** Returns the attributes that whatever matches must have; one within an alternative or a negation is none. */
    Set<String> asserted() {
        Set<String> names = new HashSet<>();
        if (operator == '&') {
            parts.forEach(part -> names.addAll(part.asserted()));
        } else if (!attribute.isEmpty()) {
            names.add(attribute);
        }
        return names;
    }

    /** Returns the one value that an attribute must have in whatever matches; empty if it may have several. */
    Optional<String> name(String of) {
        if (operator == '&') {
            return parts.stream().flatMap(part -> part.name(of).stream()).findFirst();
        }
        // what has a star may stand for many
        return operator == '=' && attribute.equals(of) && value.indexOf('*') < 0
                ? Optional.of(value)
                : Optional.empty();
    }

    /** Returns what is asked for if that is a name and perhaps a range of versions, and nothing else. */
    Optional<Named> named(String namespace, String versionAttribute) {
        try {
            return read(namespace, versionAttribute);
        } catch (IllegalArgumentException e) { // what is compared is no version
            return Optional.empty();
        }
    }

    private Optional<Named> read(String namespace, String versionAttribute) {
        String name = "";
        Bound low = new Bound(VersionRange.LEFT_CLOSED, Version.emptyVersion);
        Optional<Bound> high = Optional.empty();
        for (FilterTree part : operator == '&' ? parts : List.of(this)) {
            boolean not = part.operator == '!';
            FilterTree said = not ? part.parts.get(0) : part;
            if (said.attribute.equals(namespace) && said.operator == '=' && !not) {
                name = said.value;
            } else if (said.attribute.equals(versionAttribute) && said.operator == '>' && !not) {
                low = new Bound(VersionRange.LEFT_CLOSED, Version.parseVersion(said.value));
            } else if (said.attribute.equals(versionAttribute) && said.operator == '<' && not) {
                low = new Bound(VersionRange.LEFT_OPEN, Version.parseVersion(said.value));
            } else if (said.attribute.equals(versionAttribute) && (said.operator == '>' || said.operator == '<')) {
                char kind = not ? VersionRange.RIGHT_OPEN : VersionRange.RIGHT_CLOSED;
                high = Optional.of(new Bound(kind, Version.parseVersion(said.value)));
            } else {
                return Optional.empty();
            }
        }
        Bound from = low;
        VersionRange range = high.map(to -> new VersionRange(from.kind, from.version, to.version, to.kind))
                .orElseGet(() -> new VersionRange(from.kind, from.version, null, VersionRange.RIGHT_OPEN));
        return name.isEmpty() ? Optional.empty() : Optional.of(new Named(name, range));
    }

    private record Bound(char kind, Version version) {}

    /** Reads from left to right. */
    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        FilterTree part() {
            at++; // (
            char first = text.charAt(at);
            FilterTree part = first == '&' || first == '|' || first == '!' ? composite(first) : comparison();
            at++; // )
            return part;
        }

        private FilterTree composite(char operator) {
            at++;
            List<FilterTree> parts = new ArrayList<>();
            while (text.charAt(at) == '(') {
                parts.add(part());
            }
            return new FilterTree(operator, "", "", parts);
        }

        private FilterTree comparison() {
            int start = at;
            while ("=<>~".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String attribute = text.substring(start, at).strip();
            char operator = text.charAt(at);
            at += operator == '=' ? 1 : 2;
            StringBuilder value = new StringBuilder();
            while (text.charAt(at) != ')') {
                if (text.charAt(at) == '\\') {
                    at++;
                }
                value.append(text.charAt(at));
                at++;
            }
            return new FilterTree(operator, attribute, value.toString(), List.of());
        }
    }
}
