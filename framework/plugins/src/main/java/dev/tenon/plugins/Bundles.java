// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.generation.Member;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts bundles into the container and takes them out, without ever being held by one. */
final class Bundles {
    private static final Logger LOG = LoggerFactory.getLogger(Bundles.class);
    private static final long LIMIT_SECONDS = 10;
    private static final long STUCK_LIMIT_SECONDS = 1; // for what is known not to come back

    private final Platform platform;
    private final Gate gate;
    private final RetiredLoaders retired;

    Bundles(Platform platform, Gate gate, RetiredLoaders retired) {
        this.platform = platform;
        this.gate = gate;
        this.retired = retired;
    }

    /** Installs a bundle without starting it, and checks that it is what was promised. */
    Bundle install(Member member) {
        checkNoFragment(member);
        Bundle bundle;
        try {
            bundle = platform.install(member);
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
        if (member.origin() != Member.Origin.DISTRIBUTION) {
            ReleaseRules.problem(Platform.revision(bundle)).ifPresent(problem -> {
                uninstall(bundle);
                throw new AdminException(Reason.UNFIT, problem);
            });
        }
        return bundle;
    }

    /** A fragment of the framework takes effect the moment it is installed, so it must not come that far. */
    private void checkNoFragment(Member member) {
        if (member.origin() == Member.Origin.DISTRIBUTION) {
            return;
        }
        try (JarFile jar = new JarFile(
                member.jar(platform.content(), platform.distribution()).toFile())) {
            if (jar.getManifest() != null
                    && jar.getManifest().getMainAttributes().getValue(Constants.FRAGMENT_HOST) != null) {
                throw new AdminException(
                        Reason.UNFIT, ReleaseRules.fragment(member.symbolicName() + " " + member.version()));
            }
        } catch (IOException e) {
            throw new AdminException(
                    Reason.UNTRUSTED, member.symbolicName() + " is refused: its jar is no bundle that can be read", e);
        }
    }

    /**
     * Stops and uninstalls.
     *
     * @return whether it is gone; if not, it must not be refreshed, which would wait for it with the framework's lock
     */
    boolean uninstall(Bundle bundle) {
        retired.remember(bundle);
        return aside(bundle, "uninstall", Bundle::uninstall);
    }

    /** What is done to a bundle that may be stuck. */
    private interface Step {
        void take(Bundle bundle) throws BundleException;
    }

    void stop(Bundle bundle) {
        aside(bundle, "stop", Bundle::stop);
    }

    /** Acts on a bundle on a thread of its own: one that is stuck in its start or stop would hold this one for ever. */
    private boolean aside(Bundle bundle, String what, Step step) {
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
        return await(
                gone,
                gate.isStuck(bundle) ? STUCK_LIMIT_SECONDS : LIMIT_SECONDS,
                bundle.getSymbolicName() + " " + bundle.getVersion()
                        + " is stuck: it goes when it comes back, or when Tenon is started again");
    }

    /** Lets go of the classes of uninstalled bundles, except where a bundle that stays would stop with them. */
    void refresh(List<Bundle> uninstalled) {
        FrameworkWiring wiring = platform.context().getBundle().adapt(FrameworkWiring.class);
        List<Bundle> bundles = uninstalled.isEmpty() ? List.of() : new RefreshClosure(wiring).apart(uninstalled);
        if (bundles.isEmpty()) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        wiring.refreshBundles(bundles, event -> done.countDown());
        await(done, LIMIT_SECONDS, "The refresh of " + bundles + " takes its time");
    }

    private static boolean await(CountDownLatch latch, long limitSeconds, String otherwise) {
        try {
            if (latch.await(limitSeconds, TimeUnit.SECONDS)) {
                return true;
            }
            LOG.warn(otherwise);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
