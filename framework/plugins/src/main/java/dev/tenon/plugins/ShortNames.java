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

    /**
     * Finds the id that somebody means.
     *
     * @throws AdminException if none or several match; the message names the candidates or the nearest
     */
    static String resolve(String typed, Collection<String> ids, String where) {
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
                .orElse("; ./tenon plugin search shows what there is");
        throw new AdminException(Reason.UNKNOWN, "no plugin '" + typed + "' " + where + hint);
    }
}
