// SPDX-License-Identifier: Apache-2.0
package dev.tenon.catalog.format;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One capability or requirement of a bundle (OSGi Core 8, §3.3), in a form that JSON can carry.
 *
 * @param namespace such as {@code osgi.wiring.package}
 * @param attributes by name; empty for most requirements
 * @param directives by name, such as {@code filter}
 */
public record Clause(String namespace, Map<String, Value> attributes, Map<String, String> directives) {
    /** Copies, sorted by name. */
    public Clause {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        directives = Collections.unmodifiableMap(new TreeMap<>(directives));
    }

    /**
     * A typed attribute.
     *
     * @param type as in a manifest: {@code String}, {@code Version}, {@code Long}, {@code Double}, or {@code List<…>}
     *     of one of these
     * @param text as in a manifest; the items of a list are separated by commas, a comma within one is {@code \,}
     */
    public record Value(String type, String text) {}
}
