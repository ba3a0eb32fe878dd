// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.catalog.format.Clause;
import dev.tenon.catalog.format.Release;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CastTest {
    private final OfferedResource api = bundle("api", List.of(exports("api")), List.of());
    private final OfferedResource data = bundle("data", List.of(service("Data")), List.of(needs("package", "api", "")));
    private final OfferedResource console = bundle("console", List.of(), List.of(needs("service", "Data", "")));
    private final OfferedResource models = bundle("models", List.of(service("Models")), List.of());
    private final OfferedResource skill = bundle(
            "skill",
            List.of(),
            List.of(
                    needs("service", "Data", ""),
                    needs("service", "Models", "optional"),
                    needs("service", "None", "")));

    @Test
    void holdsWhatIsRequiredAndWhatThatRequiresInTheGivenOrder() {
        List<OfferedResource> planned = List.of(api, console, models, data, skill);
        assertThat(Cast.of(List.of(skill), planned)).containsExactly(api, data, skill);
        assertThat(Cast.of(List.of(skill, models), planned)).containsExactly(api, models, data, skill);
    }

    @Test
    void prefersWhoPlaysAlready() {
        OfferedResource other = bundle("other", List.of(service("Data")), List.of());
        assertThat(Cast.of(List.of(skill), List.of(data, other, api, skill))).containsExactly(data, api, skill);
        assertThat(Cast.of(List.of(other, skill), List.of(data, other, skill))).containsExactly(other, skill);
    }

    private static OfferedResource bundle(String id, List<Clause> provides, List<Clause> requires) {
        return new OfferedResource(new Release(
                "org.example." + id,
                "1.0.0",
                "",
                "",
                "",
                List.of(),
                List.of(),
                String.format("%064x", id.hashCode()),
                1,
                "",
                "",
                provides,
                requires,
                List.of()));
    }

    private static Clause exports(String name) {
        return new Clause("package", Map.of("package", new Clause.Value("String", name)), Map.of());
    }

    private static Clause service(String name) {
        return new Clause("service", Map.of("service", new Clause.Value("String", name)), Map.of());
    }

    private static Clause needs(String namespace, String name, String resolution) {
        Map<String, String> filter = Map.of("filter", "(" + namespace + "=" + name + ")");
        return new Clause(
                namespace,
                Map.of(),
                resolution.isEmpty() ? filter : Map.of("filter", filter.get("filter"), "resolution", resolution));
    }
}
