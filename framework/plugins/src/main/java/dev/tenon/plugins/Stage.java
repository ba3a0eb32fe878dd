// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.admin.Change;
import dev.tenon.admin.Jobs.Progress;
import dev.tenon.generation.Generation;
import dev.tenon.generation.Member;
import dev.tenon.leases.HeldLease;
import dev.tenon.leases.Leases;
import dev.tenon.plugins.Draft.Addition;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a draft out beside what runs. Until the new generation is durable every step can be undone and is; after that
 * a crash starts the new generation.
 */
final class Stage {
    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);

    private static final int CATCH_UP_ROUNDS = 3;

    private final Platform platform;
    private final Downloads downloads;
    private final Rehearsal rehearsal;
    private final Gate gate;
    private final Bundles bundles;
    private final DataCopies copies;
    private final SettingsFiles settings;
    private final Leases leases;
    private final Duration drain;

    Stage(
            Platform platform,
            Downloads downloads,
            Rehearsal rehearsal,
            Gate gate,
            Bundles bundles,
            DataCopies copies,
            SettingsFiles settings,
            Leases leases,
            Duration drain) {
        this.platform = platform;
        this.downloads = downloads;
        this.rehearsal = rehearsal;
        this.gate = gate;
        this.bundles = bundles;
        this.copies = copies;
        this.settings = settings;
        this.leases = leases;
        this.drain = drain;
    }

    /**
     * Stages, gates and commits.
     *
     * @return what else the operator should know, empty or beginning with {@code "; "}
     * @throws AdminException if a step fails; nothing is left behind
     */
    String carryOut(Draft draft, Progress progress) {
        Generation before = platform.current();
        Target target = draft.after(before);
        DataStage data = new DataStage(platform, copies, before);
        List<String> fetched = new ArrayList<>();
        List<Bundle> staged = new ArrayList<>();
        List<Bundle> woken = new ArrayList<>();
        Generation now = null;
        try {
            downloads.fetch(missing(draft), fetched::add, progress);
            for (Addition addition : draft.additions()) {
                progress.step("stage " + addition.member().symbolicName() + " "
                        + addition.member().version());
                Bundle bundle = bundles.install(addition.member());
                staged.add(bundle);
                leases.stage(bundle);
            }
            rehearse(draft, target, progress);
            for (Bundle bundle : staged) {
                target = data.prepare(bundle, target, draft.change().action() == Change.Action.ROLLBACK, progress);
            }
            for (Bundle bundle : staged) {
                check(bundle, target, progress);
            }
            for (Bundle bundle : turned(before, target, false)) {
                woken.add(bundle);
                leases.stage(bundle);
                check(bundle, target, progress);
            }
            catchUp(data, target, progress);
            progress.step("commit");
            progress.decided();
            now = commit(draft.reason(), target);
        } finally {
            if (now == null) {
                progress.undoing();
                woken.forEach(bundles::stop);
                undo(staged, fetched);
                data.undo();
            }
        }
        return finish(new Done(draft, before, now, staged, woken, data), progress);
    }

    private Map<Member, URI> missing(Draft draft) {
        Map<Member, URI> missing = new LinkedHashMap<>();
        draft.additions().stream()
                .filter(addition -> !platform.content().has(addition.member().sha256()))
                .forEach(addition -> addition.source().ifPresent(source -> missing.put(addition.member(), source)));
        return missing;
    }

    /** Tries what we did not sign where it can do no harm, before any of its code runs here. */
    private void rehearse(Draft draft, Target target, Progress progress) {
        for (Addition addition : draft.additions()) {
            Member member = addition.member();
            if (Rehearsal.isDue(member) && !target.plugin(member.symbolicName()).disabled()) {
                progress.step("rehearse " + member.symbolicName() + " " + member.version());
                rehearsal.rehearse(member, target.members());
            }
        }
    }

    /** Copies data anew that the old release wrote to while the new one was checked; what comes later, it keeps. */
    private void catchUp(DataStage data, Target target, Progress progress) {
        for (int round = 0; round < CATCH_UP_ROUNDS; round++) {
            for (Bundle bundle : data.outdated()) {
                progress.step("copy data of " + bundle.getSymbolicName() + " again");
                bundles.stop(bundle);
                data.again(bundle, progress);
                check(bundle, target, progress);
            }
        }
    }

    private void check(Bundle bundle, Target target, Progress progress) {
        if (!target.plugin(bundle.getSymbolicName()).disabled()) {
            progress.step("check " + bundle.getSymbolicName() + " " + bundle.getVersion());
            gate.pass(bundle, true, note -> {});
        }
    }

    /** Returns the bundles that stay and are to be stopped from now on, or no longer. */
    private List<Bundle> turned(Generation before, Target target, boolean disabled) {
        return target.members().stream()
                .filter(before.members()::contains)
                .filter(member -> before.plugin(member.symbolicName()).disabled() != disabled
                        && target.plugin(member.symbolicName()).disabled() == disabled)
                .flatMap(member -> platform.bundle(member).stream())
                .toList();
    }

    private Generation commit(String reason, Target target) {
        try {
            return platform.generations().commit(reason, target.members(), target.plugins(), target.configurations());
        } catch (IOException e) {
            throw platform.storage("the new generation cannot be written", e);
        }
    }

    /** A change whose generation is durable. */
    private record Done(
            Draft draft, Generation before, Generation now, List<Bundle> staged, List<Bundle> woken, DataStage data) {
        List<Bundle> fresh() {
            return Stream.concat(staged.stream(), woken.stream()).toList();
        }
    }

    /** Lets the old go. What fails here leads back to what ran before, by a generation of its own. */
    private String finish(Done done, Progress progress) {
        try {
            restoreSettings();
            List<Bundle> disabled = turned(done.before(), Target.of(done.now()), true);
            List<Bundle> old = done.draft().removals().stream()
                    .flatMap(member -> platform.bundle(member).stream())
                    .toList();
            swap(Stream.concat(old.stream(), disabled.stream()).toList(), done.fresh(), progress);
            disabled.forEach(bundles::stop);
            retire(done.draft().removals(), progress);
            checkLate(done);
        } catch (IOException e) {
            throw back(done, platform.storage("its settings cannot be written", e), progress);
        } catch (AdminException e) {
            throw back(done, e, progress);
        } catch (RuntimeException e) { // a swap that stopped half-way must not stay so
            throw back(done, new AdminException(Reason.UNFIT, "the swap failed (" + e + ")", e), progress);
        }
        String late = done.data().outdated().stream()
                .map(bundle -> "; what the old " + bundle.getSymbolicName()
                        + " wrote in the last moment is in its own copy of the data alone")
                .collect(Collectors.joining());
        String purged = done.data().purge(done.draft());
        try {
            copies.settle(done.now());
            Optional<List<Generation>> kept = platform.generations().collectWhenDue(Instant.now());
            if (kept.isPresent()) {
                copies.collect(kept.get());
            }
        } catch (IOException e) {
            LOG.warn("Old generations were not collected", e);
        }
        return late + purged;
    }

    /** Lets calls go to the new releases, and waits until the old ones have answered theirs. */
    private void swap(List<Bundle> retired, List<Bundle> fresh, Progress progress) {
        progress.step("swap");
        List<HeldLease> ended = leases.replace(retired, fresh, drain);
        if (!ended.isEmpty()) {
            progress.step("ended what nobody used, or what did not end within " + drain.toSeconds() + " s: "
                    + ended.stream().map(HeldLease::holder).collect(Collectors.joining("; ")));
        }
    }

    /** Writes the settings that the current generation keeps, where they are others than before, and puts them in force. */
    private void restoreSettings() throws IOException {
        if (platform.generations().restoreSettings()) {
            settings.reload();
        }
    }

    private void checkLate(Done done) {
        for (Bundle bundle : done.staged()) {
            if (bundle.getState() != Bundle.ACTIVE
                    && !done.now().plugin(bundle.getSymbolicName()).disabled()) {
                throw new AdminException(
                        Reason.UNFIT,
                        bundle.getSymbolicName() + " " + bundle.getVersion()
                                + " passed its checks, but does not run any more once the old release is gone");
            }
        }
        for (Member member : done.draft().removals()) {
            if (platform.bundle(member)
                    .filter(b -> b.getState() == Bundle.ACTIVE)
                    .isPresent()) {
                throw new AdminException(
                        Reason.UNFIT, member.symbolicName() + " " + member.version() + " cannot be stopped");
            }
        }
    }

    /** Brings back what ran before, commits it, takes away what was new; returns the refusal to throw. */
    private AdminException back(Done done, AdminException why, Progress progress) {
        progress.step("go back to what generation " + done.before().number() + " ran");
        List<Bundle> returning = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Member member : done.before().members()) {
            boolean concerned = done.draft().removals().contains(member)
                    || done.now().plugin(member.symbolicName()).disabled();
            if (concerned && !done.before().plugin(member.symbolicName()).disabled()) {
                try {
                    returning.add(returning(member, done.before()));
                } catch (AdminException e) {
                    LOG.error("{} {} does not come back", member.symbolicName(), member.version(), e);
                    missing.add(member.symbolicName() + " " + member.version());
                }
            }
        }
        String outcome = undone(done, why, missing);
        swap(done.fresh(), returning, progress);
        done.woken().forEach(bundles::stop);
        undo(done.staged(), List.of());
        done.data().undo();
        try {
            restoreSettings();
        } catch (IOException e) {
            LOG.error(
                    "The settings of generation {} are not back", done.before().number(), e);
        }
        return new AdminException(why.reason(), why.getMessage() + ". " + outcome, why);
    }

    /** Has a release ready to be put before its callers again: one that does not stop has only lost them. */
    private Bundle returning(Member member, Generation before) {
        Optional<Bundle> running = platform.bundle(member).filter(bundle -> bundle.getState() == Bundle.ACTIVE);
        if (running.isPresent()) {
            leases.stage(running.get());
            return running.get();
        }
        Bundle bundle = bundles.install(member);
        leases.stage(bundle);
        copies.give(bundle, before.plugin(member.symbolicName()).dataCopy());
        gate.pass(bundle, true, note -> {});
        return bundle;
    }

    /** Commits what ran before, and says what runs now. */
    private String undone(Done done, AdminException why, List<String> missing) {
        String without = missing.isEmpty() ? "" : ", but for " + String.join(", ", missing) + ": ./tenon logs says why";
        try {
            Generation third =
                    commit("undo of " + done.now().number() + ": " + why.getMessage(), Target.of(done.before()));
            return "Generation " + third.number() + " runs what "
                    + done.before().number() + " ran" + without;
        } catch (AdminException e) {
            why.addSuppressed(e);
            return "What generation " + done.before().number() + " ran runs again" + without
                    + ". That could not be noted (" + e.getMessage()
                    + "), so mend this and roll back to it before the next start";
        }
    }

    /** Leaves nothing behind of what did not come to be. */
    void undo(List<Bundle> staged, List<String> fetched) {
        Thread.interrupted(); // a job that was called off must still undo what it did
        bundles.refresh(staged.stream().filter(bundles::uninstall).toList());
        for (String sha256 : fetched) {
            try {
                platform.content().delete(sha256);
            } catch (IOException e) {
                LOG.warn("{} stays in the store until the next collection", sha256, e);
            }
        }
    }

    /** Takes old versions away. */
    private void retire(List<Member> removals, Progress progress) {
        List<Bundle> old = new ArrayList<>();
        for (Member member : removals) {
            progress.step("retire " + member.symbolicName() + " " + member.version());
            platform.bundle(member).ifPresent(bundle -> {
                if (bundles.uninstall(bundle)) {
                    old.add(bundle);
                }
            });
        }
        bundles.refresh(old);
    }
}
