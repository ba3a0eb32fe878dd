// SPDX-License-Identifier: Apache-2.0
package dev.tenon.admin;

import java.util.List;

/**
 * A plugin as the framework runs it now.
 *
 * @param id Bundle-SymbolicName
 * @param shortName the last parts of the id, as the shell takes them ({@code skill-units})
 * @param name for people
 * @param version three numbers
 * @param summary one sentence
 * @param categories see {@code TenonPlugin}
 * @param permissions declared, not yet enforced
 * @param state {@code active}, or what keeps it from serving
 * @param origin {@code distribution}, {@code marketplace} or {@code file}
 * @param newest newest release that the marketplace offers, empty if that is not newer
 * @param sha256 of the bundle
 * @param marks what the operator said of it
 * @param publisher who published it, in words; empty if that is not known
 */
public record InstalledPlugin(
        String id,
        String shortName,
        String name,
        String version,
        String summary,
        List<String> categories,
        List<String> permissions,
        String state,
        String origin,
        String newest,
        String sha256,
        Marks marks,
        String publisher) {
    /** Copies. */
    public InstalledPlugin {
        categories = List.copyOf(categories);
        permissions = List.copyOf(permissions);
    }

    /**
     * A plugin whose publisher is not known.
     *
     * @param id Bundle-SymbolicName
     * @param shortName the last parts of the id
     * @param name for people
     * @param version three numbers
     * @param summary one sentence
     * @param categories see {@code TenonPlugin}
     * @param permissions declared, not yet enforced
     * @param state {@code active}, or what keeps it from serving
     * @param origin {@code distribution}, {@code marketplace} or {@code file}
     * @param newest newest release that the marketplace offers, empty if that is not newer
     * @param sha256 of the bundle
     * @param marks what the operator said of it
     */
    public InstalledPlugin(
            String id,
            String shortName,
            String name,
            String version,
            String summary,
            List<String> categories,
            List<String> permissions,
            String state,
            String origin,
            String newest,
            String sha256,
            Marks marks) {
        this(id, shortName, name, version, summary, categories, permissions, state, origin, newest, sha256, marks, "");
    }

    /**
     * A plugin without marks.
     *
     * @param id Bundle-SymbolicName
     * @param shortName the last parts of the id
     * @param name for people
     * @param version three numbers
     * @param summary one sentence
     * @param categories see {@code TenonPlugin}
     * @param permissions declared, not yet enforced
     * @param state {@code active}, or what keeps it from serving
     * @param origin {@code distribution}, {@code marketplace} or {@code file}
     * @param newest newest release that the marketplace offers, empty if that is not newer
     * @param sha256 of the bundle
     */
    public InstalledPlugin(
            String id,
            String shortName,
            String name,
            String version,
            String summary,
            List<String> categories,
            List<String> permissions,
            String state,
            String origin,
            String newest,
            String sha256) {
        this(
                id,
                shortName,
                name,
                version,
                summary,
                categories,
                permissions,
                state,
                origin,
                newest,
                sha256,
                new Marks(false, "", false, false));
    }

    /**
     * What the operator said of a plugin.
     *
     * @param unsigned whether it was installed from a file, with nobody's signature
     * @param pinned range that updates must stay in, empty for any
     * @param held whether it is not updated
     * @param disabled whether it stays installed without being started
     */
    public record Marks(boolean unsigned, String pinned, boolean held, boolean disabled) {}
}
