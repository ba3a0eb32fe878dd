// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A real Felix with DS, HTTP and the bundles under test, set up as the host sets it up. Packages of {@code dev.tenon}
 * APIs come from the test's class path, so that a test can register fakes.
 */
public final class TestContainer implements AutoCloseable {
    /** What every test's home has in {@code run/token}. */
    public static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private static final List<String> LIBRARIES = List.of(
            "org.osgi.util.function",
            "org.osgi.util.promise",
            "org.osgi.service.component-",
            "org.apache.felix.configadmin",
            "org.apache.felix.scr",
            "org.apache.felix.http.servlet-api",
            "commons-io",
            "commons-fileupload",
            "org.apache.felix.http.jetty12");
    private static final List<String> SHARED =
            List.of("slf4j-api", "jackson-annotations", "jackson-core", "jackson-databind");

    /** What bundles need of the house, unless the test offers it itself. */
    private static final List<String> HOUSE = List.of("tenon-api-", "tenon-runtime-", "tenon-leases-");

    private final Framework framework;

    private TestContainer(Framework framework) {
        this.framework = framework;
    }

    /**
     * Starts a container.
     *
     * @param home gets {@code run/token} and the container's cache
     * @param settings framework properties beside the usual ones
     * @param sharedPackages of the test's class path that bundles see, each with its version clause
     * @param bundles to be started, folders or jars
     * @return the container, every bundle active
     * @throws BundleException if a bundle does not start
     * @throws IOException if the home cannot be written
     */
    public static TestContainer start(
            Path home, Map<String, String> settings, List<String> sharedPackages, List<Path> bundles)
            throws BundleException, IOException {
        Files.createDirectories(home.resolve("run"));
        Files.writeString(home.resolve("run/token"), TOKEN + "\n");
        Map<String, String> properties = new TreeMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, home.resolve("cache").toString());
        properties.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        properties.put("org.apache.felix.http.host", "127.0.0.1");
        properties.put("org.osgi.service.http.port", "0");
        properties.put("tenon.home", home.toString());
        properties.put("tenon.version", "1.0.0");
        List<String> packages = new ArrayList<>(sharedPackages);
        for (String library : SHARED) {
            packages.add(exports(library));
        }
        for (String part : HOUSE) {
            String exports = exports(part);
            if (!String.join(",", packages).contains(exports.substring(0, exports.indexOf(';')))) {
                packages.add(exports);
            }
        }
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, String.join(",", packages));
        properties.put(Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA, "tenon.host;version:Version=1.0.0");
        properties.putAll(settings);
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(properties);
        framework.init();
        List<Bundle> installed = new ArrayList<>();
        for (Path path : Stream.concat(LIBRARIES.stream().map(TestContainer::classPathEntry), bundles.stream())
                .toList()) {
            installed.add(framework.getBundleContext().installBundle("reference:" + path.toUri()));
        }
        framework.start();
        for (Bundle bundle : installed) {
            bundle.start();
        }
        return new TestContainer(framework);
    }

    /**
     * Finds a library.
     *
     * @param name start of its file name
     * @return a jar or folder of the class path
     */
    public static Path classPathEntry(String name) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith(name)
                        && !path.getFileName().toString().endsWith("-tests.jar"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " is not on the class path"));
    }

    /**
     * Reads what a library of the class path exports.
     *
     * @param name start of its file name
     * @return its header {@code Export-Package}
     * @throws IOException if it cannot be read
     */
    public static String exports(String name) throws IOException {
        try (JarFile jar = new JarFile(classPathEntry(name).toFile())) {
            return jar.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
        }
    }

    /**
     * Returns the system bundle's context.
     *
     * @return to register fakes with
     */
    public BundleContext context() {
        return framework.getBundleContext();
    }

    /**
     * Returns where the server listens.
     *
     * @return without a slash at the end; empty if it does not
     */
    public String url() {
        try {
            ServiceReference<?>[] runtimes =
                    context().getAllServiceReferences("org.osgi.service.servlet.runtime.HttpServiceRuntime", null);
            return runtimes == null
                    ? ""
                    : ((String[]) runtimes[0].getProperty("osgi.http.endpoint"))[0].replaceFirst("/$", "");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("there is no filter", e);
        }
    }

    /**
     * Waits for a service.
     *
     * @param filter what it is registered as
     * @throws InterruptedException if the test is ended
     */
    public void await(String filter) throws InterruptedException {
        try {
            ServiceTracker<Object, Object> tracker =
                    new ServiceTracker<>(context(), FrameworkUtil.createFilter(filter), null);
            tracker.open(true);
            Object found = tracker.waitForService(TimeUnit.SECONDS.toMillis(10));
            tracker.close();
            if (found == null) {
                throw new IllegalStateException("no service " + filter + " after 10 s");
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(filter, e);
        }
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
