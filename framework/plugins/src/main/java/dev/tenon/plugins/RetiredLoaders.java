// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Remembers the class loaders of bundles that were uninstalled, without holding them, their bundles or wirings. At most
 * {@value #MOST} that are still there: beyond that the oldest are forgotten. Thread-safe.
 */
@Component(service = RetiredLoaders.class)
public final class RetiredLoaders {
    static final int MOST = 1_000;

    private static final int ROUNDS = 5;
    private static final long PAUSE_MS = 50;

    private final Deque<Retired> retired = new ArrayDeque<>();
    private long count;

    /** Starts with none. */
    @Activate
    public RetiredLoaders() {}

    /** The class loader of a release that is gone. A heap dump is searched for instances of this class by their token. */
    static final class Retired extends WeakReference<ClassLoader> {
        private final String token = UUID.randomUUID().toString();
        private final String plugin;
        private final String version;
        private final Instant since;

        Retired(ClassLoader loader, String plugin, String version, Instant since) {
            super(loader);
            this.plugin = plugin;
            this.version = version;
            this.since = since;
        }

        String token() {
            return token;
        }

        String plugin() {
            return plugin;
        }

        String version() {
            return version;
        }

        Instant since() {
            return since;
        }
    }

    /** Remembers a bundle that is about to be uninstalled; one that was never resolved has no class loader. */
    void remember(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        ClassLoader loader = wiring == null ? null : wiring.getClassLoader();
        if (loader == null) {
            return;
        }
        Retired one = new Retired(
                loader, bundle.getSymbolicName(), bundle.getVersion().toString(), Instant.now());
        synchronized (retired) {
            if (retired.stream().anyMatch(other -> other.refersTo(loader))) {
                return; // it was stuck the first time
            }
            count++;
            forgetGone();
            retired.add(one);
            if (retired.size() > MOST) {
                retired.remove();
            }
        }
    }

    /** Returns how many were remembered, those that are gone included. */
    long count() {
        synchronized (retired) {
            return count;
        }
    }

    /** Returns those that are still there now, garbage or not, the oldest first. */
    List<Retired> present() {
        synchronized (retired) {
            forgetGone();
            return List.copyOf(retired);
        }
    }

    /** Has the garbage collected, in several rounds, and returns those that are still there. Blocks, under a second mostly. */
    List<Retired> held() throws InterruptedException {
        for (int round = 0; round < ROUNDS && !present().isEmpty(); round++) {
            System.gc();
            if (!present().isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS); // finalizers and cleaners run on threads of their own
            }
        }
        return present();
    }

    private void forgetGone() {
        retired.removeIf(one -> one.refersTo(null));
    }
}
