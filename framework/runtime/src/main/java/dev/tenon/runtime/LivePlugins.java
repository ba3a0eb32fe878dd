// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Bundle;

/**
 * Says which active plugins serve. A release that is staged runs and is looked at, but is nobody's yet; one that was
 * replaced still runs until its last call has ended. For whoever finds plugins by their bundles; services need not be
 * asked about. The service is modified whenever the answer changes for some bundle. Thread-safe.
 */
@ProviderType
public interface LivePlugins {
    /**
     * Says whether a bundle serves.
     *
     * @param bundle any active bundle
     * @return false if it is staged or was replaced
     */
    boolean serves(Bundle bundle);
}
