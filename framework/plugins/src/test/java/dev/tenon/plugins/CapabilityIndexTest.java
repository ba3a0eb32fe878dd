// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.catalog.format.Clause;
import dev.tenon.catalog.format.Release;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.resource.Requirement;

class CapabilityIndexTest {
    private static final String NS = "tenon.thing";

    private final CapabilityIndex index = new CapabilityIndex(List.of(
            release("a", List.of(thing("String", "x"), thing("String", "y"))),
            release("b", List.of(thing("List<String>", "x,z"))),
            release("c", List.of(new Clause(NS, Map.of(), Map.of()))),
            release("d", List.of(thing("String", "x"))),
            release("e", List.of(thing("String", "w*")))));

    private static Clause thing(String type, String text) {
        return new Clause(
                NS, Map.of(NS, new Clause.Value(type, text), "size", new Clause.Value("Long", "3")), Map.of());
    }

    private static OfferedResource release(String id, List<Clause> capabilities) {
        return release(id, capabilities, List.of());
    }

    private static OfferedResource release(String id, List<Clause> capabilities, List<Clause> requirements) {
        return new OfferedResource(new Release(
                id,
                "1.0.0",
                id,
                "",
                "",
                List.of(),
                List.of(),
                "0".repeat(64),
                1,
                "",
                "",
                capabilities,
                requirements,
                List.of()));
    }

    /** What a walk over everything finds. */
    @ParameterizedTest
    @CsvSource({
        "(tenon.thing=x), a d b",
        "(&(size>=3)(tenon.thing=x)), a d b",
        "(&(size>=4)(tenon.thing=x)), ''",
        "(|(tenon.thing=y)(tenon.thing=z)), a b",
        "(!(tenon.thing=x)), a c e",
        "(TENON.THING=y), ''",
        "(tenon.thing=*), a a b d e",
        "(tenon.thing=w\\*), e",
        "(tenon.thing=q), ''",
        "(size=3), a a b d e",
    })
    void findsWhatAWalkOverAllFinds(String filter, String expected) {
        Requirement requirement = release(
                        "asks", List.of(), List.of(new Clause(NS, Map.of(), Map.of("filter", filter))))
                .getRequirements(NS)
                .get(0);
        assertThat(index.meeting(Match.of(requirement)).stream().map(found -> ((OfferedResource) found.getResource())
                        .release()
                        .id()))
                .containsExactlyElementsOf(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    void knowsNothingOfOtherNamespaces() {
        assertThat(index.of("tenon.other")).isEmpty();
        assertThat(index.of(NS, "x")).hasSize(2);
    }
}
