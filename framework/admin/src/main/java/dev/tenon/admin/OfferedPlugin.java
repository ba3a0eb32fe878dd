// SPDX-License-Identifier: Apache-2.0
package dev.tenon.admin;

import java.util.List;

/**
 * A plugin that the marketplace offers, in its newest release.
 *
 * @param id Bundle-SymbolicName
 * @param shortName the last parts of the id
 * @param name for people
 * @param version three numbers
 * @param summary one sentence
 * @param categories see {@code TenonPlugin}
 * @param permissions declared, not yet enforced
 * @param bytes size of the download
 * @param installed version that runs here, empty if none
 * @param publisher the marketplace's name for who published it
 */
public record OfferedPlugin(
        String id,
        String shortName,
        String name,
        String version,
        String summary,
        List<String> categories,
        List<String> permissions,
        long bytes,
        String installed,
        String publisher) {
    /** Copies. */
    public OfferedPlugin {
        categories = List.copyOf(categories);
        permissions = List.copyOf(permissions);
    }

    /**
     * An offer whose publisher is not known.
     *
     * @param id Bundle-SymbolicName
     * @param shortName the last parts of the id
     * @param name for people
     * @param version three numbers
     * @param summary one sentence
     * @param categories see {@code TenonPlugin}
     * @param permissions declared, not yet enforced
     * @param bytes size of the download
     * @param installed version that runs here, empty if none
     */
    public OfferedPlugin(
            String id,
            String shortName,
            String name,
            String version,
            String summary,
            List<String> categories,
            List<String> permissions,
            long bytes,
            String installed) {
        this(id, shortName, name, version, summary, categories, permissions, bytes, installed, "");
    }
}
