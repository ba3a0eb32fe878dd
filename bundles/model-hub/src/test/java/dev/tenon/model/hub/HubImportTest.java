// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.api.model.ImagePreprocessing;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.model.ModelDescriptor;
import dev.tenon.api.model.TextEncoding;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From a reference to a model that is installed and described. */
@Timeout(60)
class HubImportTest extends HubTest {
    @Test
    void importsAModelWithTheWeightsBesideIt() throws IOException {
        importer.server
                .add(
                        "acme/Triple",
                        Importer.files(
                                "onnx/model.onnx",
                                Onnx.OUTSIDE,
                                "onnx/model.onnx_data",
                                weights(),
                                "onnx/model_fp16.onnx",
                                Onnx.MATMUL,
                                "README.md",
                                "# Triple"))
                .put("pipeline_tag", "tabular-regression")
                .putObject("cardData")
                .put("license", "apache-2.0");
        List<Long> heard = new ArrayList<>();
        InstalledModel model =
                importer.store().add("hf:acme/Triple", Optional.empty(), (done, total) -> heard.add(done));
        ModelDescriptor descriptor = model.descriptor();
        assertThat(descriptor.id()).isEqualTo("triple");
        assertThat(descriptor.name()).isEqualTo("acme/Triple");
        assertThat(descriptor.task()).isEqualTo("tabular");
        assertThat(descriptor.license()).isEqualTo("Apache-2.0");
        assertThat(model.file()).hasBinaryContent(Onnx.OUTSIDE);
        assertThat(importer.kept("triple")).containsExactly("model.json", "model.onnx", "model.onnx_data");
        assertThat(heard).last().isEqualTo(Onnx.OUTSIDE.length + 24L);
        assertThat(model.file().resolveSibling("model.json"))
                .content()
                .contains("\"hf:acme/Triple@" + HubServer.COMMIT + "/onnx/model.onnx\"");
        assertThat(importer.server.requests).noneMatch(request -> request.contains("README"));
    }

    @Test
    void describesPicturesAndLabels() throws IOException {
        importer.server
                .add(
                        "acme/means",
                        Importer.files(
                                "model.onnx",
                                Onnx.MEANS,
                                "config.json",
                                "{\"id2label\": {\"0\": \"red\", \"1\": \"green\", \"2\": \"blue\"}}",
                                "preprocessor_config.json",
                                "{\"size\": {\"height\": 4, \"width\": 4}, \"image_mean\": [0.5, 0.5, 0.5],"
                                        + " \"image_std\": [0.25, 0.25, 0.25]}"))
                .put("pipeline_tag", "image-classification");
        ModelDescriptor descriptor = importer.add("hf:acme/means").descriptor();
        assertThat(descriptor.task()).isEqualTo("image-classification");
        assertThat(descriptor.labels()).containsExactly("red", "green", "blue");
        ImagePreprocessing image = descriptor.image().orElseThrow();
        assertThat(image.width()).isEqualTo(4);
        assertThat(image.fit()).isEqualTo(ImagePreprocessing.Fit.STRETCH);
        assertThat(image.scale()).isEqualTo(1 / 255.0);
        assertThat(image.mean()).containsExactly(0.5, 0.5, 0.5);
        assertThat(image.deviation()).containsExactly(0.25, 0.25, 0.25);
    }

    @Test
    void readsPoolingFromTheModelThatWasConverted() throws IOException {
        importer.server
                .add(
                        "conversions/words-onnx",
                        Importer.files(
                                "onnx/model.onnx",
                                Onnx.ENCODER,
                                "tokenizer.json",
                                Onnx.TOKENIZER,
                                "config.json",
                                "{\"max_position_embeddings\": 514, \"model_type\": \"xlm-roberta\"}"))
                .put("pipeline_tag", "feature-extraction")
                .putObject("cardData")
                .put("base_model", "acme/words");
        importer.server.add(
                "acme/words",
                Importer.files(
                        TextRecipe.POOLING,
                        "{\"pooling_mode_cls_token\": true, \"pooling_mode_mean_tokens\": false}",
                        "config_sentence_transformers.json",
                        "{\"prompts\": {\"query\": \"query: \"}, \"default_prompt_name\": \"query\"}"));
        InstalledModel model = importer.add("hf:conversions/words-onnx");
        assertThat(model.descriptor().text())
                .contains(new TextEncoding("tokenizer.json", TextEncoding.Pooling.CLS, 512, "query: "));
        assertThat(model.file().resolveSibling("tokenizer.json")).hasContent(Onnx.TOKENIZER);
    }

    @Test
    void takesADescriptorOfOnesOwn() throws IOException {
        importer.server.add("acme/lone", Importer.files("a/b.onnx", Onnx.MATMUL, "names.txt", "left\nright\n"));
        Path descriptor = Files.writeString(
                temp.resolve("d.json"),
                "{\"id\": \"mine\", \"name\": \"Mine\", \"task\": \"tabular\", \"format\": \"onnx\","
                        + " \"labelsFile\": \"names.txt\"}");
        ModelRefusedException refusal = importer.refused("hf:acme/lone");
        assertThat(refusal.reason()).isEqualTo(Reason.BAD_DESCRIPTOR);
        assertThat(refusal)
                .hasMessageContaining("acme/lone does not say what the model does")
                .hasMessageContaining("tenon model add hf:acme/lone --descriptor FILE")
                .hasMessageContaining("\"id\":\"lone\"");
        InstalledModel model =
                importer.store().add("hf:acme/lone", Optional.of(descriptor.toString()), (done, total) -> {});
        assertThat(model.descriptor().id()).isEqualTo("mine");
        assertThat(model.descriptor().labels()).containsExactly("left", "right");
        Files.writeString(descriptor, Files.readString(descriptor).replace("names.txt", "other.txt"));
        assertThat(catchThrowableOfType(ModelRefusedException.class, () -> importer.store()
                        .add("hf:acme/lone", Optional.of(descriptor.toString()), (done, total) -> {})))
                .hasMessageContaining("names the file other.txt, which acme/lone has neither beside a/b.onnx");
    }

    @Test
    void saysWhichHubsAreHere() {
        assertThat(importer.refused("zoo:acme/x"))
                .hasMessage("no model hub here is called 'zoo:'; hf:ORG/NAME, a name of the catalogue, an https address"
                        + " or a file will do");
    }

    private static byte[] weights() {
        byte[] floats = new byte[24];
        for (int i = 0; i < 6; i++) {
            int bits = Float.floatToIntBits(i + 1);
            for (int j = 0; j < 4; j++) {
                floats[i * 4 + j] = (byte) (bits >>> j * 8);
            }
        }
        return floats;
    }
}
