// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.admin.Change;
import dev.tenon.admin.Jobs.Progress;
import dev.tenon.api.lifecycle.DataMigration;
import dev.tenon.generation.DataFolders;
import dev.tenon.generation.DataFolders.Snapshot;
import dev.tenon.generation.Generation;
import dev.tenon.generation.Member;
import dev.tenon.generation.PluginEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data of one change: each new release works on a copy of its own, in the form that it understands, so that the old
 * one's are untouched and come back with it.
 */
final class DataStage {
    private static final Logger LOG = LoggerFactory.getLogger(DataStage.class);
    private static final Duration MIGRATION_LIMIT = Duration.ofMinutes(10);
    private static final String MIGRATION = "migration";

    private final Platform platform;
    private final DataCopies copies;
    private final Generation before;
    private final List<Copy> made = new ArrayList<>();

    /** A copy that this change made, and what the original looked like then. */
    private record Copy(Bundle bundle, PluginEntry old, PluginEntry fresh, Snapshot original) {}

    DataStage(Platform platform, DataCopies copies, Generation before) {
        this.platform = platform;
        this.copies = copies;
        this.before = before;
    }

    /**
     * Gives a staged bundle its data before it starts.
     *
     * @param returns whether the target says which copy it is: the one that the release left
     * @return the target with the copy
     * @throws AdminException if they cannot be copied or migrated; the old release's are as they were
     */
    Target prepare(Bundle bundle, Target target, boolean returns, Progress progress) {
        String id = bundle.getSymbolicName();
        PluginEntry old = before.plugin(id);
        if (returns) {
            copies.give(bundle, target.plugin(id).dataCopy());
            return target;
        }
        int version = Manifests.dataVersion(Platform.revision(bundle));
        try {
            if (copies.folders().isEmpty(id, old.dataCopy())) {
                copies.give(bundle, old.dataCopy());
                return target.with(id, target.plugin(id).data(version, old.dataCopy()));
            }
            checkVersions(bundle, old.dataVersion(), version);
            progress.step("copy data of " + id);
            int copy = copies.folders().next(id, platform.generations().history());
            PluginEntry fresh = target.plugin(id).data(version, copy);
            copies.give(bundle, copy);
            Snapshot original = copies.folders().copy(id, old.dataCopy(), copy);
            made.add(new Copy(bundle, old, fresh, original));
            migrate(bundle, old.dataVersion(), version, copies.folders().path(id, copy), progress);
            return target.with(id, fresh);
        } catch (IOException e) {
            throw platform.storage("the data of " + id + " cannot be copied", e);
        }
    }

    /** Returns the bundles whose originals were written to since they were copied. */
    List<Bundle> outdated() {
        return made.stream().filter(this::isOutdated).map(Copy::bundle).toList();
    }

    private boolean isOutdated(Copy copy) {
        String id = copy.bundle().getSymbolicName();
        try {
            return !copy.original()
                    .equals(copies.folders().snapshot(id, copy.old().dataCopy()));
        } catch (UncheckedIOException e) {
            LOG.warn("It is not known whether {} wrote to its data", id, e);
            return true;
        }
    }

    /** Copies anew for a bundle that is stopped. */
    void again(Bundle bundle, Progress progress) {
        String id = bundle.getSymbolicName();
        for (int i = 0; i < made.size(); i++) {
            Copy copy = made.get(i);
            if (copy.bundle() == bundle) {
                try {
                    copies.folders().delete(id, copy.fresh().dataCopy());
                    Snapshot original = copies.folders()
                            .copy(id, copy.old().dataCopy(), copy.fresh().dataCopy());
                    made.set(i, new Copy(bundle, copy.old(), copy.fresh(), original));
                    Path folder = copies.folders().path(id, copy.fresh().dataCopy());
                    migrate(bundle, copy.old().dataVersion(), copy.fresh().dataVersion(), folder, progress);
                } catch (IOException e) {
                    throw platform.storage("the data of " + id + " cannot be copied", e);
                }
            }
        }
    }

    /** Takes back the copies of a change that does not come to be. */
    void undo() {
        for (Copy copy : made) {
            String id = copy.bundle().getSymbolicName();
            try {
                copies.folders().delete(id, copy.fresh().dataCopy());
            } catch (IOException e) {
                LOG.warn("A copy of the data of {} stays until the next collection", id, e);
            }
        }
        made.clear();
    }

    /** Deletes the data of what was removed, if the operator wants that; says what became of them. */
    String purge(Draft draft) {
        if (!draft.change().options().contains(Change.Option.PURGE)) {
            return kept(draft);
        }
        StringBuilder said = new StringBuilder();
        for (Member member : draft.removals()) {
            try {
                DataFolders.Amount gone = copies.folders().purge(member.symbolicName());
                said.append("; of its data ")
                        .append(gone.files())
                        .append(" files of ")
                        .append(gone.bytes())
                        .append(" bytes are deleted");
            } catch (IOException e) {
                throw platform.storage(member.symbolicName() + " is removed, but its data cannot be deleted", e);
            }
        }
        return said.toString();
    }

    private String kept(Draft draft) {
        StringBuilder said = new StringBuilder();
        for (Draft.Step step : draft.steps()) {
            try {
                if (step.to().isEmpty() && copies.folders().amount(step.id()).files() > 0) {
                    said.append("; its data stays, and is there when it is installed again");
                }
            } catch (IOException e) {
                LOG.warn("The data of {} cannot be counted", step.id(), e);
            }
        }
        return said.toString();
    }

    private static String migration(Bundle bundle) {
        String name = Manifests.plugin(Platform.revision(bundle))
                .map(plugin -> Manifests.text(plugin, MIGRATION))
                .orElse("");
        return name.equals(DataMigration.class.getName()) ? "" : name;
    }

    private static void checkVersions(Bundle bundle, int from, int to) {
        String name = bundle.getSymbolicName() + " " + bundle.getVersion();
        if (to < from) {
            throw new AdminException(
                    Reason.UNFIT,
                    name + " reads data of version " + to + ", and those that are here have version " + from
                            + ": ./tenon plugin rollback brings an old release back with the data it left");
        }
        if (to > from && migration(bundle).isEmpty()) {
            throw new AdminException(
                    Reason.UNFIT,
                    name + " reads data of version " + to + ", and brings no migration for those that are here, of"
                            + " version " + from);
        }
    }

    private static void migrate(Bundle bundle, int from, int to, Path folder, Progress progress) throws IOException {
        if (from == to) {
            return;
        }
        String name = bundle.getSymbolicName() + " " + bundle.getVersion();
        progress.step("migrate data of " + name + " from version " + from + " to " + to);
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            Thread.currentThread().setContextClassLoader(DataStage.class.getClassLoader());
            Object migration =
                    bundle.loadClass(migration(bundle)).getDeclaredConstructor().newInstance();
            ((DataMigration) migration).migrate(folder, from, to);
            return true;
        });
        Thread thread = new Thread(task, "tenon-migration " + name);
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(MIGRATION_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            DataFolders.force(folder);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new AdminException(
                    Reason.UNFIT, name + " did not migrate its data within " + MIGRATION_LIMIT.toMinutes() + " min", e);
        } catch (ExecutionException e) {
            String said = String.valueOf(e.getCause()).lines().findFirst().orElse("");
            throw new AdminException(
                    Reason.UNFIT,
                    name + " cannot migrate its data from version " + from + " to " + to + ": " + said
                            + ". The old release and its data are as they were",
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdminException(Reason.UNFIT, "the host is stopping", e);
        }
    }
}
