// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.admin.Diagnosis.Finding;
import dev.tenon.admin.InstalledPlugin;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.model.ModelDescriptor;
import dev.tenon.api.platform.Models;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelNeedsTest {
    private static final String LABEL = "org.example.skill.label";

    @TempDir
    Path folder;

    private TestHost host;
    private final Store store = new Store();

    /** Models of this test's own. */
    private static final class Store implements Models {
        private final List<InstalledModel> here = new ArrayList<>();

        void add(String id, String task) {
            ModelDescriptor descriptor = new ModelDescriptor(
                    id,
                    id,
                    "",
                    task,
                    "onnx",
                    "MIT",
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty());
            here.add(new InstalledModel(descriptor, Path.of("model.onnx"), "ab".repeat(32), 1));
        }

        @Override
        public List<InstalledModel> all() {
            return List.copyOf(here);
        }

        @Override
        public List<InstalledModel> forTask(String task) {
            return here.stream()
                    .filter(model -> model.descriptor().task().equals(task))
                    .toList();
        }

        @Override
        public Optional<InstalledModel> find(String id) {
            return here.stream()
                    .filter(model -> model.descriptor().id().equals(id))
                    .findFirst();
        }
    }

    @BeforeEach
    void start() throws Exception {
        host = new TestHost(folder);
        host.bootedWith(
                folder,
                LABEL,
                "1.0.0",
                "Require-Capability",
                "tenon.model;filter:=\"(task=image-classification)\";effective:=tenon,"
                        + "tenon.model;filter:=\"(task=speech)\";effective:=tenon;resolution:=optional");
        host.plugins.models = List.of(store);
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
    }

    private List<Finding> findings() {
        return new ModelDiagnosis(host.context(), store).findings();
    }

    @Test
    void theLastModelThatAPluginCanUseIsNeeded() {
        store.add("squeezenet", "image-classification");
        store.add("encoder", "text-embedding");
        assertThat(host.plugins.needing("squeezenet"))
                .extracting(InstalledPlugin::id)
                .containsExactly(LABEL);
        assertThat(host.plugins.needing("encoder")).isEmpty();
        assertThat(host.plugins.needing("nonesuch")).isEmpty();
        store.add("mobilenet", "image-classification");
        assertThat(host.plugins.needing("squeezenet")).isEmpty();
    }

    @Test
    void whatLacksItsModelIsNamedWithTheRemedy() {
        store.add("squeezenet", "image-classification");
        assertThat(findings()).isEmpty();
        store.here.clear();
        assertThat(host.plugins.needing("squeezenet"))
                .as("it is missing anyway")
                .isEmpty();
        Finding finding = findings().get(0);
        assertThat(findings()).hasSize(1);
        assertThat(finding.plugin()).isEqualTo(LABEL);
        assertThat(finding.message())
                .isEqualTo(LABEL + " 1.0.0 requires a model (task=image-classification), and none that is here is one");
        assertThat(finding.remedy()).contains("./tenon model add NAME", "./tenon plugin remove skill-label");
    }
}
