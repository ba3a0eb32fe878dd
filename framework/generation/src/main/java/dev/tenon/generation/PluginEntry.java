// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import java.util.List;
import java.util.Objects;

/**
 * What a generation says of a plugin besides its bundle.
 *
 * @param dataVersion form of its data, as the release that wrote them declares it
 * @param dataCopy which copy of its data folder it uses, 0 for the first
 * @param grantedTo SHA-256 of the release for which the operator accepted the permissions, empty if none
 * @param grants the permissions accepted: declared, not enforced
 * @param pinned OSGi version range that updates must stay in, empty for any
 * @param held whether it is not updated at all
 * @param disabled whether it stays installed without being started
 */
public record PluginEntry(
        int dataVersion,
        int dataCopy,
        String grantedTo,
        List<String> grants,
        String pinned,
        boolean held,
        boolean disabled) {
    /** Nothing to say. */
    public static final PluginEntry NONE = new PluginEntry(0, 0, "", List.of(), "", false, false);

    /**
     * Copies; what a file lacks is empty.
     *
     * @throws IllegalArgumentException if the number of the data copy is below 0: it becomes a path
     */
    public PluginEntry {
        grantedTo = Objects.requireNonNullElse(grantedTo, "");
        grants = List.copyOf(Objects.requireNonNullElse(grants, List.of()));
        pinned = Objects.requireNonNullElse(pinned, "");
        if (dataCopy < 0) {
            throw new IllegalArgumentException("not the number of a data copy: " + dataCopy);
        }
    }

    /**
     * Binds grants to a release.
     *
     * @param sha256 of the release
     * @param permissions what the operator accepted
     * @return a copy
     */
    public PluginEntry granted(String sha256, List<String> permissions) {
        return new PluginEntry(dataVersion, dataCopy, sha256, permissions, pinned, held, disabled);
    }

    /**
     * Names other data.
     *
     * @param version their form
     * @param copy which copy
     * @return a copy
     */
    public PluginEntry data(int version, int copy) {
        return new PluginEntry(version, copy, grantedTo, grants, pinned, held, disabled);
    }

    /**
     * Sets the operator's marks.
     *
     * @param range of updates, empty for any
     * @param hold whether it is not updated
     * @param disable whether it is not started
     * @return a copy
     */
    public PluginEntry marked(String range, boolean hold, boolean disable) {
        return new PluginEntry(dataVersion, dataCopy, grantedTo, grants, range, hold, disable);
    }

    /**
     * Returns what is left when the plugin is removed: where its data are.
     *
     * @return without grants and marks
     */
    public PluginEntry removed() {
        return NONE.data(dataVersion, dataCopy);
    }
}
