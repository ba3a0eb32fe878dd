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
 * @param publisher the marketplace's name for whoever published the release {@code grantedTo}, empty if it came from none
 *     or the generation is older than this knowledge
 * @param keyId of the key that signed that marketplace's index, empty likewise
 */
public record PluginEntry(
        int dataVersion,
        int dataCopy,
        String grantedTo,
        List<String> grants,
        String pinned,
        boolean held,
        boolean disabled,
        String publisher,
        String keyId) {
    /** Nothing to say. */
    public static final PluginEntry NONE = new PluginEntry(0, 0, "", List.of(), "", false, false, "", "");

    /**
     * Copies; what a file lacks is empty.
     *
     * @throws IllegalArgumentException if the number of the data copy is below 0: it becomes a path
     */
    public PluginEntry {
        grantedTo = Objects.requireNonNullElse(grantedTo, "");
        grants = List.copyOf(Objects.requireNonNullElse(grants, List.of()));
        pinned = Objects.requireNonNullElse(pinned, "");
        publisher = Objects.requireNonNullElse(publisher, "");
        keyId = Objects.requireNonNullElse(keyId, "");
        if (dataCopy < 0) {
            throw new IllegalArgumentException("not the number of a data copy: " + dataCopy);
        }
    }

    /**
     * Binds grants to a release that came from no marketplace.
     *
     * @param sha256 of the release
     * @param permissions what the operator accepted
     * @return a copy
     */
    public PluginEntry granted(String sha256, List<String> permissions) {
        return granted(sha256, permissions, "", "");
    }

    /**
     * Binds grants to a release.
     *
     * @param sha256 of the release
     * @param permissions what the operator accepted
     * @param by the marketplace's name for who published it, empty if it came from none
     * @param signer of the marketplace's index: the id of its key, empty if it came from none
     * @return a copy
     */
    public PluginEntry granted(String sha256, List<String> permissions, String by, String signer) {
        return new PluginEntry(dataVersion, dataCopy, sha256, permissions, pinned, held, disabled, by, signer);
    }

    /**
     * Names other data.
     *
     * @param version their form
     * @param copy which copy
     * @return a copy
     */
    public PluginEntry data(int version, int copy) {
        return new PluginEntry(version, copy, grantedTo, grants, pinned, held, disabled, publisher, keyId);
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
        return new PluginEntry(dataVersion, dataCopy, grantedTo, grants, range, hold, disable, publisher, keyId);
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
