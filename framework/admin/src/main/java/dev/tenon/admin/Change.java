// SPDX-License-Identifier: Apache-2.0
package dev.tenon.admin;

/**
 * What an operator wants changed.
 *
 * @param action what to do
 * @param plugin a plugin's id, the last parts of one ({@code skill-units}) where they are unique, or, for
 *     {@link Action#INSTALL}, the path of a jar on this machine
 * @param versions OSGi version range, or empty for any
 */
public record Change(Action action, String plugin, String versions) {
    /** What to do. */
    public enum Action {
        /** Add a plugin. */
        INSTALL,
        /** Replace a plugin by its newest release, or by the newest in the range. */
        UPDATE,
        /** Take a plugin away. */
        REMOVE
    }
}
