// SPDX-License-Identifier: Apache-2.0
package dev.tenon.catalog.format;

import java.util.Arrays;

/** How people write plugin ids. */
public final class PluginIds {
    private static final int NAMESPACE_PARTS = 2;

    private PluginIds() {}

    /**
     * Returns what an operator may type for a plugin: {@code skill-image-label} for {@code dev.tenon.skill.image.label}.
     *
     * @param id a plugin's id
     * @return the parts after the first two, joined by hyphens; the last part where there are no more than two
     */
    public static String shortName(String id) {
        String[] parts = id.split("\\.");
        int from = Math.min(NAMESPACE_PARTS, parts.length - 1);
        return String.join("-", Arrays.copyOfRange(parts, from, parts.length));
    }
}
