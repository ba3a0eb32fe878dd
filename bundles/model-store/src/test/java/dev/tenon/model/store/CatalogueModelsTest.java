// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import dev.tenon.media.Picture;
import dev.tenon.runtime.ModelRefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every entry of the catalogue, with its real model from a mirror and the real backend. */
class CatalogueModelsTest {
    private static final Path DATA = Path.of(System.getProperty("tenon.data", "absent"));

    @TempDir
    private static Path home;

    private static FileModelStore store;

    @BeforeAll
    static void needsData() throws IOException {
        assumeTrue(Files.isDirectory(DATA), "no folder tenon.data: " + DATA);
        store = new FileModelStore(home, Optional.of(DATA), Duration.ofSeconds(5), model -> {});
        store.addBackend(OnnxModels.BACKEND);
    }

    static Stream<String> ids() {
        return ModelCatalogue.load().entries().stream().map(ModelJson::id);
    }

    private static InstalledModel add(String source) {
        return store.add(source, Optional.empty(), (done, total) -> {});
    }

    @ParameterizedTest
    @MethodSource("ids")
    void addsTheModelAndGivesItsKnownAnswers(String id) throws Exception {
        ModelJson known = ModelCatalogue.load().byId(id).orElseThrow();
        assumeTrue(isHere(known.files().get(0)), id + " is not in the folder tenon.data");
        InstalledModel model = add(id);
        assertThat(model.descriptor().id()).isEqualTo(id);
        assertThat(store.recipe(id)).isEqualTo(known.recipe());
        JsonNode entry = known.node();
        try (ModelSession session = OnnxModels.BACKEND.open(model.file(), SessionOptions.cpu())) {
            for (JsonNode expected : entry.path("expected")) {
                float[] scores = scores(session, model, expected);
                int best = IntStream.range(0, scores.length)
                        .reduce((a, b) -> scores[a] >= scores[b] ? a : b)
                        .orElseThrow();
                assertThat(model.descriptor().labels().get(best))
                        .isEqualTo(expected.path("label").asText());
                if (expected.has("score")) {
                    assertThat((double) scores[best])
                            .isCloseTo(expected.path("score").asDouble(), within(0.02));
                }
            }
        }
    }

    private static boolean isHere(FileSpec file) throws IOException {
        try {
            new Mirror(DATA).find(file);
            return true;
        } catch (ModelRefusedException e) {
            return false;
        }
    }

    private static float[] scores(ModelSession session, InstalledModel model, JsonNode expected) throws Exception {
        Map<String, Tensor> inputs = new HashMap<>();
        if (expected.has("picture")) {
            FileSpec file = new FileSpec(
                    "picture",
                    Optional.empty(),
                    Optional.of(expected.path("picture").path("sha256").asText()),
                    0);
            Picture picture = Picture.read(ByteBuffer.wrap(Files.readAllBytes(new Mirror(DATA).find(file))));
            TensorSpec input = session.inputs().get(0);
            inputs.put(input.name(), picture.toTensor(model.descriptor().image().orElseThrow(), input.type()));
        } else {
            expected.path("inputs").properties().forEach(given -> {
                float[] values = new float[given.getValue().size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) given.getValue().get(i).asDouble();
                }
                inputs.put(given.getKey(), Tensor.ofFloats(values, 1, values.length));
            });
        }
        return session.run(inputs).values().iterator().next().toFloats();
    }

    /** EXPECTED.json: 99 of 100 digits, 68 of 100 pictures, 147 of 150 flowers. */
    @Test
    void isRightAsOftenAsWasMeasured() throws Exception {
        assertThat(right("mnist", "image-classification/eran/mnist_test.csv", 1))
                .isEqualTo(99);
        assertThat(right("cifar10", "image-classification/eran/cifar10_test.csv", 3))
                .isBetween(66, 70);
        InstalledModel iris = add("iris");
        List<String> rows = Files.readAllLines(DATA.resolve("tabular/Windows-Machine-Learning/Iris.csv"));
        int right = 0;
        try (ModelSession session = OnnxModels.BACKEND.open(iris.file(), SessionOptions.cpu())) {
            for (String row : rows.subList(1, rows.size())) {
                String[] cells = row.split(",");
                float[] values = new float[4];
                for (int i = 0; i < 4; i++) {
                    values[i] = Float.parseFloat(cells[i + 1]);
                }
                String label = iris.descriptor().labels().get(best(session, Tensor.ofFloats(values, 1, 4)));
                right += label.equals(cells[5].strip()) ? 1 : 0;
            }
        }
        assertThat(right).isEqualTo(147);
    }

    /** Rows of label, then pixels: one channel after the other of one pixel, 0 to 255. */
    private static int right(String id, String file, int channels) throws Exception {
        InstalledModel model = add(id);
        TensorSpec input = model.descriptor().inputs().get(0);
        var how = model.descriptor().image().orElseThrow();
        long[] extents = input.shape().toArray();
        extents[0] = 1;
        int right = 0;
        try (ModelSession session = OnnxModels.BACKEND.open(model.file(), SessionOptions.cpu())) {
            for (String row : Files.readAllLines(DATA.resolve(file)).subList(0, 100)) {
                String[] cells = row.split(",");
                int pixels = (cells.length - 1) / channels;
                float[] values = new float[cells.length - 1];
                for (int i = 0; i < values.length; i++) {
                    int channel = i % channels;
                    double value = Double.parseDouble(cells[i + 1].strip()) * how.scale()
                            - how.mean().get(channel);
                    values[channel * pixels + i / channels] =
                            (float) (value / how.deviation().get(channel));
                }
                right += best(session, Tensor.ofFloats(values, extents)) == Integer.parseInt(cells[0].strip()) ? 1 : 0;
            }
        }
        return right;
    }

    private static int best(ModelSession session, Tensor input) throws BackendException {
        float[] scores = session.run(Map.of(session.inputs().get(0).name(), input))
                .values()
                .iterator()
                .next()
                .toFloats();
        return IntStream.range(0, scores.length)
                .reduce((a, b) -> scores[a] >= scores[b] ? a : b)
                .orElseThrow();
    }

    @Test
    void takesAModelOfTheCatalogueFromTheDisk() {
        Path file = DATA.resolve("image-classification/Windows-Machine-Learning/SqueezeNet_fp16.onnx");
        InstalledModel model = add(file.toString());
        assertThat(model.descriptor().id()).isEqualTo("squeezenet");
        assertThat(model.descriptor().labels()).hasSize(1000).element(1).isEqualTo("goldfish, Carassius auratus");
        assertThat(model.descriptor().inputs().get(0).shape()).isEqualTo(Shape.of(1, 3, 224, 224));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "onnxruntime-extensions/test_bert_tokenizer.onnx",
                "nncf/gpt2-10.onnx",
                "llama-jni-bridge/ggml-vocab-llama-spm.gguf"
            })
    void refusesWhatMustFailAndLeavesNothing(String name) throws IOException {
        Path descriptor =
                Files.writeString(home.resolve("d.json"), OnnxModels.DESCRIPTOR.replace("triple", "must-fail"));
        Path file = DATA.resolve("must-fail").resolve(name);
        for (Optional<String> given : List.of(Optional.of(descriptor.toString()), Optional.<String>empty())) {
            try {
                store.add(file.toString(), given, (done, total) -> {});
                throw new AssertionError(file + " was taken");
            } catch (ModelRefusedException e) {
                assertThat(e.reason()).as(e.getMessage()).isEqualTo(ModelRefusedException.Reason.UNSUPPORTED);
                assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(500);
            }
        }
        assertThat(store.find("must-fail")).isEmpty();
        assertThat(home.resolve("models/must-fail")).doesNotExist();
    }
}
