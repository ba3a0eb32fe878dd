// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.model.TextEncoding;
import dev.tenon.api.platform.Embedding;
import dev.tenon.embeddings.SentenceEmbeddings;
import dev.tenon.model.store.FileModelStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** From the bundle as it is built to vectors: framework, model store, tokenizer and ONNX Runtime are the real ones. */
@Timeout(60)
class SentenceEncoderTest {
    @TempDir
    private Path temp;

    private Framework framework;
    private Bundle bundle;
    private FileModelStore store;
    private Inferences inference;
    private SentenceEmbeddings embeddings;

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        temp.resolve("bundles").toString(),
                        Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                        "tenon.host;version:Version=\"1.0.0\"",
                        "tenon.home",
                        temp.resolve("home").toString()));
        framework.start();
        store = new FileModelStore(framework.getBundleContext());
        bundle = framework
                .getBundleContext()
                .installBundle("reference:" + Path.of("target/classes").toUri());
        bundle.start();
        inference = new Inferences(store);
        embeddings = new SentenceEmbeddings(store, inference);
    }

    @AfterEach
    void stop() throws Exception {
        inference.close();
        framework.stop();
        framework.waitForStop(10_000);
    }

    private float[] vector(String text) throws BackendException {
        return embeddings.embed(List.of(text)).get(0).vector();
    }

    @Test
    void isListedWithTheFilesThatItsDescriptorStates() throws Exception {
        InstalledModel model = store.forTask("embedding").get(0);
        assertThat(model.descriptor().id()).isEqualTo("tenon-embed");
        assertThat(model.descriptor().text().orElseThrow().pooling()).isEqualTo(TextEncoding.Pooling.NONE);
        assertThat(bundle.getHeaders("").get(Constants.PROVIDE_CAPABILITY))
                .contains("tenon.model;", "tenon.model=tenon-embed", "task=embedding", "format=onnx");
        assertThat(Files.size(model.file()) + Files.size(model.file().resolveSibling("tokenizer.json")))
                .as("bytes that everyone downloads")
                .isLessThan(8_500_000);
    }

    @Test
    void describesTheFileAsItIs() throws Exception {
        InstalledModel model = store.find("tenon-embed").orElseThrow();
        assertThat(inference.inputs("tenon-embed"))
                .containsExactlyInAnyOrderElementsOf(model.descriptor().inputs());
        assertThat(inference.outputs("tenon-embed"))
                .containsExactlyInAnyOrderElementsOf(model.descriptor().outputs());
    }

    @Test
    void givesVectorsOfUnitLengthInBothLanguages() throws Exception {
        List<String> texts = List.of(
                "what time is it in tokyo", "现在东京几点?", "a".repeat(100_000), "\uD83D\uDE00", "Größe café", "42.195公里");
        for (Embedding embedding : embeddings.embed(texts)) {
            assertThat(embedding.vector()).hasSize(256);
            assertThat(embedding.cosine(embedding)).isCloseTo(1, within(1e-4));
            assertThat(embedding.space()).startsWith("tenon-embed@");
        }
        assertThat(vector(" ")).hasSize(256).containsOnly(0);
    }

    @Test
    void givesTheSameVectorAloneAndAmongOthers() throws Exception {
        float[] alone = vector("how far is it to the station");
        List<String> texts = List.of("hi", "how far is it to the station", "请告诉我现在东京的时间 ".repeat(5));
        float[] among =
                new SentenceEmbeddings(store, inference).embed(texts).get(1).vector();
        assertThat(among).containsExactly(alone, within(1e-3f));
    }

    @Test
    void findsARepeatedQuestionNearerThanAnother() throws Exception {
        List<Embedding> three = embeddings.embed(List.of(
                "what time is it in tokyo", "What time is it in Tokyo right now?", "convert 3 miles to metres"));
        assertThat(three.get(0).cosine(three.get(1))).isGreaterThan(three.get(0).cosine(three.get(2)));
    }

    @Test
    void goesWithItsBundle() throws Exception {
        bundle.stop();
        assertThat(store.all()).isEmpty();
        assertThat(embeddings.space()).isEmpty();
    }
}
