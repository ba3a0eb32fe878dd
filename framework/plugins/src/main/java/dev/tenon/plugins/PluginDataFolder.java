// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.api.platform.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.osgi.framework.Bundle;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The data folder of the bundle that uses the service. */
@Component(scope = ServiceScope.BUNDLE)
public final class PluginDataFolder implements DataFolder {
    private final Bundle bundle;
    private final DataCopies copies;

    /**
     * Names the folder of one bundle.
     *
     * @param context says which bundle asks
     * @param copies knows which copy is its
     */
    @Activate
    public PluginDataFolder(ComponentContext context, @Reference DataCopies copies) {
        bundle = context.getUsingBundle();
        this.copies = copies;
    }

    @Override
    public Path path() {
        try {
            return copies.folder(bundle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
