// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.runtime.ModelListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who hold something of a model, looked up when one goes: a reference of the store to the scheduler, which needs
 * the store, would be a circle.
 */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final BundleContext context;

    Listeners(BundleContext context) {
        this.context = context;
    }

    /** Tells each; one that fails keeps no other from hearing. */
    void removed(InstalledModel model) {
        try {
            for (ServiceReference<ModelListener> reference : context.getServiceReferences(ModelListener.class, null)) {
                ModelListener listener = context.getService(reference);
                if (listener != null) {
                    tell(listener, model);
                    context.ungetService(reference);
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter is given", e);
        }
    }

    private static void tell(ModelListener listener, InstalledModel model) {
        try {
            listener.removed(model);
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} did not let go of model {}",
                    listener,
                    model.descriptor().id(),
                    e);
        }
    }
}
