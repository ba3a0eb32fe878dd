// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelStore.Packed;
import dev.tenon.runtime.VariantReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** Plugins that are made of a model bring it back, as it is or as a variant. */
@Timeout(60)
class ModelPluginsTest {
    private static final String PLUGIN = "org.example.model.words";
    private static final byte[] MADE =
            VariantResult.changed(OnnxModels.ENCODER, "00 00 80 bf 00 00 80 bf", "00 00 80 bf 00 00 00 bf");

    @TempDir
    private Path temp;

    private Framework framework;
    private FileModelStore store;

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        temp.resolve("bundles").toString(),
                        Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                        "tenon.host;version:Version=1.0",
                        "felix.log.level",
                        "0",
                        "tenon.home",
                        temp.resolve("home").toString()));
        framework.start();
        store = new FileModelStore(framework.getBundleContext());
        store.addBackend(OnnxModels.BACKEND);
    }

    @AfterEach
    void stop() throws Exception {
        store.deactivate();
        framework.stop();
        framework.waitForStop(10_000);
    }

    private Bundle install(Path jar) throws Exception {
        Bundle bundle = framework.getBundleContext().installBundle("test:" + jar, Files.newInputStream(jar));
        bundle.start();
        return bundle;
    }

    /** A model with a variant, and what was packed of both; the model itself is gone. */
    private List<Packed> pack() throws Exception {
        Bundle words = framework
                .getBundleContext()
                .installBundle("test:words", ModelBundle.of("1.0.0").jar());
        words.start();
        store.keepVariant("words", VariantResult.passed(temp.resolve("result"), OnnxModels.ENCODER, "w8a8", MADE));
        store.keepVariant("words", VariantResult.failed(temp.resolve("result"), OnnxModels.ENCODER, "w4a8"));
        List<Packed> packed = store.pack("words", "org.example", "1.2.0", temp.resolve("plugins"));
        for (Packed each : store.pack("words", "org.example", "1.2.0", temp.resolve("again"))) {
            assertThat(each.file())
                    .hasSameBinaryContentAs(
                            temp.resolve("plugins").resolve(each.file().getFileName()));
        }
        words.uninstall();
        assertThat(store.all()).isEmpty();
        return packed;
    }

    private static Attributes manifest(Packed packed) throws IOException {
        try (JarFile jar = new JarFile(packed.file().toFile())) {
            return jar.getManifest().getMainAttributes();
        }
    }

    @Test
    void makesOnePluginOfTheModelAndOneOfTheOriginalAndOfEachVariantThatPassed() throws Exception {
        List<Packed> packed = pack();
        assertThat(packed).extracting(Packed::id).containsExactly(PLUGIN + ".original", PLUGIN + ".w8a8-cpu", PLUGIN);
        assertThat(temp.resolve("plugins")).isDirectoryNotContaining(file -> Files.isDirectory(file));
        assertThat(manifest(packed.get(2)).getValue("Require-Capability"))
                .contains("tenon.model;filter:=\"(&(tenon.model=words)(of=" + PLUGIN + ")(variant=*))\"");
        assertThat(manifest(packed.get(1)).getValue("Provide-Capability"))
                .contains(
                        ";variant=\"w8a8-cpu\";",
                        ";original=\"" + Digest.of(OnnxModels.ENCODER) + "\"",
                        ";device=\"cpu\";share:Double=\"0.5000\";speed:Double=\"2.0000\";kept:Double=\"0.5000\"");
    }

    @Test
    void bringsTheVariantWithItsReportAndTokenizer() throws Exception {
        Bundle variant = install(pack().get(1).file());
        InstalledModel given = store.find("words").orElseThrow();
        assertThat(given.file()).hasBinaryContent(MADE);
        assertThat(given.file().resolveSibling("tokenizer.json")).exists();
        assertThat(store.variants("words")).singleElement().satisfies(each -> {
            assertThat(each.name()).isEqualTo("w8a8-cpu");
            assertThat(each.isUsed()).isTrue();
            assertThat(each.report().original()).isEqualTo(Digest.of(OnnxModels.ENCODER));
        });
        assertThatThrownBy(() -> store.pack("words", "org.example", "1.0.0", temp.resolve("plugins")))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("came as a variant");
        assertThatThrownBy(() -> store.useVariant("words", "original"))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("came as w8a8-cpu with a plugin");
        store.useVariant("words", "w8a8-cpu");
        variant.uninstall();
        assertThat(store.all()).isEmpty();
    }

    @Test
    void bringsTheOriginal() throws Exception {
        install(pack().get(0).file());
        assertThat(store.find("words").orElseThrow().file()).hasBinaryContent(OnnxModels.ENCODER);
        assertThat(store.variants("words"))
                .as("kept since it was made here")
                .extracting(each -> each.report().verdict())
                .containsExactlyInAnyOrder(VariantReport.Verdict.FAILED, VariantReport.Verdict.PASSED);
    }

    @ParameterizedTest
    @CsvSource({
        "org.example, 1.0, no version",
        "org.example, 01.0.0, no version",
        "org..example, 1.0.0, no namespace",
        "org/example, 1.0.0, no namespace",
        "'', 1.0.0, no namespace"
    })
    void refusesWhatNoMarketplaceTakes(String namespace, String version, String says) throws Exception {
        framework
                .getBundleContext()
                .installBundle("test:words", ModelBundle.of("1.0.0").jar())
                .start();
        assertThatThrownBy(() -> store.pack("words", namespace, version, temp.resolve("plugins")))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining(says);
        assertThat(temp.resolve("plugins")).doesNotExist();
    }
}
