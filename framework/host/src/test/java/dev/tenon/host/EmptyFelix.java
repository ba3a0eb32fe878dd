// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import java.nio.file.Path;
import java.util.Map;
import org.apache.felix.framework.Felix;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** A real container without bundles. */
final class EmptyFelix {
    private EmptyFelix() {}

    /** Starts one with its cache in a folder. */
    static Felix in(Path folder) throws BundleException {
        Felix felix = new Felix(
                Map.of(Constants.FRAMEWORK_STORAGE, folder.resolve("felix").toString()));
        felix.start();
        return felix;
    }
}
