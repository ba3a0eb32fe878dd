// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.admin.Catalogues;
import dev.tenon.admin.Diagnosis;
import dev.tenon.admin.Generations;
import dev.tenon.admin.Jobs;
import dev.tenon.admin.Leaks;
import dev.tenon.admin.Plugins;
import dev.tenon.admin.Settings;
import dev.tenon.api.device.Device;
import dev.tenon.api.device.DeviceDescriptor;
import dev.tenon.api.device.DeviceLoad;
import dev.tenon.api.health.HealthCheck;
import dev.tenon.api.health.HealthResult;
import dev.tenon.api.platform.Answers;
import dev.tenon.http.TestContainer;
import dev.tenon.runtime.ModelStore;
import dev.tenon.runtime.NoticeBoard;
import dev.tenon.runtime.Offers;
import dev.tenon.runtime.Traces;
import dev.tenon.runtime.VariantMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** A made-up host: real server, door and admin API over parts that only remember. */
public final class FakeHost implements AutoCloseable {
    private final TestContainer container;
    private final FakeJobs jobs;
    private final FakeNotices notices;

    private FakeHost(TestContainer container, FakeJobs jobs, FakeNotices notices) {
        this.container = container;
        this.jobs = jobs;
        this.notices = notices;
    }

    /**
     * Starts it on a free port.
     *
     * @param home to run in
     * @param port to listen on, 0 for any
     * @param pause between the steps of a job and the parts of an answer
     * @param more bundles beside http and control, folders or jars
     * @return once it serves
     * @throws BundleException if a bundle does not start
     * @throws IOException if the home cannot be written
     * @throws InterruptedException if the test is ended
     */
    public static FakeHost start(Path home, int port, Duration pause, List<Path> more)
            throws BundleException, IOException, InterruptedException {
        List<String> shared = new ArrayList<>();
        for (String library : List.of("tenon-api", "tenon-admin", "tenon-runtime")) {
            shared.add(TestContainer.exports(library));
        }
        TestContainer container =
                TestContainer.start(home, Map.of("org.osgi.service.http.port", "" + port), shared, more);
        FakeJobs jobs = new FakeJobs(pause);
        FakePlugins plugins = new FakePlugins(jobs);
        FakeAssistant assistant = new FakeAssistant(plugins, pause);
        BundleContext context = container.context();
        context.registerService(Jobs.class, jobs, null);
        context.registerService(new String[] {Plugins.class.getName(), Generations.class.getName()}, plugins, null);
        FakeNotices notices = new FakeNotices();
        context.registerService(NoticeBoard.class, notices, null);
        context.registerService(Settings.class, new FakeSettings(jobs), null);
        context.registerService(Leaks.class, new FakeLeaks(jobs), null);
        context.registerService(
                Diagnosis.class,
                () -> List.of(new Diagnosis.Finding(
                        "settings", Diagnosis.Severity.FAILED, "dev.tenon.broken", "it is broken", "mend it")),
                null);
        context.registerService(Diagnosis.class, FakeHost::failing, null);
        context.registerService(Diagnosis.class, () -> refused(jobs), null);
        context.registerService(ModelStore.class, new FakeModels(), null);
        context.registerService(VariantMaker.class, new FakeVariants(), null);
        context.registerService(
                new String[] {Answers.class.getName(), Traces.class.getName(), Offers.class.getName()},
                assistant,
                null);
        context.registerService(
                Catalogues.class,
                () -> Optional.of(new Catalogues.Status(
                        "http://127.0.0.1:7080", 7, Optional.of(Instant.parse("2026-01-01T00:00:00Z")), "")),
                null);
        for (int i = 0; i < 2; i++) {
            context.registerService(Device.class, device(i), null);
        }
        context.registerService(HealthCheck.class, check("arithmetic", HealthResult.ok("1 + 1 = 2")), null);
        context.registerService(HealthCheck.class, check("broken", null), null);
        container.await("(osgi.http.whiteboard.servlet.pattern=/admin/v1/\\*)");
        return new FakeHost(container, jobs, notices);
    }

    /** What was waited for, see {@link FakeJobs#awaited}. */
    List<String> awaited() {
        return jobs.awaited();
    }

    private static List<Diagnosis.Finding> refused(FakeJobs jobs) {
        return jobs.all().stream()
                .flatMap(job -> job
                        .problem()
                        .map(problem -> new Diagnosis.Finding(
                                "change",
                                Diagnosis.Severity.DEGRADED,
                                "",
                                "'" + job.title() + "' changed nothing: " + problem.message(),
                                "This line goes when it succeeds or the host starts again"))
                        .stream())
                .toList();
    }

    private static List<Diagnosis.Finding> failing() {
        throw new IllegalStateException("a bug in the diagnosis");
    }

    private static Device device(int number) {
        DeviceDescriptor descriptor = new DeviceDescriptor(
                "cpu" + number,
                "cpu",
                "Example Processor " + (number + 1) + " GHz",
                4 << number,
                16L << 30,
                List.of("avx2", "fma"),
                Map.of("vendor", "Example"));
        return new Device() {
            @Override
            public DeviceDescriptor descriptor() {
                return descriptor;
            }

            @Override
            public DeviceLoad load() {
                return new DeviceLoad(0.25 + number * 0.5, 6L << 30);
            }
        };
    }

    private static HealthCheck check(String name, HealthResult result) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public HealthResult check() {
                if (result == null) {
                    throw new IllegalStateException("a bug in the check");
                }
                return result;
            }
        };
    }

    /**
     * Posts a notice as a plugin would.
     *
     * @param plugin the sender's id
     * @param text what it says
     * @return its id
     */
    public long post(String plugin, String text) {
        return notices.post(plugin, text);
    }

    /**
     * Returns where it listens.
     *
     * @return without a slash at the end
     */
    public String url() {
        return container.url();
    }

    /**
     * Returns the container.
     *
     * @return to register more with
     */
    public TestContainer container() {
        return container;
    }

    @Override
    public void close() throws BundleException {
        jobs.close();
        container.close();
    }
}
