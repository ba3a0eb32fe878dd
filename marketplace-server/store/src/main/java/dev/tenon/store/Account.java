// SPDX-License-Identifier: Apache-2.0
package dev.tenon.store;

import java.util.Set;
import java.util.TreeSet;

/**
 * On whose behalf a token acts.
 *
 * @param publisher the publisher's name
 * @param namespaces what the token may publish into; a subset of what the publisher owns
 */
public record Account(String publisher, Set<String> namespaces) {
    /** Copies. */
    public Account {
        namespaces = Set.copyOf(new TreeSet<>(namespaces));
    }

    /**
     * Whether a plugin lies in one of the token's namespaces.
     *
     * @param pluginId a Bundle-SymbolicName
     * @return true if the token's scope covers it
     */
    public boolean covers(String pluginId) {
        return namespaces.stream().anyMatch(namespace -> pluginId.startsWith(namespace + "."));
    }
}
