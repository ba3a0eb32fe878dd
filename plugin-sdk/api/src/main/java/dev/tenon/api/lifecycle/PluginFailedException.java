// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.lifecycle;

/**
 * A plugin broke the contract of its extension point: it threw an exception of a class of its own or one that the method
 * does not declare, or handed back an object of a class that only it knows. The message names the class, and the stack
 * trace is that of the plugin where it threw one. The object itself stays behind: it would keep the plugin in memory.
 */
public class PluginFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message what happened, in one sentence
     */
    public PluginFailedException(String message) {
        super(message);
    }
}
