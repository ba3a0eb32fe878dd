// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

class LoaderWatchTest {
    private static final String ID = "org.example.plugin";

    @TempDir
    Path folder;

    private Framework framework;
    private LoaderWatch watch;

    @BeforeEach
    void start() throws BundleException {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString()));
        framework.start();
        watch = LoaderWatch.over(framework.getBundleContext(), Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void whatIsLetGoIsRetiredAndNotAlive() throws Exception {
        Bundle bundle = install();
        assertThat(watch.retired(ID)).isZero();
        remove(bundle);
        assertThat(watch.retired(ID)).isOne();
        assertThat(watch.alive()).isEmpty();
    }

    @Test
    void seesTheOldLoaderOfABundleThatWasOnlyRefreshed() throws Exception {
        Bundle bundle = install();
        refresh(bundle);
        bundle.start();
        assertThat(watch.retired(ID)).isOne();
    }

    @Test
    void noticesTheOneThatIsHeldOnPurpose() throws Exception {
        watch.holdNext();
        remove(install());
        assertThat(watch.alive()).containsExactly(ID + " 1.0.0");
    }

    private Bundle install() throws IOException, BundleException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", ID);
        main.putValue("Bundle-Version", "1.0.0");
        Path jar = folder.resolve("plugin.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        Bundle bundle = framework.getBundleContext().installBundle(jar.toUri().toString());
        bundle.start();
        return bundle;
    }

    private void remove(Bundle bundle) throws BundleException, InterruptedException {
        bundle.uninstall();
        refresh(bundle);
    }

    private void refresh(Bundle bundle) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        framework.adapt(FrameworkWiring.class).refreshBundles(Set.of(bundle), event -> done.countDown());
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
