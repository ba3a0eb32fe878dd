// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;

/** Knows the class loader of every bundle that was ever resolved since this listens, without holding it. */
final class LoaderWatch implements SynchronousBundleListener {
    private static final int COLLECTIONS = 3;
    private static final long PAUSE_MILLIS = 100;

    private final List<Loader> loaders = new ArrayList<>();
    private final AtomicReference<@Nullable ClassLoader> held = new AtomicReference<>();
    private final BundleContext context;
    private final Duration patience;
    private boolean hold;

    private record Loader(String name, WeakReference<ClassLoader> loader) {}

    private LoaderWatch(BundleContext context, Duration patience) {
        this.context = context;
        this.patience = patience;
    }
    /**
     * Watches those that are there, and those to come.
     *
     * @param context of the system bundle
     * @param patience how long what is retired may take to go
     */
    static LoaderWatch over(BundleContext context, Duration patience) {
        LoaderWatch watch = new LoaderWatch(context, patience);
        Arrays.stream(context.getBundles()).skip(1).forEach(watch::add);
        context.addBundleListener(watch);
        return watch;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.RESOLVED) {
            add(event.getBundle());
        }
    }

    private synchronized void add(Bundle bundle) {
        ClassLoader loader = loader(bundle);
        if (loader != null) {
            loaders.add(new Loader(bundle.getSymbolicName() + " " + bundle.getVersion(), new WeakReference<>(loader)));
            if (hold) {
                held.set(loader);
                hold = false;
            }
        }
    }

    private static @Nullable ClassLoader loader(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return wiring == null ? null : wiring.getClassLoader();
    }

    /** The planted fault: the next one that comes is never let go. */
    synchronized void holdNext() {
        hold = true;
    }

    /** Returns the names of those that are retired and still reachable, after three collections and some time. */
    List<String> alive() throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        List<String> alive;
        int collections = 0;
        do {
            System.gc();
            collections++;
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            alive = retired().stream()
                    .filter(each -> each.loader().get() != null)
                    .map(Loader::name)
                    .toList();
        } while (collections < COLLECTIONS || !alive.isEmpty() && System.nanoTime() < end);
        return alive;
    }

    /** Says how many of a bundle's were retired. */
    long retired(String symbolicName) {
        return retired().stream()
                .filter(each -> each.name().startsWith(symbolicName + " "))
                .count();
    }

    /** All but those with which the installed bundles run now. */
    private synchronized List<Loader> retired() {
        Set<ClassLoader> current = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Bundle bundle : context.getBundles()) {
            ClassLoader loader = loader(bundle);
            if (loader != null) {
                current.add(loader);
            }
        }
        return loaders.stream()
                .filter(each -> !current.contains(each.loader().get()))
                .toList();
    }
}
