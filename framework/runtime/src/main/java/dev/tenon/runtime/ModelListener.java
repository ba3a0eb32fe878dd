// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.api.model.InstalledModel;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whoever holds something of a model (a session, mapped weights) registers this as a service and lets go of it in time.
 * Thread-safe.
 */
@ConsumerType
public interface ModelListener {
    /**
     * The model is no longer listed; its files are deleted once every listener has returned. Blocks until nothing of
     * the model is held, runs in flight included.
     *
     * @param model what was removed or replaced
     */
    void removed(InstalledModel model);
}
