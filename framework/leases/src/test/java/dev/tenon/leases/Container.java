// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/** A real Felix in which the fronts are, and bundles of {@link Fixture}. */
final class Container {
    private static final List<String> API = List.of(
            "backend", "device", "health", "lifecycle", "model", "quantizer", "router", "skill", "source", "tensor");
    private static final List<String> CLASSES = List.of(
            "Fixture",
            "Fixture$OwnException",
            "Fixture$OwnNumber",
            "Fixture$OwnRecord",
            "Fixture$Talker",
            "Fixture$Counter",
            "Fixture$Dial",
            "Fixture$Chooser",
            "Fixture$Taste",
            "Fixture$Well",
            "Fixture$Engine",
            "Fixture$Heir",
            "Fixture$Run");

    final Leases leases;
    /** What a bundle that is no plugin sees. */
    final BundleContext consumer;

    private final Felix felix;

    Container(Path folder) throws BundleException, IOException {
        Map<String, Object> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, folder.resolve("felix").toString());
        settings.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
        StringBuilder packages = new StringBuilder("org.slf4j");
        API.forEach(name -> packages.append(",dev.tenon.api.").append(name));
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, packages.toString());
        settings.put(Constants.FRAMEWORK_BUNDLE_PARENT, Constants.FRAMEWORK_BUNDLE_PARENT_FRAMEWORK);
        felix = new Felix(settings);
        felix.start();
        new LeasesActivator().start(felix.getBundleContext());
        leases = felix.getBundleContext().getService(felix.getBundleContext().getServiceReference(Leases.class));
        Bundle user = felix.getBundleContext().installBundle("user", jar("org.example.user", "1.0.0", false, Map.of()));
        user.start();
        consumer = user.getBundleContext();
    }

    /** Installs a plugin without starting it. */
    Bundle install(String id, String version, String... services) throws BundleException, IOException {
        Map<String, String> headers = Map.of(
                Fixture.SERVICES, String.join(",", services), Constants.BUNDLE_ACTIVATOR, Fixture.class.getName());
        return felix.getBundleContext().installBundle(id + " " + version, jar(id, version, true, headers));
    }

    /** Starts a plugin at once, as the host does. */
    Bundle start(String id, String version, String... services) throws BundleException, IOException {
        Bundle bundle = install(id, version, services);
        bundle.start();
        return bundle;
    }

    /** Starts a plugin that nobody sees yet. */
    Bundle stage(String id, String version, String... services) throws BundleException, IOException {
        Bundle bundle = install(id, version, services);
        leases.stage(bundle);
        bundle.start();
        return bundle;
    }

    /** Stops, uninstalls and refreshes. */
    void retire(Bundle bundle) throws BundleException, InterruptedException {
        bundle.uninstall();
        CountDownLatch done = new CountDownLatch(1);
        felix.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> done.countDown());
        if (!done.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the refresh does not end");
        }
    }

    <S> S service(Class<S> type) {
        return consumer.getService(consumer.getServiceReference(type));
    }

    private static InputStream jar(String name, String version, boolean isPlugin, Map<String, String> headers)
            throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", version);
        StringBuilder imports = new StringBuilder("org.osgi.framework");
        API.forEach(each -> imports.append(",dev.tenon.api.").append(each));
        main.putValue("Import-Package", imports.toString());
        if (isPlugin) {
            main.putValue("Provide-Capability", "tenon.plugin;tenon.plugin=\"" + name + "\"");
        }
        headers.forEach(main::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (String type : CLASSES) {
                String path = "dev/tenon/leases/" + type + ".class";
                jar.putNextEntry(new JarEntry(path));
                try (InputStream in = Container.class.getClassLoader().getResourceAsStream(path)) {
                    in.transferTo(jar);
                }
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    void close() throws BundleException, InterruptedException {
        felix.stop();
        felix.waitForStop(10_000);
    }
}
