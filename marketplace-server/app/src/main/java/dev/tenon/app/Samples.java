// SPDX-License-Identifier: Apache-2.0
package dev.tenon.app;

import dev.tenon.catalog.format.Release;
import dev.tenon.publish.Publisher;
import dev.tenon.store.Account;
import dev.tenon.store.MarketStore;
import dev.tenon.store.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The distribution's own plugins, in the marketplace from its first start. */
final class Samples {
    private static final Logger LOG = LoggerFactory.getLogger(Samples.class);

    private final MarketStore store;
    private final Publisher publisher;
    private final Account tenon;

    Samples(MarketStore store, Publisher publisher, Account tenon) {
        this.store = store;
        this.publisher = publisher;
        this.tenon = tenon;
    }

    void publish(Path folder) throws StartException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(folder)) {
            jars = files.filter(file -> file.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new StartException("the samples " + folder + " cannot be read: name another folder", e);
        }
        jars.forEach(this::publishOne);
    }

    /** A sample that fails is no reason not to serve the others. */
    private void publishOne(Path jar) {
        try {
            if (taken(jar)) {
                return;
            }
            try (InputStream in = Files.newInputStream(jar)) {
                Release release = publisher.publish(tenon, in, Files.size(jar));
                LOG.info("Published the sample {} {}", release.id(), release.version());
            }
        } catch (RefusedException e) {
            LOG.warn("The sample {} is refused: {} {}", jar.getFileName(), e.getMessage(), e.reasons());
        } catch (IOException e) {
            LOG.warn("The sample {} cannot be read", jar.getFileName(), e);
        }
    }

    private boolean taken(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = file.getManifest();
            if (manifest == null) {
                return false;
            }
            Attributes main = manifest.getMainAttributes();
            String id = main.getValue("Bundle-SymbolicName");
            String version = main.getValue("Bundle-Version");
            return id != null && version != null && store.taken(id.split(";")[0].strip(), version.strip());
        }
    }
}
