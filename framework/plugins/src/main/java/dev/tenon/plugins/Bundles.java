// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.generation.Member;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts bundles into the container and takes them out, without ever being held by one. */
final class Bundles {
    private static final Logger LOG = LoggerFactory.getLogger(Bundles.class);
    private static final long LIMIT_SECONDS = 10;

    private final Platform platform;

    Bundles(Platform platform) {
        this.platform = platform;
    }

    /** Installs a bundle without starting it, and checks that it is what was promised. */
    Bundle install(Member member) {
        Bundle bundle;
        try {
            bundle = platform.context().installBundle(platform.location(member));
        } catch (BundleException e) {
            throw new AdminException(
                    Reason.UNTRUSTED, member.symbolicName() + " is refused: its jar is no bundle that can be read", e);
        }
        if (!member.symbolicName().equals(bundle.getSymbolicName())
                || !member.version().equals(bundle.getVersion().toString())) {
            uninstall(bundle);
            throw new AdminException(
                    Reason.UNTRUSTED,
                    member.symbolicName() + " " + member.version() + " is refused: its jar calls itself "
                            + bundle.getSymbolicName() + " " + bundle.getVersion());
        }
        return bundle;
    }

    /** Stops and uninstalls. */
    void uninstall(Bundle bundle) {
        aside(bundle, "uninstall", Bundle::uninstall);
    }

    /** What is done to a bundle that may be stuck. */
    private interface Step {
        void take(Bundle bundle) throws BundleException;
    }

    void stop(Bundle bundle) {
        aside(bundle, "stop", Bundle::stop);
    }

    /** Acts on a bundle on a thread of its own: one that is stuck in its start would hold this one for ever. */
    private static void aside(Bundle bundle, String what, Step step) {
        CountDownLatch gone = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try {
                        step.take(bundle);
                    } catch (BundleException | IllegalStateException e) {
                        LOG.warn("{} {} does not {}", bundle.getSymbolicName(), bundle.getVersion(), what, e);
                    }
                    gone.countDown();
                },
                "tenon-" + what + " " + bundle.getSymbolicName());
        thread.setDaemon(true);
        thread.start();
        await(gone, bundle.getSymbolicName() + " is stuck and stays until the next start");
    }

    void refresh(List<Bundle> bundles) {
        if (bundles.isEmpty()) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        platform.context().getBundle().adapt(FrameworkWiring.class).refreshBundles(bundles, event -> done.countDown());
        await(done, "The refresh of " + bundles + " takes its time");
    }

    private static void await(CountDownLatch latch, String otherwise) {
        try {
            if (!latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn(otherwise);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
