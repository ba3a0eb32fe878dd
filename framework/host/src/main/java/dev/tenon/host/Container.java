// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import dev.tenon.generation.ContentStore;
import dev.tenon.generation.Generation;
import dev.tenon.generation.Home;
import dev.tenon.generation.HomeException;
import dev.tenon.generation.Member;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.felix.framework.Felix;
import org.apache.felix.framework.util.FelixConstants;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Felix framework. What runs in it is decided by the generation alone. */
final class Container {
    /** The API version that plugins require with the capability {@code tenon.host}. */
    static final String API_VERSION = "1.0.0";

    private static final Logger LOG = LoggerFactory.getLogger(Container.class);
    private static final String HTTP_RUNTIME = "org.osgi.service.servlet.runtime.HttpServiceRuntime";

    /** Takes a good part of a start, and neither waits for others nor they for it: it starts beside them. */
    private static final String HTTP_SERVER = "org.apache.felix.http.jetty12";

    /**
     * Started before all others: what hides plugins' services, and what gives each component its settings, must be there
     * before the component is. Then the server, so that it is beside as many as can be.
     */
    private static final List<String> FIRST =
            List.of("dev.tenon.leases", "org.apache.felix.configadmin", "dev.tenon.plugins", HTTP_SERVER);

    private static final Duration HTTP_LIMIT = Duration.ofSeconds(5);

    private final Home home;
    private final Path distribution;
    private final FelixCache cache;
    private final Framework framework;
    private final OldCaches oldCaches;

    private Container(Home home, Path distribution, FelixCache cache, Framework framework) {
        this.home = home;
        this.distribution = distribution;
        this.cache = cache;
        this.framework = framework;
        oldCaches = new OldCaches(cache);
    }

    /** Starts an empty framework. */
    static Container launch(Home home, Path distribution, int port) throws HomeException {
        FelixCache cache = new FelixCache(home);
        cache.setAside();
        Map<String, Object> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, cache.folder().toString());
        settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        settings.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SystemPackages.ofClassPath());
        settings.put(
                Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA, "tenon.host;version:Version=\"" + API_VERSION + "\"");
        settings.put(FelixConstants.LOG_LOGGER_PROP, new FelixLog());
        settings.put(FelixConstants.LOG_LEVEL_PROP, "2");
        settings.put("tenon.home", home.root().toString());
        settings.put("tenon.distribution", distribution.toString());
        settings.put("tenon.version", API_VERSION);
        settings.put("tenon.port", Integer.toString(port));
        settings.put("org.apache.felix.http.host", "127.0.0.1");
        settings.put("org.osgi.service.http.port", Integer.toString(port));
        settings.put("org.apache.felix.http.jetty.sendServerHeader", "false");
        Felix framework = new Felix(settings);
        try {
            framework.init();
            UsesOfTheGone.watch(framework);
            framework.start();
        } catch (BundleException e) {
            throw new HomeException(
                    "the container cannot start on " + home.root() + ": delete its folder cache and try again", e);
        }
        BundleNames.look(framework.getBundleContext());
        return new Container(home, distribution, cache, framework);
    }

    /**
     * Installs some members of a generation, then starts those that the operator did not disable, until the thread is
     * interrupted. A plugin that does not start is named in the log and left out: one plugin never keeps the others from
     * serving.
     *
     * @param beforeEach is run before each that is installed or started
     */
    void start(Generation generation, Predicate<Member> isMeant, Runnable beforeEach) {
        StuckPlugins stuck = StuckPlugins.of(home, generation);
        Map<Member, Bundle> bundles = install(generation, isMeant, beforeEach);
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        // as one set: each start by itself would resolve beside all that runs already
        framework.adapt(FrameworkWiring.class).resolveBundles(bundles.values());
        List<Thread> beside = new ArrayList<>();
        try {
            start(bundles, stuck, beforeEach, beside);
        } finally {
            beside.forEach(Starts::join);
        }
    }

    private void start(Map<Member, Bundle> bundles, StuckPlugins stuck, Runnable beforeEach, List<Thread> beside) {
        Starts starts = new Starts(stuck);
        bundles.forEach((member, bundle) -> {
            beforeEach.run();
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            if (stuck.contains(member)) {
                LOG.error(
                        "{} {} is left out, because its last start did not end: update or remove it",
                        member.symbolicName(),
                        member.version());
            } else if (member.symbolicName().equals(HTTP_SERVER)) {
                beside.add(starts.startBeside(member, bundle));
            } else {
                starts.start(member, bundle);
            }
        });
    }

    /**
     * Installs all and resolves it as one set, without starting any. Says why of each that does not resolve, though it
     * is to be started.
     */
    Map<Member, String> unresolved(List<Member> members, Generation marks) {
        Map<Member, String> unresolved = new LinkedHashMap<>();
        Map<Member, Bundle> bundles = new LinkedHashMap<>();
        members.forEach(member -> {
            try {
                bundles.put(member, install(member));
            } catch (BundleException e) {
                unresolved.put(member, "cannot be installed (" + e.getMessage() + ")");
            }
        });
        framework.adapt(FrameworkWiring.class).resolveBundles(bundles.values());
        bundles.forEach((member, bundle) -> {
            if (bundle.getState() == Bundle.INSTALLED
                    && !marks.plugin(member.symbolicName()).disabled()) {
                unresolved.put(
                        member, Unmet.of(bundle, framework.getBundleContext().getBundles()));
            }
        });
        return unresolved;
    }

    /**
     * Checks that all of the distribution runs.
     *
     * @throws HomeException if a bundle of it does not
     */
    void checkOurs(Generation generation) throws HomeException {
        for (Member member : generation.members()) {
            if (member.origin() != Member.Origin.DISTRIBUTION
                    || generation.plugin(member.symbolicName()).disabled()) {
                continue;
            }
            Bundle bundle = framework.getBundleContext().getBundle(member.location(content(), distribution));
            boolean runs = bundle != null
                    && ((bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0 || Starts.isFragment(bundle));
            if (!runs) {
                throw new HomeException(member.symbolicName() + " " + member.version() + " does not start: "
                        + LogSetup.FILE_NAME + " in the folder log of the home says why");
            }
        }
    }

    /** Starts all, but what is held back is installed and not started. */
    void startWithout(Generation generation, Predicate<Member> isHeldBack) {
        Starts starts = new Starts(StuckPlugins.of(home, generation));
        install(generation, member -> true, () -> {}).forEach((member, bundle) -> {
            if (!isHeldBack.test(member)) {
                starts.start(member, bundle);
            }
        });
    }

    /** Installs; returns those to start, in the order in which they start. */
    private Map<Member, Bundle> install(Generation generation, Predicate<Member> isMeant, Runnable beforeEach) {
        Map<Member, Bundle> bundles = new LinkedHashMap<>();
        generation.members().stream()
                .filter(isMeant)
                .sorted(Comparator.comparingInt(member ->
                        FIRST.contains(member.symbolicName()) ? FIRST.indexOf(member.symbolicName()) : FIRST.size()))
                .takeWhile(member -> !Thread.currentThread().isInterrupted())
                .forEach(member -> {
                    beforeEach.run();
                    try {
                        bundles.put(member, install(member));
                    } catch (BundleException e) {
                        LOG.error("{} {} is left out", member.symbolicName(), member.version(), e);
                    }
                });
        bundles.keySet()
                .removeIf(member -> generation.plugin(member.symbolicName()).disabled());
        return bundles;
    }

    private Bundle install(Member member) throws BundleException {
        cache.forgetNextId();
        return framework.getBundleContext().installBundle(member.location(content(), distribution));
    }

    /** Waits until the HTTP server listens. */
    String awaitUrl(int port) throws HomeException, InterruptedException {
        ServiceTracker<Object, Object> tracker = new ServiceTracker<>(framework.getBundleContext(), HTTP_RUNTIME, null);
        tracker.open(true);
        try {
            tracker.waitForService(HTTP_LIMIT.toMillis());
            ServiceReference<Object> runtime = tracker.getServiceReference();
            Object endpoints = runtime == null ? null : runtime.getProperty("osgi.http.endpoint");
            if (endpoints instanceof String[] addresses && addresses.length > 0) {
                return addresses[0].replaceAll("/$", "");
            }
        } finally {
            tracker.close();
        }
        throw new HomeException("the HTTP server does not listen on 127.0.0.1:" + port + ": " + LogSetup.FILE_NAME
                + " in the folder log of the home says why");
    }

    private ContentStore content() {
        return new ContentStore(home);
    }

    Framework framework() {
        return framework;
    }

    /** Deletes what earlier hosts left, while this one serves; not once it stops. */
    void deleteOldCaches() {
        oldCaches.delete();
    }

    /** Stops the framework, waiting no longer than the limit. */
    void stop(Duration limit) {
        try {
            oldCaches.stop();
            framework.stop();
            framework.waitForStop(limit.toMillis());
            oldCaches.await(limit);
        } catch (BundleException e) {
            LOG.warn("The container does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
