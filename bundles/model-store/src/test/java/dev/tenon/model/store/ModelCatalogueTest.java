// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenon.api.tensor.TensorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelCatalogueTest {
    private static final Path ENTRIES = Path.of("src/main/resources/dev/tenon/model/store/catalogue");

    private final ModelCatalogue catalogue = ModelCatalogue.load();

    private static DescriptorSchema entrySchema() {
        ObjectNode schema = (ObjectNode) DescriptorSchema.document();
        schema.putArray("allOf").addObject().put("$ref", "#/$defs/entry");
        return new DescriptorSchema(schema);
    }

    @Test
    void listsEveryEntryThatIsThere() throws IOException {
        try (Stream<Path> files = Files.list(ENTRIES)) {
            List<String> ids = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - 5))
                    .sorted()
                    .toList();
            assertThat(catalogue.entries()).extracting(ModelJson::id).containsExactlyElementsOf(ids);
        }
    }

    @Test
    void holdsOnlyEntriesThatCanBeFetchedAndProved() {
        DescriptorSchema schema = entrySchema();
        for (ModelJson entry : catalogue.entries()) {
            schema.check(entry.id(), entry.node());
            entry.descriptor(List.of());
            String path = entry.files().get(0).url().orElseThrow().getPath();
            assertThat(path)
                    .as("a commit or a release, not a branch")
                    .matches("/[^/]+/[^/]+/[0-9a-f]{40}/.*|/npm/(@[^/]+/)?[^/]+@[0-9]+\\.[0-9]+\\.[0-9]+/.*");
            assertThat(entry.recipe().data()).as(entry.id()).isNotBlank();
            assertThat(entry.recipe().inputs().keySet())
                    .as(entry.id())
                    .containsExactlyInAnyOrderElementsOf(
                            entry.specs("inputs").stream().map(TensorSpec::name).toList());
        }
        ModelJson bare = ModelJson.parse(
                "bare",
                "{\"id\":\"a\",\"name\":\"a\",\"task\":\"b\",\"format\":\"c\"}"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThatThrownBy(() -> schema.check("bare", bare.node())).hasMessageContaining("'files'");
    }

    @Test
    void findsAnEntryByItsModelsDigestAndAddress() {
        ModelJson mnist = catalogue.byId("mnist").orElseThrow();
        FileSpec model = mnist.files().get(0);
        assertThat(catalogue.bySha256(model.sha256().orElseThrow())).contains(mnist);
        assertThat(catalogue.byUrl(model.url().orElseThrow().toString())).contains(mnist);
        assertThat(catalogue.bySha256("0".repeat(64))).isEmpty();
    }

    @Test
    void ranksNamesByNearness() {
        assertThat(catalogue.near("minst")).first().isEqualTo("mnist");
        assertThat(catalogue.near("silero")).contains("silero-vad");
        assertThat(catalogue.near("light-resnet5")).first().isEqualTo("light-resnet50");
        assertThat(catalogue.near("qqqqqqqqqqqqqq")).isEmpty();
    }
}
