// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.util.Objects;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/**
 * Which release of which plugin a service comes from. A plugin's service stands behind a front, which another bundle
 * registers, and the front's properties say whose it is.
 *
 * @param pluginId the plugin's id, which is its Bundle-SymbolicName
 * @param version of the release that serves now
 */
public record ServiceOrigin(String pluginId, Version version) {
    /** Property of a front: the plugin's id, a {@code String}. */
    public static final String PLUGIN_ID = "tenon.plugin.id";

    /** Property of a front: the version of the release behind it, a {@code String} as OSGi writes it. */
    public static final String PLUGIN_VERSION = "tenon.plugin.version";

    /**
     * Reads whose a service is.
     *
     * @param reference of any service
     * @return what its front says, or the bundle that registers it; the empty id once it is gone
     */
    public static ServiceOrigin of(ServiceReference<?> reference) {
        if (reference.getProperty(PLUGIN_ID) instanceof String id) {
            return new ServiceOrigin(
                    id, Version.parseVersion(Objects.toString(reference.getProperty(PLUGIN_VERSION), "")));
        }
        Bundle bundle = reference.getBundle();
        return bundle == null
                ? new ServiceOrigin("", Version.emptyVersion)
                : new ServiceOrigin(bundle.getSymbolicName(), bundle.getVersion());
    }
}
