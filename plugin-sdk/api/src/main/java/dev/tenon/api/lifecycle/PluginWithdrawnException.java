// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.lifecycle;

/**
 * The plugin that was called is gone, or was replaced and could not finish in the time that it was given. Nothing is
 * wrong with the call: asking again may help. Where an extension point has an exception of its own for that ({@code
 * SkillException.Reason.UNAVAILABLE}, {@code BackendException.Reason.CLOSED}, {@code IOException}) that one is thrown,
 * with this as its cause.
 */
public class PluginWithdrawnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pluginId;

    /**
     * Makes the error.
     *
     * @param pluginId the plugin's id
     * @param message what happened, in one sentence
     */
    public PluginWithdrawnException(String pluginId, String message) {
        super(message);
        this.pluginId = pluginId;
    }

    /**
     * Returns which plugin.
     *
     * @return its id
     */
    public String pluginId() {
        return pluginId;
    }
}
