// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.api.model.InstalledModel;
import java.util.Comparator;
import org.osgi.framework.Bundle;

/**
 * A model that a bundle brought along.
 *
 * @param model what plugins see
 * @param bundle whose it is
 */
record BundledModel(InstalledModel model, Bundle bundle) {
    /** The newest version of a bundle last. */
    static final Comparator<BundledModel> BY_AGE = Comparator.comparing(
                    (BundledModel each) -> each.bundle().getVersion())
            .thenComparing(each -> each.bundle().getBundleId());

    String id() {
        return model.descriptor().id();
    }
}
