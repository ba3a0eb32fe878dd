// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.catalog.format.Nearest;
import dev.tenon.catalog.format.PluginIds;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * What an operator may type for a plugin: its id, or the last parts of it with hyphens or dots between them.
 */
final class ShortNames {
    private ShortNames() {}

    /** What names are looked for in, and where an operator sees them all. */
    enum Among {
        INSTALLED("is installed; ./tenon plugin list shows those that are"),
        OFFERED("is installed or offered by the marketplace; ./tenon plugin search shows those that are"),
        SETTABLE("has settings; ./tenon config show lists those that have");

        private final String absence;

        Among(String absence) {
            this.absence = absence;
        }
    }

    /**
     * Finds the id that somebody means.
     *
     * @throws AdminException if none or several match; the message names the candidates or the nearest
     */
    static String resolve(String typed, Collection<String> ids, Among among) {
        if (ids.contains(typed)) {
            return typed;
        }
        String tail = typed.replace('-', '.');
        List<String> matches = new TreeSet<>(ids)
                .stream()
                        .filter(id -> !tail.isEmpty()
                                && (id.replace('-', '.').equals(tail)
                                        || id.replace('-', '.').endsWith("." + tail)))
                        .toList();
        if (matches.size() == 1) {
            return matches.get(0);
        }
        if (matches.size() > 1) {
            throw new AdminException(
                    Reason.AMBIGUOUS, "'" + typed + "' may be " + String.join(" or ", matches) + ": give the whole id");
        }
        String hint = Nearest.to(typed, ids, PluginIds::shortName)
                .map(id -> "; did you mean " + PluginIds.shortName(id) + "?")
                .orElse("");
        throw new AdminException(Reason.UNKNOWN, "no plugin '" + typed + "' " + among.absence + hint);
    }
}
