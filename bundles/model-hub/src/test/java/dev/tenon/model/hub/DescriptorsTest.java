// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a repository says, as a descriptor. */
@Timeout(60)
class DescriptorsTest {
    @TempDir
    private Path home;

    private final Map<String, byte[]> files = new TreeMap<>();
    private HubServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new HubServer();
        put("model.onnx", "a model");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void put(String path, String content) {
        files.put(path, HubServer.bytes(content));
    }

    private JsonNode describe(String about) throws JsonProcessingException {
        server.add("acme/some", files).setAll((ObjectNode) Visit.MAPPER.readTree(about));
        HuggingFaceHub hub = new HuggingFaceHub(
                Map.of("HF_ENDPOINT", server.endpoint(), "HF_HOME", home.toString()), home, List.of());
        return Visit.MAPPER.readTree(hub.find("hf:acme/some").descriptor());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"cardData": {"license": "mit"}}                                              | MIT
            {"cardData": {"license": ["cc-by-nc-4.0"]}}                                   | CC-BY-NC-4.0
            {"tags": ["onnx", "license:bsd-3-clause"]}                                    | BSD-3-Clause
            {"cardData": {"license": "other", "license_name": "Acme Community Licence"}}  | Acme Community Licence
            {"cardData": {"license": "openrail"}}                                         | openrail
            {"cardData": {"license": "unknown"}}                                          | ``
            {}                                                                            | ``
            """)
    void readsTheLicence(String about, String expected) throws JsonProcessingException {
        assertThat(Licences.of(Visit.MAPPER.readTree(about)).orElse("")).isEqualTo(expected);
    }

    @Test
    void readsTheTaskFromTheHubThenFromTheModel() throws JsonProcessingException {
        put("config.json", "{\"architectures\": [\"ViTForImageClassification\"]}");
        assertThat(describe("{\"pipeline_tag\": \"depth-estimation\"}")
                        .path("task")
                        .asText())
                .isEqualTo("depth-estimation");
        assertThat(describe("{\"cardData\": {\"pipeline_tag\": \"tabular-classification\"}}")
                        .path("task")
                        .asText())
                .isEqualTo("tabular");
        assertThat(describe("{}").path("task").asText()).isEqualTo("image-classification");
        put("config.json", "{\"architectures\": [\"XModel\"]}");
        assertThatThrownBy(() -> describe("{}"))
                .hasMessageContaining("does not say what the model does (pipeline_tag)");
    }

    @Test
    void describesPicturesOnlyWhereTheModelAsksForOneFirst() throws JsonProcessingException {
        put("preprocessor_config.json", "{\"size\": 8}");
        assertThat(describe("{\"pipeline_tag\": \"image-classification\"}")
                        .path("image")
                        .path("width")
                        .asInt())
                .isEqualTo(8);
        assertThat(describe("{\"pipeline_tag\": \"zero-shot-image-classification\"}")
                        .has("image"))
                .isFalse();
    }

    @Test
    void takesNamesOfClassesOnlyIfTheyAreNames() throws JsonProcessingException {
        String tag = "{\"pipeline_tag\": \"text-classification\"}";
        put("config.json", "{\"id2label\": {\"1\": \"good\", \"0\": \"bad\"}}");
        assertThat(describe(tag).path("labels").toString()).isEqualTo("[\"bad\",\"good\"]");
        put("config.json", "{\"id2label\": {\"0\": \"LABEL_0\", \"1\": \"LABEL_1\"}}");
        assertThat(describe(tag).has("labels")).isFalse();
        put("config.json", "{\"id2label\": {\"0\": \"bad\", \"2\": \"good\"}}");
        assertThat(describe(tag).has("labels")).isFalse();
        put("config.json", "no JSON");
        assertThatThrownBy(() -> describe(tag)).hasMessage("config.json of acme/some is no JSON");
    }

    @Test
    void readsHowATextBecomesAVector() throws JsonProcessingException {
        String tag = "{\"pipeline_tag\": \"sentence-similarity\"}";
        assertThatThrownBy(() -> describe(tag)).hasMessageContaining("acme/some has no tokenizer.json");
        put("tokenizer.json", "{}");
        assertThatThrownBy(() -> describe(tag))
                .hasMessageContaining("does not say how the vectors of its tokens become one (1_Pooling/config.json)")
                .hasMessageContaining("\"text\":{\"tokenizer\":\"tokenizer.json\",\"pooling\":\"mean\"}");
        put(TextRecipe.POOLING, "{\"pooling_mode_mean_tokens\": true, \"pooling_mode_cls_token\": false}");
        put("sentence_bert_config.json", "{\"max_seq_length\": 256}");
        put("config.json", "{\"max_position_embeddings\": 512}");
        assertThat(describe(tag).path("text").toString())
                .isEqualTo("{\"tokenizer\":\"tokenizer.json\",\"pooling\":\"mean\",\"maxTokens\":256}");
        assertThat(describe("{}").path("task").asText()).isEqualTo("embedding");
        put(TextRecipe.POOLING, "{\"pooling_mode\": \"max\"}");
        assertThat(describe(tag).path("text").path("pooling").asText()).isEqualTo("max");
        put(TextRecipe.POOLING, "{\"pooling_mode_lasttoken\": true}");
        assertThatThrownBy(() -> describe(tag)).hasMessageContaining("known are mean, cls and max");
        put(TextRecipe.POOLING, "{\"pooling_mode_mean_tokens\": true}");
        put("modules.json", "[{\"type\": \"sentence_transformers.models.Dense\"}]");
        assertThatThrownBy(() -> describe(tag)).hasMessageContaining("sentence_transformers.models.Dense");
    }

    @Test
    void knowsAFileByTheNameThatGitGivesIt() {
        RepositoryFile file = RepositoryFile.of("config.json", 2, HubServer.digest("SHA-1", HubServer.bytes("{}")));
        assertThat(file.isContent(HubServer.bytes("{}"))).isTrue();
        assertThat(file.isContent(HubServer.bytes("[]"))).isFalse();
        assertThat(file.gitBlob()).contains("9e26dfeeb6e641a33dae4961196235bdb965b21b");
    }

    @ParameterizedTest
    @CsvSource({
        "All-MiniLM-L6-v2, all-minilm-l6-v2",
        "_x y_, x-y",
        "模型, c98e118e",
    })
    void makesAnIdOfAName(String name, String id) {
        assertThat(Descriptors.id(name)).matches("[a-z0-9][a-z0-9._-]{0,63}").isEqualTo(id);
    }

    @Test
    void keepsLongNamesApart() {
        String name = "a".repeat(80);
        assertThat(Descriptors.id(name)).hasSize(64).isNotEqualTo(Descriptors.id(name + "b"));
    }
}
