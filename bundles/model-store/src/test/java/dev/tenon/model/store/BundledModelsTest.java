// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.runtime.ModelListener;
import dev.tenon.runtime.ModelRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

@Timeout(60)
class BundledModelsTest {
    @TempDir
    private Path temp;

    private Framework framework;
    private FileModelStore store;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void start() throws IOException, BundleException {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        temp.resolve("bundles").toString(),
                        "felix.log.level",
                        "0",
                        "tenon.home",
                        temp.resolve("home").toString()));
        framework.start();
        open();
        framework
                .getBundleContext()
                .registerService(
                        ModelListener.class,
                        model -> told.add(tokenizer(model) + ", then "
                                + store.find("words")
                                        .map(BundledModelsTest::tokenizer)
                                        .orElse("none")),
                        null);
    }

    private void open() throws IOException {
        store = new FileModelStore(framework.getBundleContext());
        store.addBackend(OnnxModels.BACKEND);
    }

    @AfterEach
    void stop() throws Exception {
        store.deactivate();
        framework.stop();
        framework.waitForStop(10_000);
    }

    private Bundle install(ModelBundle bundle) throws IOException, BundleException {
        Bundle installed = framework.getBundleContext().installBundle("test:" + bundle.version(), bundle.jar());
        installed.start();
        return installed;
    }

    /** Which version of the bundle a model is of. */
    private static String tokenizer(InstalledModel model) {
        if (!Files.exists(model.file())) {
            return "set aside";
        }
        try {
            return Files.readString(model.file().resolveSibling("tokenizer.json"))
                    .replaceAll("(?s).*\"red([0-9.]*)\".*", "$1");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Path> cached() throws IOException {
        try (Stream<Path> folders = Files.list(temp.resolve("home/cache/models"))) {
            return folders.toList();
        }
    }

    private InstalledModel listed() {
        assertThat(store.all()).hasSize(1);
        assertThat(store.find("words")).contains(store.all().get(0));
        assertThat(store.forTask("embedding")).containsExactlyElementsOf(store.all());
        return store.all().get(0);
    }

    @Test
    void listsAModelWhileItsBundleIsActive() throws Exception {
        Bundle bundle = install(ModelBundle.of("1.0.0"));
        InstalledModel model = listed();
        assertThat(model.file()).hasBinaryContent(OnnxModels.ENCODER);
        assertThat(model.sha256()).isEqualTo(Digest.of(OnnxModels.ENCODER));
        assertThat(model.descriptor().text()).isPresent();
        assertThat(cached()).containsExactly(model.file().getParent());
        bundle.stop();
        assertThat(store.all()).isEmpty();
        assertThat(told).containsExactly("1.0.0, then none");
        bundle.start();
        assertThat(listed()).isEqualTo(model);
    }

    @Test
    void findsBundlesThatWereThereFirst() throws Exception {
        store.deactivate();
        install(ModelBundle.of("1.0.0"));
        open();
        assertThat(tokenizer(listed())).isEqualTo("1.0.0");
    }

    @Test
    void searchesOnlyBundlesThatSayTheyBringAModel() throws Exception {
        install(ModelBundle.of("1.0.0").unmarked());
        assertThat(store.all()).isEmpty();
    }

    @Test
    void extractsOnceAndAgainWhatIsDamaged() throws Exception {
        install(ModelBundle.of("1.0.0"));
        Path file = listed().file();
        Object identity = Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class)
                .fileKey();
        store.deactivate();
        open();
        assertThat(Files.readAttributes(listed().file(), java.nio.file.attribute.BasicFileAttributes.class)
                        .fileKey())
                .isEqualTo(identity);
        store.deactivate();
        Files.write(file, new byte[3]);
        Files.createDirectories(temp.resolve("home/cache/models/.staged-1"));
        open();
        assertThat(listed().file()).hasBinaryContent(OnnxModels.ENCODER);
        assertThat(cached()).containsExactly(file.getParent());
    }

    @Test
    void replacesAModelByThatOfANewerVersionWithoutAGap() throws Exception {
        Bundle old = install(ModelBundle.of("1.9.0"));
        Path before = listed().file();
        install(ModelBundle.of("1.10.0"));
        assertThat(tokenizer(listed())).isEqualTo("1.10.0");
        assertThat(told).containsExactly("1.9.0, then 1.10.0");
        old.uninstall();
        assertThat(tokenizer(listed())).isEqualTo("1.10.0");
        assertThat(told).hasSize(1);
        store.deactivate();
        open();
        assertThat(before).as("swept").doesNotExist();
    }

    @Test
    void goesBackToTheOlderVersionWhenTheNewerGoes() throws Exception {
        install(ModelBundle.of("1.0.0"));
        Bundle newer = install(ModelBundle.of("2.0.0"));
        newer.uninstall();
        assertThat(tokenizer(listed())).isEqualTo("1.0.0");
        assertThat(told).containsExactly("1.0.0, then 2.0.0", "2.0.0, then 1.0.0");
    }

    @Test
    void anOlderVersionDoesNotReplaceANewer() throws Exception {
        install(ModelBundle.of("2.0.0"));
        install(ModelBundle.of("1.0.0"));
        assertThat(tokenizer(listed())).isEqualTo("2.0.0");
        assertThat(told).isEmpty();
    }

    @Test
    void refusesFilesThatAreNotThoseOfTheDescriptor() throws Exception {
        ModelBundle whole = ModelBundle.of("1.0.0");
        Map<String, ModelBundle> refused = Map.of(
                "a", whole.with("model.onnx", OnnxModels.MATMUL),
                "b", whole.with("tokenizer.json", new byte[] {'{', '}'}),
                "c", whole.replacing("\"sha256\"", "\"sha\""),
                "d", whole.replacing("\"id\": \"words\"", "\"id\": \"other\""),
                "e", whole.replacing("tokenizer\": \"tokenizer.json\"", "tokenizer\": \"absent.json\""),
                "f", whole.replacing("model.onnx", "absent.onnx"),
                "g", whole.replacing("{\"", "\""),
                "h", whole.replacing("\"mean\"", "\"odd\""));
        for (Map.Entry<String, ModelBundle> each : refused.entrySet()) {
            Bundle bundle = framework
                    .getBundleContext()
                    .installBundle(each.getKey(), each.getValue().jar());
            bundle.start();
            assertThat(store.all()).as(each.getKey()).isEmpty();
            bundle.uninstall();
        }
        assertThat(temp.resolve("home/cache/models")).isEmptyDirectory();
        install(whole);
        assertThat(store.all()).hasSize(1);
    }

    @Test
    void anAddedModelComesFirst() throws Exception {
        install(ModelBundle.of("1.0.0"));
        Files.write(temp.resolve("m.onnx"), OnnxModels.ENCODER);
        Files.writeString(temp.resolve("tokenizer.json"), OnnxModels.TOKENIZER);
        InstalledModel other = add("zulu");
        assertThat(store.forTask("embedding")).hasSize(2).first().isEqualTo(other);
        InstalledModel same = add("words");
        assertThat(store.find("words")).contains(same);
        assertThat(told).containsExactly("1.0.0, then ");
        store.remove("words");
        assertThat(store.find("words").map(BundledModelsTest::tokenizer)).contains("1.0.0");
        assertThatThrownBy(() -> store.remove("words"))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("comes with a plugin");
    }

    private InstalledModel add(String id) throws IOException {
        Files.writeString(temp.resolve("m.json"), OnnxModels.ENCODER_DESCRIPTOR.replace("\"words\"", '"' + id + '"'));
        return store.add(temp.resolve("m.onnx").toString(), Optional.empty(), (done, total) -> {});
    }
}
