// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.admin.Job;
import dev.tenon.admin.Jobs;
import dev.tenon.admin.Jobs.Progress;
import dev.tenon.admin.Leaks;
import dev.tenon.plugins.HolderSearch.Holder;
import dev.tenon.plugins.RetiredLoaders.Retired;
import dev.tenon.workers.WorkerException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The admin API's {@link Leaks}: collects the garbage, and only if something is left asks a heap dump what holds it. */
@Component
public final class LeakCheck implements Leaks {
    private final Jobs jobs;
    private final RetiredLoaders retired;
    private final Platform platform;
    private final HolderSearch search;
    private final AtomicReference<Report> last = new AtomicReference<>();

    /**
     * Starts without a report.
     *
     * @param context names home and distribution
     * @param jobs to look in
     * @param retired what is looked for
     */
    @Activate
    public LeakCheck(BundleContext context, @Reference Jobs jobs, @Reference RetiredLoaders retired) {
        this.jobs = jobs;
        this.retired = retired;
        platform = new Platform(context);
        search = new HolderSearch(platform);
    }

    @Override
    public Job check() {
        return jobs.submit("look for leaks", this::run);
    }

    @Override
    public Optional<Report> last() {
        return Optional.ofNullable(last.get());
    }

    private String run(Progress progress) throws InterruptedException {
        progress.step("collect garbage");
        List<Retired> held = retired.held();
        List<Leak> leaks = held.isEmpty() ? List.of() : explain(held, progress);
        Report report = new Report(Instant.now(), retired.count(), leaks);
        last.set(report);
        return leaks.isEmpty()
                ? "of " + releases(report.retired()) + " nothing is left"
                : leaks.size() + " of " + releases(report.retired()) + " still there";
    }

    private static String releases(long count) {
        return count == 1
                ? "1 release that was replaced or removed"
                : count + " releases that were replaced or removed";
    }

    private List<Leak> explain(List<Retired> held, Progress progress) {
        progress.step("write the heap");
        Path folder = platform.home().cache().resolve("leaks");
        try (HeapDump dump = HeapDump.write(folder)) {
            progress.step("read " + dump.mebibytes() + " MB in a worker");
            Map<String, Holder> holders = search.in(dump, held);
            return held.stream()
                    .filter(one -> holders.containsKey(one.token()))
                    .map(one -> leak(one, holders.get(one.token())))
                    .toList();
        } catch (WorkerException e) {
            throw new AdminException(
                    Reason.UNFIT, names(held) + ", but what holds them is not found: the worker " + e.getMessage(), e);
        } catch (IOException e) {
            throw platform.storage(names(held) + ", but what holds them is not found: no heap dump", e);
        }
    }

    private static Leak leak(Retired one, Holder holder) {
        return new Leak(
                one.plugin(),
                one.version(),
                one.since(),
                holder.kind(),
                LeakKinds.message(holder.kind()),
                LeakKinds.remedy(holder.kind()),
                holder.path());
    }

    private static String names(List<Retired> held) {
        return held.stream().map(one -> one.plugin() + " " + one.version()).collect(Collectors.joining(", "))
                + (held.size() == 1 ? " is" : " are") + " still there";
    }
}
