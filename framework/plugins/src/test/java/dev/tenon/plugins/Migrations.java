// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.api.lifecycle.DataMigration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** What the plugins of {@link DataTest} bring. */
public final class Migrations {
    private Migrations() {}

    /** Writes what it was asked for. */
    public static final class Good implements DataMigration {
        @Override
        public void migrate(Path folder, int from, int to) throws IOException {
            Files.writeString(folder.resolve("notes"), Files.readString(folder.resolve("notes")) + from + "to" + to);
        }
    }

    /** Does half of its work. */
    public static final class Bad implements DataMigration {
        @Override
        public void migrate(Path folder, int from, int to) throws IOException {
            Files.writeString(folder.resolve("notes"), "spoiled");
            throw new IOException("line 7 is no note");
        }
    }

    /** Stands for the old release, which writes once more while the new one is checked. */
    public static final class Busy implements BundleActivator {
        static volatile @Nullable Path file;

        @Override
        public void start(BundleContext context) throws IOException {
            Path old = file;
            file = null;
            if (old != null) {
                Files.writeString(old, "written late");
            }
        }

        @Override
        public void stop(BundleContext context) {}
    }
}
