// SPDX-License-Identifier: Apache-2.0
package dev.tenon.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.catalog.format.Clause;
import dev.tenon.catalog.format.Index;
import dev.tenon.catalog.format.Release;
import dev.tenon.catalog.format.SkillEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final Catalogue catalogue = new Catalogue(new Index(
            5,
            "2026-11-23T12:00:00Z",
            List.of(
                    release("com.acme.skill.units", "1.0.0", "Acme units", "Boats in units.", "skill"),
                    release("dev.tenon.backend.onnx", "1.0.0", "ONNX Runtime", "Runs models.", "backend"),
                    release(
                            "dev.tenon.skill.units",
                            "1.9.0",
                            "Units",
                            "Converts units of measurement.",
                            "skill",
                            "how many miles is 42.195 km?",
                            "42.195 公里是多少英里？"),
                    release(
                            "dev.tenon.skill.units",
                            "1.10.0",
                            "Units",
                            "Converts units of measurement.",
                            "skill",
                            "how many miles is 42.195 km?",
                            "42.195 公里是多少英里？"),
                    release("org.example.tides", "1.0.0", "Tides", "Says when the tide is high.", "skill"))));

    @Test
    void listsAllByNameWithTheNewestFirst() {
        assertThat(catalogue.find("", ""))
                .extracting(listing ->
                        listing.newest().name() + " " + listing.newest().version())
                .containsExactly("Acme units 1.0.0", "ONNX Runtime 1.0.0", "Tides 1.0.0", "Units 1.10.0");
        assertThat(catalogue.plugin("dev.tenon.skill.units").orElseThrow().releases())
                .hasSize(2);
        assertThat(catalogue.categories()).containsExactly("backend", "skill");
        assertThat(catalogue.size()).isEqualTo(4);
    }

    @Test
    void findsByNameSummaryExampleAndBeginning() {
        assertThat(ids("units")).first().isEqualTo("dev.tenon.skill.units");
        assertThat(ids("unit")).contains("dev.tenon.skill.units", "com.acme.skill.units");
        assertThat(ids("when is high tide")).containsExactly("org.example.tides");
        assertThat(ids("how many miles is 3 km?")).containsExactly("dev.tenon.skill.units");
        assertThat(ids("convert")).containsExactly("dev.tenon.skill.units");
        assertThat(ids("ONNX")).containsExactly("dev.tenon.backend.onnx");
    }

    @Test
    void findsChineseByPairsOfCharacters() {
        assertThat(ids("公里换算英里")).containsExactly("dev.tenon.skill.units");
        assertThat(ids("潮汐")).isEmpty();
    }

    @Test
    void findsNothingByNothingButStopWordsOrSigns() {
        assertThat(ids("what is the")).isEmpty();
        assertThat(ids("???")).isEmpty();
    }

    @Test
    void keepsToACategory() {
        assertThat(catalogue.find("units", "backend")).isEmpty();
        assertThat(catalogue.find("", "backend")).hasSize(1);
        assertThat(catalogue.find("", "game")).isEmpty();
    }

    @Test
    void shortensIdsOnlyWhereNobodyElseIsMeant() {
        assertThat(catalogue.plugin("org.example.tides").orElseThrow().shortName())
                .isEqualTo("tides");
        assertThat(catalogue.plugin("dev.tenon.backend.onnx").orElseThrow().shortName())
                .isEqualTo("backend-onnx");
        assertThat(catalogue.plugin("dev.tenon.skill.units").orElseThrow().shortName())
                .as("com.acme has one of the same short name")
                .isEqualTo("dev.tenon.skill.units");
        assertThat(catalogue.named("backend-onnx")).isEqualTo(catalogue.plugin("dev.tenon.backend.onnx"));
        assertThat(catalogue.named("dev.tenon.skill.units")).isPresent();
        assertThat(catalogue.named("skill-units")).isEmpty();
    }

    private List<String> ids(String query) {
        return catalogue.find(query, "").stream()
                .map(listing -> listing.newest().id())
                .toList();
    }

    @Test
    void showsAVariantOfAModelToThoseWhoSearchForIt() {
        Release model = release("org.example.model.digits", "1.0.0", "Digits", "Reads digits.", "model");
        Release variant = release("org.example.model.digits.w8a8-cpu", "1.0.0", "Digits, w8a8", "Small.", "model");
        Clause.Value of = new Clause.Value("String", model.id());
        Release marked = new Release(
                variant.id(),
                variant.version(),
                variant.name(),
                variant.summary(),
                variant.license(),
                variant.categories(),
                variant.permissions(),
                variant.sha256(),
                variant.bytes(),
                variant.publishedAt(),
                variant.publisher(),
                List.of(new Clause("tenon.model", Map.of("of", of), Map.of())),
                List.of(),
                List.of());
        Catalogue digits = new Catalogue(new Index(1, "2026-11-23T12:00:00Z", List.of(model, marked)));
        assertThat(digits.find("", ""))
                .extracting(listing -> listing.newest().id())
                .containsExactly(model.id());
        assertThat(digits.find("digits", ""))
                .extracting(listing -> listing.newest().id())
                .containsExactly(model.id(), marked.id());
        assertThat(digits.plugin(marked.id())).isPresent();
    }

    private static Release release(
            String id, String version, String name, String summary, String category, String... examples) {
        List<SkillEntry> skills = examples.length == 0
                ? List.of()
                : List.of(new SkillEntry(
                        "convert", summary, Map.of("en", List.of(examples[0]), "zh", List.of(examples[1])), List.of()));
        return new Release(
                id,
                version,
                name,
                summary,
                "Apache-2.0",
                List.of(category),
                List.of(),
                "a".repeat(64),
                1,
                "2026-11-23T12:00:00Z",
                "example",
                List.of(),
                List.of(),
                skills);
    }
}
