// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.api.platform.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** {@code data/<id>/} of the bundle that uses the service. */
@Component(scope = ServiceScope.BUNDLE)
public final class PluginDataFolder implements DataFolder {
    private final Path path;

    /**
     * Names the folder of one bundle.
     *
     * @param context says which bundle asks
     */
    @Activate
    public PluginDataFolder(ComponentContext context) {
        Platform platform = new Platform(context.getBundleContext());
        path = platform.home().data().resolve(context.getUsingBundle().getSymbolicName());
    }

    @Override
    public Path path() {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
