// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.Change;
import dev.tenon.admin.Change.Action;
import dev.tenon.admin.InstalledPlugin;
import dev.tenon.admin.Job;
import dev.tenon.admin.Plan;
import dev.tenon.api.lifecycle.TenonPlugin;
import dev.tenon.catalog.format.Release;
import dev.tenon.generation.BootSet;
import dev.tenon.generation.ContentStore;
import dev.tenon.generation.Generation;
import dev.tenon.generation.GenerationStore;
import dev.tenon.generation.Home;
import dev.tenon.generation.Member;
import dev.tenon.leases.Leases;
import dev.tenon.leases.LeasesActivator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.felix.framework.Felix;
import org.apache.felix.resolver.Logger;
import org.apache.felix.resolver.ResolverImpl;
import org.apache.felix.scr.impl.Activator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;

/** Changes a real Felix with a real Declarative Services runtime; only the index's signature is left out. */
class PluginServiceTest {
    private static final String UNITS = "org.example.skill.units";

    @TempDir
    Path folder;

    private Felix felix;
    private Market market;
    private Home home;
    private JobQueue jobs;
    private final List<String> rehearsed = new CopyOnWriteArrayList<>();
    private PluginService plugins;

    @BeforeEach
    void start() throws Exception {
        home = Home.open(folder.resolve("home"));
        Path boot = Files.createDirectories(folder.resolve("bundles"));
        BootSet.main(new String[] {boot.toString()});
        new GenerationStore(home).commit("first start", List.of());
        Map<String, Object> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, folder.resolve("felix").toString());
        settings.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
        settings.put(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                "org.osgi.service.component;version=1.5.1,org.osgi.service.component.runtime;version=1.5,"
                        + "org.osgi.service.component.runtime.dto;version=1.5,org.osgi.service.cm;version=1.6.1");
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
        market = new Market();
        jobs = new JobQueue();
        plugins = new PluginService(
                context,
                market,
                jobs,
                new ResolverImpl(new Logger(0)),
                components,
                new DataCopies(context),
                TestHost.settings(context),
                (staged, planned) -> rehearsed.add(staged.symbolicName() + " " + staged.version()),
                new RetiredLoaders(),
                context.getService(context.getServiceReference(Leases.class)),
                TestHost.patience());
    }

    @AfterEach
    void stop() throws Exception {
        jobs.close();
        market.close();
        felix.stop();
        felix.waitForStop(5_000);
    }

    @Test
    void installsUpdatesAndRemoves() throws IOException {
        market.publish(UNITS, "1.0.0", List.of());
        assertThat(done(Action.INSTALL, "skill-units").result()).isEqualTo(UNITS + " 1.0.0 is installed");
        assertThat(plugins.installed())
                .extracting(InstalledPlugin::shortName, InstalledPlugin::version, InstalledPlugin::state)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("skill-units", "1.0.0", "active"));
        assertThat(committed()).containsExactly(UNITS + " 1.0.0");

        market.publish(UNITS, "1.1.0", List.of());
        assertThat(plugins.installed().get(0).newest()).isEqualTo("1.1.0");
        assertThat(done(Action.UPDATE, "units").result()).isEqualTo(UNITS + " 1.1.0 is installed in place of 1.0.0");
        assertThat(new GenerationStore(home).current().orElseThrow().reason())
                .isEqualTo("update " + UNITS + " 1.0.0 to 1.1.0");
        assertThat(committed()).containsExactly(UNITS + " 1.1.0");
        assertThat(bundles()).containsExactly(UNITS + " 1.1.0");

        done(Action.REMOVE, UNITS);
        assertThat(committed()).isEmpty();
        assertThat(bundles()).isEmpty();
    }

    @Test
    void updatesAPluginOfTheDistributionAndGoesBackToItWhenTheNewerReleaseIsRemoved() throws Exception {
        Member own = bootedWith(UNITS, "1.0.0");
        market.publish(UNITS, "1.1.0", List.of());
        done(Action.UPDATE, "skill-units");
        assertThat(bundles()).containsExactly(UNITS + " 1.1.0");

        Plan plan = plugins.plan(new Change(Action.REMOVE, "skill-units", ""));
        assertThat(plan.lines())
                .extracting(Plan.Line::from, Plan.Line::to)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("1.1.0", "1.0.0"));
        assertThat(bundles()).as("a plan changes nothing").containsExactly(UNITS + " 1.1.0");

        assertThat(done(Action.REMOVE, "skill-units").result())
                .isEqualTo(UNITS + " 1.0.0 is installed in place of 1.1.0");
        assertThat(bundles()).containsExactly(UNITS + " 1.0.0");
        assertThat(new GenerationStore(home).current().orElseThrow().members()).containsExactly(own);
        assertThatThrownBy(() -> plugins.plan(new Change(Action.REMOVE, UNITS, "")))
                .hasMessageContaining("belongs to the distribution");
    }

    @Test
    void keepsANewerReleaseThatAnotherPluginNeeds() throws Exception {
        bootedWith(UNITS, "1.0.0");
        market.publish(UNITS, "1.1.0", List.of());
        done(Action.UPDATE, UNITS);
        byte[] needy =
                Market.jar("org.example.needy", "1.0.0", "Require-Bundle", UNITS + ";bundle-version=\"[1.1,2)\"");
        Path file = Files.write(folder.resolve("needy.jar"), needy);
        done(Action.INSTALL, file.toString());
        Job job = await(plugins.apply(new Change(Action.REMOVE, UNITS, "")));
        assertThat(job.problem().orElseThrow().code()).isEqualTo("unresolvable");
        assertThat(job.problem().orElseThrow().message()).contains("org.example.needy", "1.0.0");
        assertThat(bundles()).containsExactlyInAnyOrder(UNITS + " 1.1.0", "org.example.needy 1.0.0");
    }

    private Member bootedWith(String id, String version) throws Exception {
        Path boot = folder.resolve("bundles");
        Files.write(boot.resolve(id + ".jar"), Market.jar(id, version));
        BootSet.main(new String[] {boot.toString()});
        Member own = BootSet.read(boot).members().get(0);
        new GenerationStore(home).commit("booted", List.of(own));
        felix.getBundleContext()
                .installBundle(own.location(new ContentStore(home), folder))
                .start();
        return own;
    }

    @Test
    void planShowsWhatWouldHappenAndChangesNothing() throws IOException {
        Release release = market.publish(UNITS, "1.0.0", List.of());
        Plan plan = plugins.plan(new Change(Action.INSTALL, "skill-units", ""));
        assertThat(plan.bytesToFetch()).isEqualTo(release.bytes());
        Plan.Line line = plan.lines().get(0);
        assertThat(line.permissions()).containsExactly("network:example.org");
        assertThat(line.signedBy()).contains("0123456789abcdef");
        assertThat(bundles()).isEmpty();
        assertThat(home.store()).isEmptyDirectory();
    }

    @Test
    void takesTheNewestReleaseInTheRange() throws IOException {
        market.publish(UNITS, "1.0.0", List.of());
        market.publish(UNITS, "1.4.0", List.of());
        market.publish(UNITS, "2.0.0", List.of());
        await(plugins.apply(new Change(Action.INSTALL, UNITS, "[1.0,2.0)")));
        assertThat(committed()).containsExactly(UNITS + " 1.4.0");
    }

    @Test
    void takesAnOlderReleaseWhereTheNewestDoesNotFitTheMachine() throws IOException {
        market.publish(UNITS, "1.0.0", List.of());
        market.publish(UNITS, "2.0.0", List.of(Market.requires("tenon.device", "(kind=npu)")));
        done(Action.INSTALL, UNITS);
        assertThat(committed()).containsExactly(UNITS + " 1.0.0");
    }

    @Test
    void installsWhatAPluginRequires() throws IOException {
        market.publish(
                "org.example.a", "1.0.0", List.of(Market.requires("tenon.plugin", "(tenon.plugin=org.example.b)")));
        market.publish("org.example.b", "1.0.0", List.of());
        done(Action.INSTALL, "org.example.a");
        assertThat(committed()).containsExactlyInAnyOrder("org.example.a 1.0.0", "org.example.b 1.0.0");
    }

    @Test
    void namesTheRequirementThatNobodyMeetsAndWhoAsked() throws IOException {
        market.publish(
                "org.example.a", "1.0.0", List.of(Market.requires("tenon.plugin", "(tenon.plugin=org.example.b)")));
        market.publish("org.example.b", "1.0.0", List.of(Market.requires("tenon.model", "(task=ocr)")));
        Job job = await(plugins.apply(new Change(Action.INSTALL, "org.example.a", "")));
        assertThat(job.problem().orElseThrow().code()).isEqualTo("unresolvable");
        assertThat(job.problem().orElseThrow().message())
                .contains("org.example.b 1.0.0 requires tenon.model (task=ocr)")
                .contains("model add");
        assertThat(bundles()).isEmpty();
    }

    @Test
    void refusesUnknownPluginsWithTheNearestName() throws IOException {
        market.publish(UNITS, "1.0.0", List.of());
        assertThatThrownBy(() -> plugins.plan(new Change(Action.INSTALL, "skill-unit", "")))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("did you mean skill-units");
        assertThatThrownBy(() -> plugins.plan(new Change(Action.REMOVE, "skill-units", "")))
                .hasMessageContaining("no plugin 'skill-units' is installed; ./tenon plugin list shows");
    }

    @Test
    void refusesWrongRanges() throws IOException {
        market.publish(UNITS, "1.0.0", List.of());
        assertThatThrownBy(() -> plugins.plan(new Change(Action.INSTALL, UNITS, "[2.0,3.0)")))
                .hasMessageContaining("the marketplace offers 1.0.0");
        assertThatThrownBy(() -> plugins.plan(new Change(Action.INSTALL, UNITS, "newest")))
                .hasMessageContaining("no version or version range");
        done(Action.INSTALL, UNITS);
        assertThatThrownBy(() -> plugins.plan(new Change(Action.INSTALL, UNITS, "newest")))
                .hasMessageContaining("no version or version range");
    }

    @Test
    void wrongBytesLeaveNothingBehind() throws IOException {
        Release release = market.publish(UNITS, "1.0.0", List.of());
        byte[] other = Market.jar(UNITS, "1.0.0");
        other[other.length - 1] ^= 1;
        market.spoil(release, other);
        assertRefused(UNITS, "untrusted", "SHA-256 mismatch");
        market.spoil(release, Market.jar(UNITS, "1.0.0", "Bundle-Activator", "evil.Activator"));
        assertRefused(UNITS, "untrusted", "more bytes");
    }

    @Test
    void truncatedDownloadLeavesNothingBehind() throws IOException {
        Release release = market.publish(UNITS, "1.0.0", List.of());
        market.spoil(release, Arrays.copyOf(Market.jar(UNITS, "1.0.0"), 100));
        assertRefused(UNITS, "untrusted", "100 bytes");
    }

    @Test
    void releaseThatDoesNotStartLeavesNothingBehind() throws IOException {
        market.publish(UNITS, "1.0.0", List.of(), "Bundle-Activator", "no.such.Activator");
        assertRefused(UNITS, "unfit", "no.such.Activator");
    }

    @Test
    void failedUpdateKeepsTheOldVersionServing() throws IOException {
        market.publish(UNITS, "1.0.0", List.of());
        done(Action.INSTALL, UNITS);
        market.publish(UNITS, "1.1.0", List.of(), "Bundle-Activator", "no.such.Activator");
        Job job = await(plugins.apply(new Change(Action.UPDATE, UNITS, "")));
        assertThat(job.state()).isEqualTo(Job.State.FAILED);
        assertThat(bundles()).containsExactly(UNITS + " 1.0.0");
        assertThat(committed()).containsExactly(UNITS + " 1.0.0");
    }

    @Test
    void jarWithAnotherNameThanPromisedIsRefused() throws IOException {
        market.offer(UNITS, "1.0.0", Market.jar("org.example.other", "1.0.0"));
        assertRefused(UNITS, "untrusted", "calls itself org.example.other 1.0.0");
    }

    @Test
    void installsFromAFile() throws IOException {
        Path file = Files.write(folder.resolve("other.jar"), Market.jar("org.example.other", "1.0.0"));
        Plan plan = plugins.plan(new Change(Action.INSTALL, file.toString(), ""));
        assertThat(plan.lines().get(0).permissions()).containsExactly("exec");
        assertThat(bundles()).isEmpty();
        assertThat(stored()).as("a plan keeps nothing").isEmpty();
        done(Action.INSTALL, file.toString());
        assertThat(bundles()).containsExactly("org.example.other 1.0.0");
        assertThatThrownBy(() -> plugins.plan(new Change(Action.INSTALL, file.toString(), "")))
                .hasMessageContaining("installed already");
        assertThatThrownBy(() -> plugins.plan(new Change(Action.INSTALL, folder + "/none.jar", "")))
                .hasMessageContaining("no file");
        assertThat(bundles()).containsExactly("org.example.other 1.0.0");
    }

    @Test
    void rehearsesWhatWeDidNotSign() throws IOException {
        market.publish("dev.tenon.skill.tides", "1.0.0", List.of());
        market.publish(UNITS, "1.0.0", List.of());
        done(Action.INSTALL, "dev.tenon.skill.tides");
        assertThat(rehearsed).isEmpty();
        assertThat(done(Action.INSTALL, UNITS).steps())
                .containsSubsequence("stage " + UNITS + " 1.0.0", "rehearse " + UNITS + " 1.0.0", "commit");
        Path file = Files.write(folder.resolve("ours.jar"), Market.jar("dev.tenon.ours", "1.0.0"));
        done(Action.INSTALL, file.toString());
        done(Action.REMOVE, UNITS);
        assertThat(rehearsed).containsExactly(UNITS + " 1.0.0", "dev.tenon.ours 1.0.0");
    }

    @Test
    void keepsNothingOfAFileThatCannotBeResolved() throws IOException {
        byte[] needy = Market.jar("org.example.needy", "1.0.0", "Import-Package", "org.example.nowhere");
        Path file = Files.write(folder.resolve("needy.jar"), needy);
        assertRefused(file.toString(), "unresolvable", "org.example.nowhere");
    }

    @Test
    void installsFromAFileWhoseVersionIsShort() throws IOException {
        Path file = Files.write(folder.resolve("short.jar"), Market.jar("org.example.brief", "1.2"));
        done(Action.INSTALL, file.toString());
        assertThat(bundles()).containsExactly("org.example.brief 1.2.0");
    }

    @Test
    void jobThatDiesOfAnErrorFailsAndTheNextRuns() {
        Job dead = await(jobs.submit("die", progress -> {
            throw new StackOverflowError();
        }));
        assertThat(dead.state()).isEqualTo(Job.State.FAILED);
        assertThat(await(jobs.submit("live", progress -> "alive")).result()).isEqualTo("alive");
    }

    @Test
    void refusesFilesThatAreNoPlugins() throws IOException {
        Path garbage = Files.write(folder.resolve("garbage.jar"), "not a zip".getBytes(StandardCharsets.UTF_8));
        assertRefused(garbage.toString(), "untrusted", "no jar that can be read");
        Path library = Path.of(TenonPlugin.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        assertRefused(library.toString(), "untrusted", "no plugin");
        Path plain = Path.of(
                Test.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        assertThat(await(plugins.apply(unsigned(plain.toString()))).state()).isEqualTo(Job.State.FAILED);
    }

    private void assertRefused(String plugin, String code, String words) throws IOException {
        Job job = await(plugins.apply(unsigned(plugin)));
        assertThat(job.state()).isEqualTo(Job.State.FAILED);
        assertThat(job.problem().orElseThrow().code()).isEqualTo(code);
        assertThat(job.problem().orElseThrow().message()).contains(words).doesNotContain("\n");
        assertThat(bundles()).isEmpty();
        assertThat(committed()).isEmpty();
        assertThat(stored()).isEmpty();
    }

    private List<Path> stored() throws IOException {
        try (Stream<Path> files = Files.walk(home.root().resolve("store"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private Job done(Action action, String plugin) {
        Job job = await(plugins.apply(
                action == Action.INSTALL
                        ? unsigned(plugin)
                        : new Change(action, plugin, "", Set.of(Change.Option.ACCEPT))));
        assertThat(job.problem()).isEmpty();
        assertThat(job.state()).isEqualTo(Job.State.DONE);
        return job;
    }

    private static Change unsigned(String plugin) {
        return new Change(Action.INSTALL, plugin, "", Set.of(Change.Option.UNSIGNED));
    }

    private Job await(Job job) {
        return TestHost.ended(jobs, job);
    }

    private List<String> committed() throws IOException {
        Generation current = new GenerationStore(home).current().orElseThrow();
        return current.members().stream()
                .map(m -> m.symbolicName() + " " + m.version())
                .toList();
    }

    private List<String> bundles() {
        return Arrays.stream(felix.getBundleContext().getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("org.example"))
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
                .map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion())
                .toList();
    }
}
