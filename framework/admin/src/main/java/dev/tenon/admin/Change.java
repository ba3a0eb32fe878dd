// SPDX-License-Identifier: Apache-2.0
package dev.tenon.admin;

import java.util.Set;

/**
 * What an operator wants changed.
 *
 * @param action what to do
 * @param plugin a plugin's id, or the last parts of one ({@code skill-units}) where they are unique; for {@link
 *     Action#INSTALL} also the path of a jar on this machine, for {@link Action#ROLLBACK} the number of a generation
 *     or empty for the one before the current, for {@link Action#IMPORT} the path of a lock file
 * @param versions a version for that release alone, an OSGi version range, or empty for any
 * @param options what the operator says besides
 * @param accepted SHA-256 of each release whose permissions the operator saw in a {@link Plan} and grants
 */
public record Change(Action action, String plugin, String versions, Set<Option> options, Set<String> accepted) {
    /** What to do. */
    public enum Action {
        /** Add a plugin. */
        INSTALL,
        /** Replace a plugin by its newest release, or by the newest in the range. */
        UPDATE,
        /** Take a plugin away. */
        REMOVE,
        /** Run what an earlier generation ran, with its settings and its data. */
        ROLLBACK,
        /** Let a plugin be updated within the range alone. */
        PIN,
        /** Let a pinned plugin be updated to any release. */
        UNPIN,
        /** Let a plugin not be updated. */
        HOLD,
        /** Let a held plugin be updated again. */
        UNHOLD,
        /** Stop a plugin and keep it installed. */
        DISABLE,
        /** Start a disabled plugin. */
        ENABLE,
        /** Make the installed plugins those of a lock file. */
        IMPORT
    }

    /** What an operator says besides. */
    public enum Option {
        /** A file that no marketplace signed may be installed. */
        UNSIGNED,
        /** With the plugin its data are deleted. */
        PURGE,
        /** Whatever permissions the releases ask for are granted. */
        ACCEPT
    }

    /** Copies. */
    public Change {
        options = Set.copyOf(options);
        accepted = Set.copyOf(accepted);
    }

    /**
     * A change that grants no release in particular.
     *
     * @param action what to do
     * @param plugin see above
     * @param versions a version for that release alone, an OSGi version range, or empty for any
     * @param options what the operator says besides
     */
    public Change(Action action, String plugin, String versions, Set<Option> options) {
        this(action, plugin, versions, options, Set.of());
    }

    /**
     * A change without options.
     *
     * @param action what to do
     * @param plugin see above
     * @param versions a version for that release alone, an OSGi version range, or empty for any
     */
    public Change(Action action, String plugin, String versions) {
        this(action, plugin, versions, Set.of());
    }
}
