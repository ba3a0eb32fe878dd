// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final long PAUSE_MILLIS = 200;
    private static final long PATIENCE_SECONDS = 10;

    private final List<Loader> loaders = new ArrayList<>();
    private final AtomicReference<@Nullable ClassLoader> held = new AtomicReference<>();
    private boolean hold;

    private LoaderWatch() {}

    private record Loader(long bundle, String name, WeakReference<ClassLoader> loader) {}

    /** Watches those that are there, and those to come. */
    static LoaderWatch over(BundleContext context) {
        LoaderWatch watch = new LoaderWatch();
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
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        ClassLoader loader = wiring == null ? null : wiring.getClassLoader();
        if (loader != null) {
            String name = bundle.getSymbolicName() + " " + bundle.getVersion();
            loaders.add(new Loader(bundle.getBundleId(), name, new WeakReference<>(loader)));
            if (hold) {
                held.set(loader);
                hold = false;
            }
        }
    }

    /** The planted fault: the next one that comes is never let go. */
    synchronized void holdNext() {
        hold = true;
    }

    /** Returns the bundles that are gone and whose loaders are not, after three collections and some time. */
    List<String> alive(Set<Long> installed) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        List<String> alive;
        int collections = 0;
        do {
            System.gc();
            collections++;
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            alive = reachable(installed);
        } while (collections < COLLECTIONS || !alive.isEmpty() && System.nanoTime() < end);
        return alive;
    }

    private synchronized List<String> reachable(Set<Long> installed) {
        return loaders.stream()
                .filter(each ->
                        !installed.contains(each.bundle()) && each.loader().get() != null)
                .map(Loader::name)
                .toList();
    }

    /** Says how many bundles of a name came and went. */
    synchronized long retired(String symbolicName, Set<Long> installed) {
        return loaders.stream()
                .filter(each -> each.name().startsWith(symbolicName + " ") && !installed.contains(each.bundle()))
                .count();
    }
}
