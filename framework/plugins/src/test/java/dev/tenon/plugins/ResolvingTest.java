// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.Change;
import dev.tenon.admin.Change.Action;
import dev.tenon.admin.Change.Option;
import dev.tenon.catalog.format.Clause;
import dev.tenon.generation.Generation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.resource.Wire;
import org.osgi.resource.Wiring;
import org.osgi.service.resolver.ResolveContext;
import org.osgi.service.resolver.Resolver;

/** What cannot be resolved is refused in words, in time, and leaves the old generation as it was. */
class ResolvingTest {
    private static final String TIDES = "org.example.tides";

    @TempDir
    Path folder;

    private TestHost host;
    private Generation before;

    @BeforeEach
    void start() throws Exception {
        host = new TestHost(folder);
        before = host.current();
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
    }

    private static Clause imports(String filter) {
        return new Clause("osgi.wiring.package", Map.of(), Map.of("filter", filter));
    }

    private String refusedFile(String... headers) throws IOException {
        Path file = Files.write(folder.resolve("own.jar"), Market.jar(TIDES, "1.0.0", headers));
        String said = refused(new Change(Action.INSTALL, file.toString(), "", Set.of(Option.UNSIGNED)));
        assertThatThrownBy(() -> host.plugins.plan(new Change(Action.INSTALL, file.toString(), "")))
                .as("the plan says so, too")
                .isInstanceOf(AdminException.class);
        return said;
    }

    private String refused(Change change) throws IOException {
        String said = host.refused(change);
        assertThat(host.current()).isEqualTo(before);
        assertThat(host.bundles()).isEmpty();
        assertThat(host.context().getBundles()).noneMatch(bundle -> TIDES.equals(bundle.getSymbolicName()));
        return said;
    }

    @Test
    void refusesFragmentsSingletonsAndPackagesExportedTwice() throws IOException {
        assertThat(refusedFile("Fragment-Host", "org.apache.felix.scr")).contains("is a fragment", "Fragment-Host");
        assertThat(refusedFile("Bundle-SymbolicName", TIDES + ";singleton:=true"))
                .contains("is a singleton");
        assertThat(refusedFile("Export-Package", "org.example.a;version=1.0,org.example.a;version=2.0"))
                .contains("exports the package org.example.a twice");
    }

    @Test
    void refusesAFragmentThatItsIndexDoesNotTellOfBeforeItTakesEffect() throws IOException {
        host.market.publish(TIDES, "1.0.0", List.of(), "Fragment-Host", "system.bundle; extension:=framework");
        assertThat(refused(new Change(Action.INSTALL, TIDES, ""))).contains("is a fragment");
    }

    @Test
    void refusesAFragmentOfTheIndexInThePlan() throws IOException {
        host.market.publish(TIDES, "1.0.0", List.of(Market.requires("osgi.wiring.host", "(osgi.wiring.host=x)")));
        assertThatThrownBy(() -> host.plugins.plan(new Change(Action.INSTALL, TIDES, "")))
                .hasMessageContaining("is a fragment");
    }

    @Test
    void tellsWhichApiThisHostOffersAndWhichReleaseWouldDo() throws IOException {
        String api = "org.osgi.service.component";
        host.market.publish(TIDES, "1.0.0", List.of());
        host.market.publish(
                TIDES,
                "2.0.0",
                List.of(imports("(&(osgi.wiring.package=" + api + ")(version>=2.0.0)(!(version>=3.0.0)))")));
        assertThat(refused(new Change(Action.INSTALL, TIDES, "[2,3)")))
                .isEqualTo("unresolvable: org.example.tides 2.0.0 requires org.osgi.service.component [2.0.0,3.0.0);"
                        + " this host offers 1.5.1; a release for this host: org.example.tides 1.0.0");
    }

    @Test
    void tellsWhatTheMarketplaceOffersOutsideTheWantedRange() throws IOException {
        host.market.publish(
                TIDES,
                "1.0.0",
                List.of(
                        Market.requires("tenon.voice", "(&(tenon.voice=sea)(version>=2.0.0))"),
                        imports("(&(osgi.wiring.package=org.example.lib)(version>=2.0.0))")));
        host.market.publish(
                "org.example.lib",
                "1.0.0",
                List.of(),
                List.of(
                        Market.provides("osgi.wiring.package", "org.example.lib", "1.4.0"),
                        Market.provides("tenon.voice", "sea", "2.0.0")),
                List.of());
        assertThat(refused(new Change(Action.INSTALL, TIDES, "")))
                .contains(
                        "requires org.example.lib 2.0.0 or newer; the marketplace offers 1.4.0, which is not in that range");
    }

    @Test
    void givesUpASearchThatTakesTooLong() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        Resolver endless = new Resolver() {
            @Override
            public Map<Resource, List<Wire>> resolve(ResolveContext context) {
                context.onCancel(cancelled::countDown);
                try {
                    cancelled.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Map.of();
            }

            @Override
            public Map<Resource, List<Wire>> resolveDynamic(
                    ResolveContext context, Wiring wiring, Requirement requirement) {
                throw new UnsupportedOperationException();
            }
        };
        WholeSet set = new WholeSet(
                new Platform(host.context()),
                new MarketView(host.market),
                endless,
                () -> new MachineResource(List.of(), List.of()),
                Duration.ofMillis(50));
        assertThatThrownBy(() -> set.checkWith(List.of()))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("no solution was found within 0.05 s");
        assertThat(cancelled.await(20, TimeUnit.SECONDS))
                .as("the resolver is told to stop")
                .isTrue();
    }

    @Test
    void prefersTheProviderInUseToANewerOneBesideIt() throws Exception {
        lib("org.example.lib.old", "1.0.0");
        host.done(Action.INSTALL, "org.example.lib.old");
        host.market.publish(
                TIDES,
                "1.0.0",
                List.of(imports("(osgi.wiring.package=org.example.lib)")),
                "Import-Package",
                "org.example.lib");
        host.done(Action.INSTALL, TIDES);
        lib("org.example.lib.fresh", "2.0.0");
        host.done(Action.INSTALL, "org.example.lib.fresh");
        List<BundleRevision> running = new Platform(host.context()).revisionsWithout(List.of());
        Requirement requirement = running.stream()
                .filter(revision -> TIDES.equals(revision.getSymbolicName()))
                .flatMap(revision -> revision.getRequirements("osgi.wiring.package").stream())
                .findFirst()
                .orElseThrow();
        assertThat(new DesiredSet(running, Offered.NOTHING, List.of()).findProviders(requirement))
                .extracting(capability -> Manifests.label(capability.getResource()))
                .containsExactly("org.example.lib.old 1.0.0", "org.example.lib.fresh 2.0.0");
    }

    private void lib(String id, String version) throws IOException {
        host.market.publish(
                id,
                version,
                List.of(),
                List.of(Market.provides("osgi.wiring.package", "org.example.lib", version)),
                List.of(),
                "Export-Package",
                "org.example.lib;version=" + version);
    }
}
