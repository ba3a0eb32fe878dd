// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.generation.Member;
import dev.tenon.workers.Worker;
import dev.tenon.workers.WorkerException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Resource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rehearses in a worker: a container with what the release needs and no data, in a JVM with the memory that the release
 * declares. What the release does there (hang, eat the heap, end its JVM) the worker alone suffers.
 */
@Component(configurationPid = WorkerRehearsal.PID)
@Designate(ocd = WorkerRehearsal.Config.class)
public final class WorkerRehearsal implements Rehearsal {
    static final String PID = "dev.tenon.plugins.rehearsal";

    private static final Logger LOG = LoggerFactory.getLogger(WorkerRehearsal.class);
    private static final Duration OPEN_LIMIT = Duration.ofSeconds(60);

    /** What the worker has beyond the release's limit to say where the release hangs; after that it is killed. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Platform platform;
    private final WorkerHomes homes;
    private final Duration limit;

    /** Settings. */
    @ObjectClassDefinition(name = "Rehearsal of plugins")
    @interface Config {
        /** Time limit of one rehearsal. */
        @AttributeDefinition(
                name = "Time limit [seconds]",
                min = "1",
                description = "Time allowed to a release to start, give its services, answer its probes and stop")
        int limit_seconds() default 20;
    }

    /**
     * Starts on what runs.
     *
     * @param context names home and distribution
     * @param homes of the workers
     * @param config settings
     */
    @Activate
    public WorkerRehearsal(BundleContext context, @Reference WorkerHomes homes, Config config) {
        if (config.limit_seconds() < 1) {
            throw new IllegalArgumentException("limit.seconds must be at least 1: " + config.limit_seconds());
        }
        limit = Duration.ofSeconds(config.limit_seconds());
        platform = new Platform(context);
        this.homes = homes;
    }

    @Override
    public synchronized void rehearse(Member staged, List<Member> planned) {
        String name = staged.symbolicName() + " " + staged.version();
        BundleRevision revision = platform.bundle(staged)
                .map(Platform::revision)
                .orElseThrow(() -> new IllegalStateException(name + " is not staged"));
        Memory memory = Memory.of(name, revision);
        String verdict;
        try (WorkerHome home = homes.make("rehearsal", cast(staged, planned), Map.of());
                Worker worker = Worker.start(home.worker("rehearsal of " + name, memory.mebibytes()))) {
            verdict = run(worker, home, staged, memory, name);
        } catch (WorkerException e) {
            throw impossible(name, e.getMessage(), e);
        } catch (IOException e) {
            throw platform.storage(name + " cannot be rehearsed", e);
        }
        if (!verdict.isEmpty()) {
            throw new AdminException(Reason.UNFIT, "the rehearsal failed, nothing was installed: " + verdict);
        }
    }

    private String run(Worker worker, WorkerHome home, Member staged, Memory memory, String name)
            throws WorkerException {
        worker.call(home.open(staged), OPEN_LIMIT);
        long started = System.nanoTime();
        try {
            List<String> answer = worker.call(
                    List.of(
                            "run",
                            Rehearsed.TASK,
                            staged.symbolicName(),
                            staged.version(),
                            Long.toString(limit.toMillis())),
                    limit.plus(GRACE));
            LOG.debug("{} was rehearsed in {} ms", name, (System.nanoTime() - started) / 1_000_000);
            return answer.get(0);
        } catch (WorkerException e) {
            String doing = worker.note().isEmpty() ? "" : " while it was " + worker.note();
            return switch (e.reason()) {
                case OUT_OF_MEMORY -> name + " needs more than " + memory.words() + doing;
                case EXITED ->
                    name + " ended its process" + doing + ": a plugin must not call System.exit (" + e.getMessage()
                            + ")";
                case TIME_LIMIT, SILENT ->
                    name + " is stuck: after " + limit.toSeconds() + " s it was still " + worker.note()
                            + ", and its process answered no more";
                case KILLED, CRASHED -> name + " " + e.getMessage() + doing;
                default -> throw e;
            };
        }
    }

    /** The release, who runs the rehearsal, and what both need. */
    private List<Member> cast(Member staged, List<Member> planned) {
        String own = symbolicName(FrameworkUtil.getBundle(WorkerRehearsal.class));
        return homes.cast(
                planned,
                member -> member.equals(staged) || member.symbolicName().equals(own));
    }

    private static String symbolicName(Bundle bundle) {
        return bundle == null ? "" : bundle.getSymbolicName();
    }

    private static AdminException impossible(String name, String why, Exception cause) {
        return new AdminException(
                Reason.UNFIT,
                name + " cannot be rehearsed, nothing was installed: the worker " + why + "; ./tenon logs says more",
                cause);
    }

    /** The heap that a release may use. */
    private record Memory(int mebibytes, boolean isDeclared) {
        private static final String ATTRIBUTE = "memory";
        private static final int DEFAULT = 256;
        private static final int LEAST = 32;
        private static final int MOST = 65_536;

        static Memory of(String name, Resource release) {
            return Manifests.plugin(release)
                    .map(attributes -> attributes.get(ATTRIBUTE))
                    .map(declared -> of(name, declared))
                    .orElse(new Memory(DEFAULT, false));
        }

        private static Memory of(String name, Object declared) {
            int mebibytes = declared.toString().matches("\\d{1,9}") ? Integer.parseInt(declared.toString()) : 0;
            if (mebibytes >= LEAST && mebibytes <= MOST) {
                return new Memory(mebibytes, true);
            }
            throw new AdminException(
                    Reason.UNFIT,
                    name + " declares the memory '" + declared + "': @TenonPlugin takes " + LEAST + " to " + MOST
                            + " mebibytes");
        }

        String words() {
            return "the " + mebibytes + " MB of memory that "
                    + (isDeclared ? "it declares" : "a plugin has that declares none");
        }
    }
}
