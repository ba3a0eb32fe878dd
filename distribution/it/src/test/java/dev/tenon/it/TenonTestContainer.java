// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import dev.tenon.host.Host;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.TestAddress;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestContainerException;
import org.ops4j.pax.exam.options.SystemPropertyOption;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The distribution as built, started by its own launcher on a home of its own, with Pax Exam's bundles installed beside
 * what the generation names. Fails if any of them does not resolve.
 */
final class TenonTestContainer implements TestContainer {
    private static final long INVOKER_LIMIT_MS = 20_000;
    private static final String INVOKER = "org.ops4j.pax.exam.ProbeInvoker";

    private final ExamSystem system;
    private final Deque<Bundle> installed = new ArrayDeque<>();
    private Path home;
    private Host host;
    private Bundle probe;

    TenonTestContainer(ExamSystem system) {
        this.system = system;
    }

    @Override
    public synchronized TestContainer start() {
        for (SystemPropertyOption option : system.getOptions(SystemPropertyOption.class)) {
            System.setProperty(option.getKey(), option.getValue());
        }
        try {
            home = Work.folder("home");
            host = Host.start(home, Work.distribution(), 0);
            System.setProperty("tenon.it.url", host.url());
            startAll(installExamBundles());
        } catch (IOException | BundleException e) {
            stop();
            throw new TestContainerException("the host does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestContainerException(e);
        }
        return this;
    }

    private List<Bundle> installExamBundles() throws IOException, BundleException {
        List<Bundle> bundles = new ArrayList<>();
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty("tenon.it.exam")))) {
            for (Path jar : jars.sorted().toList()) {
                bundles.add(context().installBundle("reference:" + jar.toUri()));
            }
        }
        return bundles;
    }

    private static void startAll(List<Bundle> bundles) throws BundleException {
        for (Bundle bundle : bundles) {
            bundle.start();
        }
    }

    @Override
    public long install(InputStream stream) {
        return install("exam:" + installed.size(), stream);
    }

    @Override
    public synchronized long install(String location, InputStream stream) {
        try {
            Bundle bundle = context().installBundle(location, stream);
            installed.push(bundle);
            bundle.start();
            return bundle.getBundleId();
        } catch (BundleException e) {
            throw new TestContainerException("the bundle " + location + " does not start", e);
        }
    }

    @Override
    public synchronized long installProbe(InputStream stream) {
        long id = install("exam:probe", stream);
        probe = installed.pop();
        return id;
    }

    @Override
    public synchronized void uninstallProbe() {
        try {
            probe.uninstall();
        } catch (BundleException e) {
            throw new TestContainerException("the probe does not leave", e);
        }
    }

    /** The invoker's type is the container's, not ours: only types of the JDK cross. */
    @Override
    public synchronized void call(TestAddress address) {
        Object invoker = awaitInvoker(address.root().identifier());
        try {
            invoker.getClass().getMethod("call", Object[].class).invoke(invoker, (Object) address.arguments());
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            throw new TestContainerException(cause.getMessage(), cause.getCause() == null ? cause : cause.getCause());
        } catch (ReflectiveOperationException e) {
            throw new TestContainerException("another Pax Exam runs in the container", e);
        }
    }

    private Object awaitInvoker(String signature) {
        String filter = "(&(objectClass=" + INVOKER + ")(Probe-Signature=" + signature + "))";
        try {
            ServiceTracker<Object, Object> tracker =
                    new ServiceTracker<>(context(), FrameworkUtil.createFilter(filter), null);
            tracker.open(true);
            Object invoker = tracker.waitForService(INVOKER_LIMIT_MS);
            tracker.close();
            if (invoker == null) {
                throw new TestContainerException("nobody offers " + filter);
            }
            return invoker;
        } catch (InvalidSyntaxException e) {
            throw new TestContainerException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestContainerException(e);
        }
    }

    @Override
    public synchronized TestContainer stop() {
        if (host != null) {
            host.close();
            host = null;
            Work.delete(home);
        }
        return this;
    }

    private BundleContext context() {
        return host.framework().getBundleContext();
    }
}
