// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.admin.Change;
import dev.tenon.admin.Change.Action;
import dev.tenon.admin.Job;
import dev.tenon.admin.Jobs;
import dev.tenon.admin.Plan;
import dev.tenon.generation.BootSet;
import dev.tenon.generation.ContentStore;
import dev.tenon.generation.Generation;
import dev.tenon.generation.GenerationStore;
import dev.tenon.generation.Home;
import dev.tenon.generation.Member;
import dev.tenon.leases.HeldLease;
import dev.tenon.leases.Leases;
import dev.tenon.leases.LeasesActivator;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.felix.cm.impl.ConfigurationManager;
import org.apache.felix.framework.Felix;
import org.apache.felix.resolver.Logger;
import org.apache.felix.resolver.ResolverImpl;
import org.apache.felix.scr.impl.Activator;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;

/** A real Felix with a real Declarative Services runtime on a home of its own, and a made-up marketplace. */
final class TestHost {
    private final AtomicBoolean swapFails = new AtomicBoolean();
    final Home home;
    final Market market = new Market();
    final JobQueue jobs = new JobQueue();
    final RetiredLoaders retired = new RetiredLoaders();
    final PluginService plugins;
    final GenerationHistory history;
    final GenerationStore generations;
    final DataCopies copies;
    /** What is done in place of a rehearsal. */
    volatile Rehearsal rehearsal = (staged, planned) -> {};

    private final Felix felix;

    TestHost(Path folder) throws Exception {
        home = Home.open(folder.resolve("home"));
        Path boot = Files.createDirectories(folder.resolve("bundles"));
        BootSet.main(new String[] {boot.toString()});
        generations = new GenerationStore(home);
        generations.commit("first start", List.of());
        Map<String, Object> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, folder.resolve("felix").toString());
        settings.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
        settings.put(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                "org.osgi.service.component;version=1.5.1,org.osgi.service.component.runtime;version=1.5,"
                        + "org.osgi.service.component.runtime.dto;version=1.5,org.osgi.service.cm;version=1.6.1");
        settings.put(Constants.FRAMEWORK_BOOTDELEGATION, "dev.tenon.*");
        settings.put(Constants.FRAMEWORK_BUNDLE_PARENT, Constants.FRAMEWORK_BUNDLE_PARENT_FRAMEWORK);
        settings.put("tenon.home", home.root().toString());
        settings.put("tenon.distribution", folder.toString());
        felix = new Felix(settings);
        felix.start();
        BundleContext context = felix.getBundleContext();
        new LeasesActivator().start(context);
        for (Class<?> inJar : List.of(Function.class, Promise.class, Activator.class)) {
            context.installBundle("reference:"
                            + inJar.getProtectionDomain().getCodeSource().getLocation())
                    .start();
        }
        ServiceComponentRuntime components =
                context.getService(context.getServiceReference(ServiceComponentRuntime.class));
        copies = new DataCopies(context);
        plugins = new PluginService(
                context,
                market,
                jobs,
                new ResolverImpl(new Logger(0)),
                components,
                copies,
                settings(context),
                (staged, planned) -> rehearsal.rehearse(staged, planned),
                retired,
                new FailingOnce(context.getService(context.getServiceReference(Leases.class))),
                patience());
        history = new GenerationHistory(context, market);
    }

    /** Moves no front the next time it is asked to, and fails. */
    void failNextSwap() {
        swapFails.set(true);
    }

    private final class FailingOnce implements Leases {
        private final Leases leases;

        private FailingOnce(Leases leases) {
            this.leases = leases;
        }

        @Override
        public List<HeldLease> replace(Collection<Bundle> retired, Collection<Bundle> fresh, Duration limit) {
            if (swapFails.getAndSet(false)) {
                throw new IllegalStateException("planted");
            }
            return leases.replace(retired, fresh, limit);
        }

        @Override
        public void stage(Bundle bundle) {
            leases.stage(bundle);
        }

        @Override
        public List<HeldLease> held(String pluginId) {
            return leases.held(pluginId);
        }

        @Override
        public long ended(String pluginId) {
            return leases.ended(pluginId);
        }
    }

    /** The settings of changes: calls to an old release are not waited for long. */
    static PluginService.Config patience() {
        return (PluginService.Config) Proxy.newProxyInstance(
                TestHost.class.getClassLoader(),
                new Class<?>[] {PluginService.Config.class},
                (config, method, arguments) -> 5);
    }

    /** Delivers settings, as the host does. */
    static SettingsFiles settings(BundleContext context) throws Exception {
        context.installBundle("reference:"
                        + ConfigurationManager.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation())
                .start();
        new SettingsStart().start(context);
        return context.getService(context.getServiceReference(SettingsFiles.class));
    }

    /** Lets the distribution bring a bundle, alone, that runs. */
    void bootedWith(Path folder, String id, String version, String... headers) throws Exception {
        Path boot = folder.resolve("bundles");
        Files.write(boot.resolve(id + ".jar"), Market.jar(id, version, headers));
        BootSet.main(new String[] {boot.toString()});
        Member own = BootSet.read(boot).members().get(0);
        generations.commit("booted", List.of(own));
        context().installBundle(own.location(new ContentStore(home), folder)).start();
    }

    BundleContext context() {
        return felix.getBundleContext();
    }

    /** Makes a change that must succeed. */
    Job done(Action action, String plugin) {
        return done(new Change(action, plugin, ""));
    }

    Job done(Change change) {
        Job job = ended(change);
        assertThat(job.problem()).isEmpty();
        assertThat(job.state()).isEqualTo(Job.State.DONE);
        return job;
    }

    Plan plan(Action action, String plugin) {
        return plugins.plan(new Change(action, plugin, ""));
    }

    /** Makes a change that must fail, and returns its code and message. */
    String refused(Change change) {
        Job job = ended(change);
        assertThat(job.state()).as(job.result()).isEqualTo(Job.State.FAILED);
        assertThat(job.problem().orElseThrow().message()).doesNotContain("\n");
        return job.problem().orElseThrow().code() + ": "
                + job.problem().orElseThrow().message();
    }

    private Job ended(Change change) {
        return await(plugins.apply(change));
    }

    Job await(Job job) {
        return ended(jobs, job);
    }

    /** Waits until a job has ended, well or not. */
    static Job ended(Jobs jobs, Job job) {
        return ended(jobs, job, Duration.ofSeconds(60));
    }

    static Job ended(Jobs jobs, Job job, Duration patience) {
        try {
            Job now = jobs.await(job.id(), Integer.MAX_VALUE, patience).orElseThrow();
            if (now.state() == Job.State.DONE || now.state() == Job.State.FAILED) {
                return now;
            }
            throw new AssertionError("the job does not end: " + now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the job was to end: " + job, e);
        }
    }

    Generation current() throws IOException {
        return generations.current().orElseThrow();
    }

    List<String> committed() throws IOException {
        return current().members().stream()
                .map(member -> member.symbolicName() + " " + member.version())
                .toList();
    }

    /** Returns what runs. */
    List<String> bundles() {
        return Arrays.stream(context().getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("org.example"))
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
                .map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion())
                .toList();
    }

    void close() throws Exception {
        jobs.close();
        market.close();
        felix.stop();
        felix.waitForStop(5_000);
    }
}
