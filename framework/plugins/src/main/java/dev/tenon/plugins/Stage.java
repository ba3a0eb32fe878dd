// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.admin.Jobs.Progress;
import dev.tenon.generation.Member;
import dev.tenon.plugins.Draft.Addition;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a draft out beside what runs. Until the new generation is durable every step can be undone and is; after that
 * a crash starts the new generation.
 */
final class Stage {
    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
    private static final long REFRESH_LIMIT_SECONDS = 10;
    private static final long UNINSTALL_LIMIT_SECONDS = 10;
    private static final long STUCK_LIMIT_SECONDS = 1; // for what is known not to come back

    private final Platform platform;
    private final Fetcher fetcher;
    private final Rehearsal rehearsal;
    private final Gate gate;

    Stage(Platform platform, Fetcher fetcher, Rehearsal rehearsal, Gate gate) {
        this.platform = platform;
        this.fetcher = fetcher;
        this.rehearsal = rehearsal;
        this.gate = gate;
    }

    /**
     * Stages, gates and commits.
     *
     * @throws AdminException if a step fails; nothing is left behind
     */
    void carryOut(Draft draft, Progress progress) {
        List<String> fetched = new ArrayList<>();
        List<Bundle> staged = new ArrayList<>();
        boolean committed = false;
        try {
            for (Addition addition : draft.additions()) {
                Member member = addition.member();
                if (!platform.content().has(member.sha256())
                        && addition.source().isPresent()) {
                    progress.step("fetch " + member.symbolicName() + " " + member.version());
                    fetcher.fetch(member, addition.source().get(), progress);
                    fetched.add(member.sha256());
                }
            }
            for (Addition addition : draft.additions()) {
                progress.step("stage " + addition.member().symbolicName() + " "
                        + addition.member().version());
                staged.add(install(addition.member()));
            }
            rehearse(draft, progress);
            for (Bundle bundle : staged) {
                progress.step("check " + bundle.getSymbolicName() + " " + bundle.getVersion());
                gate.pass(bundle, true, note -> {});
            }
            progress.step("commit");
            commit(draft);
            committed = true;
        } finally {
            if (!committed) {
                undo(staged, fetched);
            }
        }
        retire(draft.removals(), progress);
    }

    /** Tries what we did not sign where it can do no harm, before any of its code runs here. */
    private void rehearse(Draft draft, Progress progress) {
        List<Member> planned = draft.membersAfter(platform.current().members());
        for (Addition addition : draft.additions()) {
            Member member = addition.member();
            if (Rehearsal.isDue(member)) {
                progress.step("rehearse " + member.symbolicName() + " " + member.version());
                rehearsal.rehearse(member, planned);
            }
        }
    }

    private void commit(Draft draft) {
        try {
            platform.generations()
                    .commit(
                            draft.reason(),
                            draft.membersAfter(platform.current().members()));
        } catch (IOException e) {
            throw platform.storage("the new generation cannot be written", e);
        }
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

    /** Leaves nothing behind of what did not come to be; of a bundle that is stuck, only what the framework holds. */
    void undo(List<Bundle> staged, List<String> fetched) {
        refresh(staged.stream().filter(this::uninstall).toList());
        for (String sha256 : fetched) {
            try {
                platform.content().delete(sha256);
            } catch (IOException e) {
                LOG.warn("{} stays in the store until the next collection", sha256, e);
            }
        }
    }

    /** Takes old versions away. The new generation is durable: a failure here is logged, and over at the next start. */
    private void retire(List<Member> removals, Progress progress) {
        List<Bundle> old = new ArrayList<>();
        for (Member member : removals) {
            progress.step("retire " + member.symbolicName() + " " + member.version());
            platform.bundle(member).ifPresent(bundle -> {
                if (uninstall(bundle)) {
                    old.add(bundle);
                }
            });
        }
        refresh(old);
        try {
            platform.generations().collect(Instant.now());
        } catch (IOException e) {
            LOG.warn("Old generations were not collected", e);
        }
    }

    /**
     * Stops and uninstalls, on a thread of its own: a bundle stuck in its start or stop would hold this one for ever.
     *
     * @return whether it is gone; if not, it must not be refreshed, which would wait for it with the framework's lock
     */
    boolean uninstall(Bundle bundle) {
        CountDownLatch gone = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try {
                        bundle.uninstall();
                    } catch (BundleException | IllegalStateException e) {
                        LOG.warn("{} {} does not go", bundle.getSymbolicName(), bundle.getVersion(), e);
                    }
                    gone.countDown();
                },
                "tenon-uninstall " + bundle.getSymbolicName());
        thread.setDaemon(true);
        thread.start();
        return await(
                gone,
                gate.isStuck(bundle) ? STUCK_LIMIT_SECONDS : UNINSTALL_LIMIT_SECONDS,
                bundle.getSymbolicName() + " " + bundle.getVersion()
                        + " is stuck: it goes when it comes back, or when Tenon is started again");
    }

    void refresh(List<Bundle> bundles) {
        if (bundles.isEmpty()) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        platform.context().getBundle().adapt(FrameworkWiring.class).refreshBundles(bundles, event -> done.countDown());
        await(done, REFRESH_LIMIT_SECONDS, "The refresh of " + bundles + " takes its time");
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
