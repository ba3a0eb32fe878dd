// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.FrameworkWiring;

class UsesOfTheGoneTest {
    @TempDir
    Path folder;

    private Felix felix;

    @BeforeEach
    void start() throws Exception {
        felix = EmptyFelix.in(folder);
        felix.getBundleContext().registerService(Runnable.class, () -> {}, null);
    }

    @AfterEach
    void stop() throws Exception {
        felix.stop();
        felix.waitForStop(TimeUnit.SECONDS.toMillis(20));
    }

    @Test
    void aBundleThatGaveBackWhatItUsedIsLetGo() throws Exception {
        UsesOfTheGone.watch(felix);
        assertThat(isLetGo(gone())).isTrue();
    }

    /** If this fails, Felix has learnt it and {@link UsesOfTheGone} can be deleted. */
    @Test
    void felixAloneHoldsIt() throws Exception {
        assertThat(isLetGo(gone())).isFalse();
    }

    private WeakReference<Bundle> gone() throws Exception {
        Path jar = folder.resolve("user.jar");
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, "org.example.user");
        try (OutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.flush();
        }
        Bundle bundle = felix.getBundleContext().installBundle(jar.toUri().toString());
        bundle.start();
        BundleContext context = bundle.getBundleContext();
        ServiceReference<Runnable> reference = context.getServiceReference(Runnable.class);
        context.getService(reference).run();
        context.ungetService(reference);
        bundle.uninstall();
        felix.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle));
        return new WeakReference<>(bundle);
    }

    private static boolean isLetGo(WeakReference<Bundle> bundle) {
        long begun = System.nanoTime();
        while (bundle.get() != null && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(3)) {
            System.gc();
            Thread.onSpinWait();
        }
        return bundle.get() == null;
    }
}
