// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which lines of the host's log somebody wants to see: {@code TIME LEVEL [thread] bundle logger - text}, and what
 * follows such a line until the next (a stack trace) goes with it.
 */
final class LogLines {
    private static final Pattern HEAD = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S+ +\\w+ +\\[.*?\\] (\\S+) \\S+ - .*");

    private final Optional<String> tail;
    private boolean wanted;

    private LogLines(Optional<String> tail) {
        this.tail = tail;
        wanted = tail.isEmpty();
    }

    static LogLines all() {
        return new LogLines(Optional.empty());
    }

    /** Those of one plugin, by its id or the last parts of it. */
    static LogLines of(String plugin) {
        return new LogLines(Optional.of(plugin.replace('-', '.')));
    }

    /** Judges the lines of a file, one after another. */
    boolean wants(String line) {
        tail.ifPresent(name -> {
            Matcher head = HEAD.matcher(line);
            if (head.matches()) {
                String bundle = head.group(1).replace('-', '.');
                wanted = bundle.equals(name) || bundle.endsWith("." + name);
            }
        });
        return wanted;
    }
}
