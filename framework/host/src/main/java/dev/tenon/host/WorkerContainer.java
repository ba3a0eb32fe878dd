// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import dev.tenon.generation.Generation;
import dev.tenon.generation.GenerationStore;
import dev.tenon.generation.Home;
import dev.tenon.generation.HomeException;
import dev.tenon.workers.WorkerHandler;
import dev.tenon.workers.WorkerTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A container in a worker: the host's own, on a small home that somebody made for it, without lock and without an
 * address. It takes two requests:
 *
 * <ul>
 *   <li>{@code open HOME DISTRIBUTION SHA256…}: launches the container with the home's current generation; what bears
 *       one of the digests is installed and not started.
 *   <li>{@code run TASK ARGUMENT…}: runs the {@link WorkerTask} that a bundle offers under that name.
 * </ul>
 */
public final class WorkerContainer implements WorkerHandler {
    private static final long TASK_LIMIT_MS = 10_000;

    private Optional<Container> opened = Optional.empty();

    /** Made by the worker's main program. */
    public WorkerContainer() {}

    @Override
    public List<String> handle(List<String> request, Consumer<String> notes) throws Exception {
        List<String> arguments = request.subList(1, request.size());
        return switch (request.get(0)) {
            case "open" ->
                open(Path.of(arguments.get(0)), Path.of(arguments.get(1)), arguments.subList(2, arguments.size()));
            case "run" -> run(arguments.get(0), arguments.subList(1, arguments.size()), notes);
            default -> throw new IllegalArgumentException("a container in a worker knows no " + request.get(0));
        };
    }

    private List<String> open(Path root, Path distribution, List<String> heldBack) throws IOException {
        Home home = Home.open(root);
        LogSetup.into(home.log());
        Generation generation = new GenerationStore(home)
                .current()
                .orElseThrow(() -> new HomeException("no generation is current in " + root));
        Container container = Container.launch(home, distribution, 0);
        container.startWithout(generation, member -> heldBack.contains(member.sha256()));
        opened = Optional.of(container);
        return List.of();
    }

    private List<String> run(String name, List<String> arguments, Consumer<String> notes) throws Exception {
        ServiceTracker<WorkerTask, WorkerTask> tracker = tracker(name);
        tracker.open();
        try {
            WorkerTask task = tracker.waitForService(TASK_LIMIT_MS);
            if (task == null) {
                throw new IllegalStateException("no bundle in the worker offers the task " + name);
            }
            return task.run(arguments, notes);
        } finally {
            tracker.close();
        }
    }

    private ServiceTracker<WorkerTask, WorkerTask> tracker(String name) throws InvalidSyntaxException {
        BundleContext context = opened.orElseThrow(() -> new IllegalStateException("no container is open"))
                .framework()
                .getBundleContext();
        String filter = "(&(objectClass=" + WorkerTask.class.getName() + ")(" + WorkerTask.NAME + "=" + name + "))";
        return new ServiceTracker<>(context, FrameworkUtil.createFilter(filter), null);
    }
}
