// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.runtime.ModelListener;
import dev.tenon.runtime.ModelRefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** Variants of a model that a bundle brings, and of one that reads texts: its tokenizer lies beside the variant. */
@Timeout(60)
class BundledVariantsTest {
    /** Another last weight. */
    private static final byte[] MADE =
            VariantResult.changed(OnnxModels.ENCODER, "00 00 80 bf 00 00 80 bf", "00 00 80 bf 00 00 00 bf");

    @TempDir
    private Path temp;

    private Framework framework;
    private FileModelStore store;
    private final List<InstalledModel> told = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        temp.resolve("bundles").toString(),
                        "felix.log.level",
                        "0",
                        "tenon.home",
                        temp.resolve("home").toString()));
        framework.start();
        framework.getBundleContext().registerService(ModelListener.class, told::add, null);
        open();
    }

    private void open() throws Exception {
        store = new FileModelStore(framework.getBundleContext());
        store.addBackend(OnnxModels.BACKEND);
    }

    @AfterEach
    void stop() throws Exception {
        store.deactivate();
        framework.stop();
        framework.waitForStop(10_000);
    }

    private Bundle install(String version) throws Exception {
        Bundle bundle = framework
                .getBundleContext()
                .installBundle("test:" + version, ModelBundle.of(version).jar());
        bundle.start();
        return bundle;
    }

    private InstalledModel use() throws Exception {
        store.keepVariant("words", VariantResult.passed(temp.resolve("result"), OnnxModels.ENCODER, "w8a8", MADE));
        store.useVariant("words", "w8a8-cpu");
        return given();
    }

    private InstalledModel given() {
        return store.find("words").orElseThrow();
    }

    private static String tokenizer(InstalledModel model) throws Exception {
        return Files.readString(model.file().resolveSibling("tokenizer.json"));
    }

    @Test
    void givesTheVariantOfABundledModelWithItsTokenizer() throws Exception {
        Bundle bundle = install("1.0.0");
        InstalledModel original = given();
        InstalledModel used = use();
        assertThat(used.file()).hasBinaryContent(MADE);
        assertThat(used.sha256()).isEqualTo(Digest.of(MADE));
        assertThat(used.bytes()).isEqualTo(MADE.length);
        assertThat(used.descriptor()).isEqualTo(original.descriptor());
        assertThat(tokenizer(used)).isEqualTo(tokenizer(original));
        assertThat(used.file().resolveSibling("known-answer.json")).exists();
        assertThat(store.all()).containsExactly(used);
        assertThat(store.original("words")).contains(original);
        assertThat(told).containsExactly(original);
        assertThat(store.variants("words")).singleElement().matches(variant -> variant.isUsed());
        bundle.stop();
        assertThat(store.all()).isEmpty();
        assertThat(told).containsExactly(original, used);
        bundle.start();
        assertThat(store.all()).containsExactly(used);
        store.deactivate();
        Files.write(used.file().resolveSibling("tokenizer.json"), new byte[1]);
        open();
        assertThat(store.all()).as("after a restart").containsExactly(used);
        assertThat(tokenizer(used)).as("damaged").isEqualTo(tokenizer(original));
    }

    @Test
    void followsANewTokenizerOfTheSameModel() throws Exception {
        install("1.0.0");
        InstalledModel old = use();
        told.clear();
        install("2.0.0");
        InstalledModel used = given();
        assertThat(used.sha256()).isEqualTo(Digest.of(MADE));
        assertThat(tokenizer(used)).contains("red2.0.0");
        assertThat(told).containsExactly(old);
        assertThat(tokenizer(old)).contains("red1.0.0");
    }

    @Test
    void staysForTheBundledModelWhenTheAddedOneGoes() throws Exception {
        install("1.0.0");
        Files.write(temp.resolve("m.onnx"), OnnxModels.ENCODER);
        Files.writeString(temp.resolve("tokenizer.json"), OnnxModels.TOKENIZER);
        Files.writeString(temp.resolve("m.json"), OnnxModels.ENCODER_DESCRIPTOR);
        store.add(temp.resolve("m.onnx").toString(), Optional.empty(), (done, total) -> {});
        InstalledModel used = use();
        assertThat(tokenizer(used)).isEqualTo(OnnxModels.TOKENIZER);
        told.clear();
        store.remove("words");
        assertThat(told).containsExactly(used);
        assertThat(given().sha256()).isEqualTo(Digest.of(MADE));
        assertThat(tokenizer(given())).contains("red1.0.0");
    }

    @Test
    void refusesAVariantWhoseTokenizerCannotBePutBesideIt() throws Exception {
        install("1.0.0");
        InstalledModel original = given();
        store.keepVariant("words", VariantResult.passed(temp.resolve("result"), OnnxModels.ENCODER, "w8a8", MADE));
        Files.delete(original.file().resolveSibling("tokenizer.json"));
        assertThatThrownBy(() -> store.useVariant("words", "w8a8-cpu"))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("cannot be put to use");
        assertThat(given()).isEqualTo(original);
        assertThat(told).isEmpty();
    }
}
