// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.generation.DurableFiles;
import dev.tenon.generation.Generation;
import dev.tenon.generation.HomeException;
import dev.tenon.generation.Member;
import dev.tenon.runtime.TaskFailedException;
import dev.tenon.runtime.TaskFailedException.Reason;
import dev.tenon.runtime.TaskWorkers;
import dev.tenon.workers.Worker;
import dev.tenon.workers.WorkerException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Runs each task in a worker that lives for it alone, with what its bundles need of the current generation. */
@Component
public final class ContainerTasks implements TaskWorkers {
    private static final Duration OPEN_LIMIT = Duration.ofSeconds(60);

    /**
     * Workers start fast and compute slowly unless told otherwise. A task may be long: what is hot is compiled by C2, but ten
     * times later than is usual, as in a host on four cores and more ({@code java.options}), since it took the cores in the
     * first seconds from the task itself.
     */
    private static final String[] COMPUTE_FAST = {
        "-XX:TieredStopAtLevel=4",
        "-XX:Tier4InvocationThreshold=50000",
        "-XX:Tier4MinInvocationThreshold=6000",
        "-XX:Tier4CompileThreshold=150000",
        "-XX:Tier4BackEdgeThreshold=400000"
    };

    private final Platform platform;
    private final WorkerHomes homes;

    /**
     * Starts without any.
     *
     * @param context names home and distribution
     * @param homes of the workers
     */
    @Activate
    public ContainerTasks(BundleContext context, @Reference WorkerHomes homes) {
        platform = new Platform(context);
        this.homes = homes;
    }

    @Override
    public List<String> run(Order order, Consumer<String> notes) {
        String title = order.title();
        try (WorkerHome home = homes.make("task " + order.task(), cast(order), order.files());
                Worker worker = Worker.start(home.worker(title, order.maxHeapMebibytes(), COMPUTE_FAST))) {
            return run(worker, home, order, notes);
        } catch (WorkerException e) {
            throw failed(impossible(title, "its process " + e.getMessage() + "; ./tenon logs says more", e), order, e);
        } catch (HomeException e) {
            throw failed(impossible(title, e.getMessage(), e), order, e);
        } catch (IOException e) {
            String why = e.getMessage() + ": " + DurableFiles.reason(e);
            throw failed(impossible(title, why, e), order, e);
        }
    }

    private List<String> run(Worker worker, WorkerHome home, Order order, Consumer<String> notes)
            throws WorkerException {
        String title = order.title();
        try {
            worker.call(home.open(), OPEN_LIMIT);
        } catch (WorkerException e) {
            if (e.reason() == WorkerException.Reason.OUT_OF_MEMORY) {
                throw failed(outOfMemory(order, "", e), order, e);
            }
            throw e;
        }
        List<String> request = new ArrayList<>(List.of("run", order.task()));
        request.addAll(order.arguments());
        try {
            return worker.call(request, order.limit(), notes);
        } catch (WorkerException e) {
            String last = worker.note().isEmpty() ? "" : "; the last that it said was '" + worker.note() + "'";
            throw failed(
                    switch (e.reason()) {
                        case FAILED -> new TaskFailedException(Reason.REFUSED, e.getMessage(), e);
                        case OUT_OF_MEMORY -> outOfMemory(order, last, e);
                        case TIME_LIMIT ->
                            new TaskFailedException(
                                    Reason.TIME_LIMIT, title + " did not end within " + words(order.limit()) + last, e);
                        default ->
                            new TaskFailedException(
                                    Reason.DIED, "the process of " + title + " " + e.getMessage() + last, e);
                    },
                    order,
                    e);
        }
    }

    /** Whatever an interrupt broke: it was called off. */
    private static TaskFailedException failed(TaskFailedException failure, Order order, Exception cause) {
        return Thread.currentThread().isInterrupted()
                ? new TaskFailedException(Reason.CANCELLED, order.title() + " was called off", cause)
                : failure;
    }

    private static TaskFailedException outOfMemory(Order order, String last, WorkerException e) {
        return new TaskFailedException(
                Reason.OUT_OF_MEMORY,
                order.title() + " needs more than the " + order.maxHeapMebibytes() + " MB of memory that it was given"
                        + last,
                e);
    }

    private static TaskFailedException impossible(String title, String why, Exception cause) {
        return new TaskFailedException(Reason.IMPOSSIBLE, title + " cannot be run: " + why, cause);
    }

    private static String words(Duration limit) {
        return limit.toMillis() % 1_000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    /** Returns who is in the worker: of what runs here, what the order names, and what that needs. */
    private List<Member> cast(Order order) {
        Generation current;
        try {
            current = platform.current();
        } catch (AdminException e) {
            throw impossible(order.title(), e.getMessage(), e);
        }
        List<Member> enabled = current.members().stream()
                .filter(member -> !current.plugin(member.symbolicName()).disabled())
                .toList();
        List<Member> cast = homes.cast(enabled, member -> order.bundles().contains(member.symbolicName()));
        Set<String> missing = new TreeSet<>(order.bundles());
        cast.forEach(member -> missing.remove(member.symbolicName()));
        if (!missing.isEmpty()) {
            throw new TaskFailedException(
                    Reason.IMPOSSIBLE,
                    order.title() + " cannot be run: it needs " + String.join(", ", missing)
                            + ", which is not installed or is disabled");
        }
        return cast;
    }
}
