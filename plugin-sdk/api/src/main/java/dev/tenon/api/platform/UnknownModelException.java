// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.platform;

/** No model of that id is installed. */
public class UnknownModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String modelId;

    /**
     * Makes the refusal.
     *
     * @param modelId the id that nobody has
     */
    public UnknownModelException(String modelId) {
        super("no model '" + modelId + "' is installed; 'tenon model list' shows which are");
        this.modelId = modelId;
    }

    /**
     * Returns the id that was asked for.
     *
     * @return as it was given
     */
    public String modelId() {
        return modelId;
    }
}
