// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.util.Hashtable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Delivers the settings as soon as Config Admin is there. An activator, not a component: the host starts Config Admin
 * and this bundle first, so that every component, whoever runs components, finds its settings when it begins.
 */
public final class SettingsStart implements BundleActivator {
    private ServiceTracker<ConfigurationAdmin, SettingsFiles> tracker;

    @Override
    public void start(BundleContext context) {
        BundleContext system =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getBundleContext();
        tracker = new ServiceTracker<>(context, ConfigurationAdmin.class, null) {
            @Override
            public SettingsFiles addingService(ServiceReference<ConfigurationAdmin> reference) {
                SettingsFiles files = new SettingsFiles(
                        new SettingsFolder(new Platform(context).home()),
                        new SettingSchemas(system),
                        new ConfigAdminPort(context.getService(reference)));
                system.addBundleListener(files);
                files.reload();
                context.registerService(SettingsFiles.class, files, new Hashtable<>());
                return files;
            }

            @Override
            public void removedService(ServiceReference<ConfigurationAdmin> reference, SettingsFiles files) {
                system.removeBundleListener(files);
                context.ungetService(reference);
            }
        };
        tracker.open();
    }

    @Override
    public void stop(BundleContext context) {
        tracker.close();
    }
}
