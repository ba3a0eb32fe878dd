// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.catalog.format.Clause;
import dev.tenon.catalog.format.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.apache.felix.resolver.Logger;
import org.apache.felix.resolver.ResolverImpl;
import org.junit.jupiter.api.Test;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.service.resolver.ResolutionException;

class DesiredSetTest {
    private static final String PACKAGE = "osgi.wiring.package";

    private static OfferedResource resource(
            String id, String version, List<Clause> capabilities, List<Clause> requirements) {
        List<Clause> all = new ArrayList<>(capabilities);
        all.add(Market.provides("osgi.identity", id, version));
        return new OfferedResource(new Release(
                id,
                version,
                id,
                "",
                "",
                List.of(),
                List.of(),
                "0".repeat(64),
                1,
                "",
                "",
                all,
                requirements,
                List.of()));
    }

    private static Clause requires(String namespace, String filter) {
        return new Clause(namespace, Map.of(), Map.of("filter", filter));
    }

    private static boolean matches(String filter, String mandatory) {
        Clause offered = new Clause(
                PACKAGE,
                Map.of(PACKAGE, new Clause.Value("String", "p"), "vendor", new Clause.Value("String", "acme")),
                Map.of("mandatory", mandatory));
        Capability capability = resource("a", "1.0.0", List.of(offered), List.of())
                .getCapabilities(PACKAGE)
                .get(0);
        Requirement requirement = resource("b", "1.0.0", List.of(), List.of(requires(PACKAGE, filter)))
                .getRequirements(PACKAGE)
                .get(0);
        return DesiredSet.matches(requirement, capability);
    }

    @Test
    void mandatoryAttributesMustBeAskedFor() {
        assertThat(matches("(osgi.wiring.package=p)", "")).isTrue();
        assertThat(matches("(osgi.wiring.package=p)", "vendor")).isFalse();
        assertThat(matches("(&(osgi.wiring.package=p)(vendor=acme))", "vendor, osgi.wiring.package"))
                .isTrue();
        assertThat(matches("(&(osgi.wiring.package=p)( vendor =acme))", "vendor"))
                .isTrue();
        assertThat(matches("(&(osgi.wiring.package=p)(vendor=*))", "vendor")).isTrue();
        assertThat(matches("(&(osgi.wiring.package=p)(!(vendor=other)))", "vendor"))
                .as("a negation does not ask for it")
                .isFalse();
        assertThat(matches("(|(osgi.wiring.package=p)(vendor=acme))", "vendor"))
                .as("an alternative does not ask for it")
                .isFalse();
        assertThat(matches("(|(osgi.wiring.package=p)(x=\\(vendor=acme\\)))", "vendor"))
                .as("a value is no attribute")
                .isFalse();
        assertThat(matches("(osgi.wiring.package=p", ""))
                .as("a filter cut in half")
                .isFalse();
    }

    @Test
    void readsNamesAndRanges() {
        assertThat(named("(&(p=x)(version>=1.0)(!(version>=2)))")).isEqualTo("x [1.0.0,2.0.0)");
        assertThat(named("(&(p=x)(version>=1)(version<=2))")).isEqualTo("x [1.0.0,2.0.0]");
        assertThat(named("(&(p=x)(!(version<=1)))")).isEqualTo("x newer than 1.0.0");
        assertThat(named("(&(p=x)(version>=1))")).isEqualTo("x 1.0.0 or newer");
        assertThat(named("(p=x)")).isEqualTo("x");
        assertThat(named("(&(p=x)(vendor=acme))")).isEmpty();
        assertThat(named("(&(p=x)(version>=no.version))")).isEmpty();
    }

    private static String named(String filter) {
        return FilterTree.parse(filter)
                .named("p", "version")
                .map(Object::toString)
                .orElse("");
    }

    @Test
    void hostAndFragmentResolveTogether() throws ResolutionException {
        Clause host = new Clause(
                "osgi.wiring.host",
                Map.of(
                        "osgi.wiring.host", new Clause.Value("String", "host"),
                        "bundle-version", new Clause.Value("Version", "1.0.0")),
                Map.of());
        Resource base = resource("host", "1.0.0", List.of(host), List.of());
        Resource fragment = resource(
                "fragment",
                "1.0.0",
                List.of(Market.provides(PACKAGE, "p", "1.0.0")),
                List.of(requires("osgi.wiring.host", "(osgi.wiring.host=host)")));
        Resource user = resource("user", "1.0.0", List.of(), List.of(requires(PACKAGE, "(osgi.wiring.package=p)")));
        ResolverImpl resolver = new ResolverImpl(new Logger(0));
        assertThat(resolver.resolve(new DesiredSet(List.of(user, base, fragment), Offered.NOTHING, List.of()))
                        .get(user))
                .extracting(wire -> wire.getProvider())
                .containsExactly(base);
        assertThatThrownBy(() -> resolver.resolve(new DesiredSet(List.of(user, base), Offered.NOTHING, List.of())))
                .isInstanceOf(ResolutionException.class);
    }

    @Test
    void weighsTwentyProvidersThoseThatRunFirst() {
        Resource running = resource("running", "1.0.0", List.of(Market.provides(PACKAGE, "p", "1.0.0")), List.of());
        List<Resource> offered = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            offered.add(resource("offered", "2.0." + i, List.of(Market.provides(PACKAGE, "p", "2.0." + i)), List.of()));
        }
        Requirement requirement = resource(
                        "user", "1.0.0", List.of(), List.of(requires(PACKAGE, "(osgi.wiring.package=p)")))
                .getRequirements(PACKAGE)
                .get(0);
        List<Capability> found =
                new DesiredSet(List.of(running), Offered.of(offered), List.of()).findProviders(requirement);
        assertThat(found).hasSize(20);
        assertThat(found.get(0).getResource()).isEqualTo(running);
        assertThat(found.get(1).getAttributes().get("version")).hasToString("2.0.39");
    }

    @Test
    void aSetThatIsCancelledAnswersNoMore() {
        Resource user = resource("user", "1.0.0", List.of(), List.of(requires(PACKAGE, "(osgi.wiring.package=p)")));
        DesiredSet set = new DesiredSet(List.of(user), Offered.NOTHING, List.of());
        set.cancel();
        assertThatThrownBy(() -> set.findProviders(user.getRequirements(PACKAGE).get(0)))
                .isInstanceOf(CancellationException.class);
    }
}
