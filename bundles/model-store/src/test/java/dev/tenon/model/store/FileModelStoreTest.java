// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.TensorSpec;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileModelStoreTest {
    @TempDir
    private Path temp;

    private Path home;
    private final List<Path> goneWhileThere = new ArrayList<>();
    private FileModelStore store;

    @BeforeEach
    void start() throws IOException {
        home = temp.resolve("home");
        store = open();
    }

    private FileModelStore open() throws IOException {
        FileModelStore opened = new FileModelStore(home, Optional.empty(), Duration.ofSeconds(5), model -> {
            if (Files.exists(home.resolve("models/.old-" + model.descriptor().id()))) {
                goneWhileThere.add(model.file());
            }
        });
        opened.addBackend(OnnxModels.BACKEND);
        return opened;
    }

    private InstalledModel add(Path file) {
        return store.add(file.toString(), Optional.empty(), (done, total) -> {});
    }

    private Path model(String name, byte[] content, String descriptor) throws IOException {
        Files.writeString(temp.resolve(name + ".json"), descriptor);
        return Files.write(temp.resolve(name + ".onnx"), content);
    }

    @Test
    void addsAFileWithTheDescriptorBesideIt() throws IOException {
        InstalledModel added = add(model("m", OnnxModels.MATMUL, OnnxModels.DESCRIPTOR));
        assertThat(added.file()).isEqualTo(home.resolve("models/triple/m.onnx")).hasBinaryContent(OnnxModels.MATMUL);
        assertThat(added.sha256()).isEqualTo(Digest.of(added.file()));
        assertThat(added.descriptor().inputs())
                .containsExactly(new TensorSpec("x", ElementType.FLOAT32, Shape.of(-1, 2)));
        assertThat(added.descriptor().outputs())
                .containsExactly(new TensorSpec("y", ElementType.FLOAT32, Shape.of(-1, 3)));
        assertThat(store.find("triple")).contains(added);
        assertThat(store.all()).containsExactly(added);
        assertThat(store.forTask("tabular")).containsExactly(added);
        assertThat(store.forTask("other")).isEmpty();
        assertThat(open().all()).as("after a restart").containsExactly(added);
        ModelJson kept = ModelJson.parse("kept", Files.readAllBytes(home.resolve("models/triple/model.json")));
        new DescriptorSchema().check("kept", kept.node());
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void listsTheNewestOfATaskFirst() throws IOException {
        add(model("a", OnnxModels.MATMUL, OnnxModels.DESCRIPTOR.replace("triple", "first")));
        add(model("b", OnnxModels.MATMUL, OnnxModels.DESCRIPTOR.replace("triple", "second")));
        assertThat(store.forTask("tabular"))
                .extracting(model -> model.descriptor().id())
                .containsExactly("second", "first");
    }

    @Test
    void readsLabelsFromAFile() throws IOException {
        Files.writeString(temp.resolve("names.txt"), "left\n\n right \n");
        String descriptor = OnnxModels.DESCRIPTOR.replace("{\"id\"", "{\"labelsFile\": \"names.txt\", \"id\"");
        InstalledModel added = add(model("m", OnnxModels.MATMUL, descriptor));
        assertThat(added.descriptor().labels()).containsExactly("left", "right");
        assertThat(open().find("triple").orElseThrow().descriptor().labels()).containsExactly("left", "right");
    }

    @Test
    void saysWhatToWriteWhenNothingDescribesAFile() throws IOException {
        Path file = Files.write(temp.resolve("m.onnx"), OnnxModels.MATMUL);
        assertThat(refused(file, Reason.BAD_DESCRIPTOR))
                .hasMessageContaining("has no descriptor beside it (m.json)")
                .hasMessageContaining("\"task\": \"image-classification\"");
    }

    @Test
    void saysWhatIsWrongWithADescriptor() throws IOException {
        Path file = model("m", OnnxModels.MATMUL, "{\"id\": \"A\", \"nam\": 1,");
        assertThat(refused(file, Reason.BAD_DESCRIPTOR)).hasMessageContaining("is no JSON: line 1");
        model("m", OnnxModels.MATMUL, OnnxModels.DESCRIPTOR.replace("\"name\"", "\"nam\""));
        assertThat(refused(file, Reason.BAD_DESCRIPTOR))
                .hasMessageContaining("'name'")
                .hasMessageContaining("'nam'");
        model("m", OnnxModels.MATMUL, OnnxModels.DESCRIPTOR.replace("triple", "../up"));
        assertThat(refused(file, Reason.BAD_DESCRIPTOR)).hasMessageContaining("/id");
    }

    @Test
    void refusesADescriptorThatDoesNotFitTheFile() throws IOException {
        String inputs = "{\"inputs\": [{\"name\": \"z\", \"type\": \"float32\", \"shape\": [null, 2]}], \"id\"";
        Path file = model("m", OnnxModels.MATMUL, OnnxModels.DESCRIPTOR.replace("{\"id\"", inputs));
        assertThat(refused(file, Reason.BAD_DESCRIPTOR))
                .hasMessageContaining("it says input z:FLOAT32[?x2], the file has [x:FLOAT32[?x2]]");
        String image = "{\"image\": {\"width\": 8, \"height\": 8, \"channels\": \"rgb\"}, \"id\"";
        model("m", OnnxModels.MATMUL, OnnxModels.DESCRIPTOR.replace("{\"id\"", image));
        assertThat(refused(file, Reason.BAD_DESCRIPTOR)).hasMessageContaining("a picture would become [1x3x8x8]");
        String labels = OnnxModels.DESCRIPTOR
                .replace("tabular", "text-classification")
                .replace("{\"id\"", "{\"labels\": [\"a\", \"b\"], \"id\"");
        model("m", OnnxModels.MATMUL, labels);
        assertThat(refused(file, Reason.BAD_DESCRIPTOR)).hasMessageContaining("it has 2 labels, the model 3 classes");
    }

    @Test
    void refusesWhatNoBackendRuns() throws IOException {
        byte[] half = java.util.Arrays.copyOf(OnnxModels.MATMUL, 60);
        assertThat(refused(model("m", half, OnnxModels.DESCRIPTOR), Reason.UNSUPPORTED))
                .hasMessageContaining("m.onnx: this is no ONNX model, or the file is damaged")
                .hasMessageNotContaining(".staged");
        Path other = model("n", OnnxModels.MATMUL, OnnxModels.DESCRIPTOR.replace("onnx", "gguf"));
        assertThat(refused(other, Reason.UNSUPPORTED)).hasMessageContaining("no installed backend runs 'gguf'");
        Path pointer = Files.writeString(
                temp.resolve("p.onnx"), "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n");
        assertThat(refused(pointer, Reason.UNSUPPORTED))
                .hasMessageContaining("this is a Git LFS pointer, not the model");
    }

    @Test
    void suggestsNamesNearAnUnknownOne() {
        assertThat(refused(Path.of("squeeznet"), Reason.UNKNOWN)).hasMessageContaining("did you mean squeezenet");
        assertThat(refused(Path.of("zzzzzzzzzzzz"), Reason.UNKNOWN)).hasMessageContaining("tenon model list");
        assertThat(refused(temp, Reason.UNKNOWN)).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> store.add("http://example.org/m.onnx", Optional.empty(), (a, b) -> {}))
                .hasMessageContaining("use its https address");
    }

    @Test
    void replacesAModelAndTellsItsHoldersBeforeItsFilesGo() throws IOException {
        InstalledModel first = add(model("m", OnnxModels.MATMUL, OnnxModels.DESCRIPTOR));
        InstalledModel second = add(model("n", OnnxModels.IDENTITY, OnnxModels.DESCRIPTOR));
        assertThat(store.all()).containsExactly(second);
        assertThat(goneWhileThere).containsExactly(first.file());
        assertThat(first.file()).doesNotExist();
        assertThat(open().all()).containsExactly(second);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void removesAModelWithItsFiles() throws IOException {
        InstalledModel added = add(model("m", OnnxModels.MATMUL, OnnxModels.DESCRIPTOR));
        store.remove("triple");
        assertThat(goneWhileThere).containsExactly(added.file());
        assertThat(home.resolve("models/triple")).doesNotExist();
        assertThat(store.all()).isEmpty();
        for (String id : List.of("triple", "..", ".downloads", "../models", "")) {
            ModelRefusedException refusal = catchThrowableOfType(ModelRefusedException.class, () -> store.remove(id));
            assertThat(refusal.reason()).as(id).isEqualTo(Reason.UNKNOWN);
        }
        assertThat(home.resolve("models")).exists();
    }

    @Test
    void leavesADamagedModelOutAndServesTheOthers() throws IOException {
        add(model("m", OnnxModels.MATMUL, OnnxModels.DESCRIPTOR));
        InstalledModel whole = add(model("n", OnnxModels.MATMUL, OnnxModels.DESCRIPTOR.replace("triple", "whole")));
        Files.write(home.resolve("models/triple/m.onnx"), new byte[3]);
        Files.createDirectories(home.resolve("models/empty"));
        store = open();
        assertThat(store.all()).containsExactly(whole);
        store.remove("triple");
        store.remove("empty");
        assertThat(home.resolve("models/triple")).doesNotExist();
    }

    @Test
    void endsWhatAKilledHostHadBegun() throws IOException {
        InstalledModel added = add(model("m", OnnxModels.MATMUL, OnnxModels.DESCRIPTOR));
        Files.move(home.resolve("models/triple"), home.resolve("models/.old-triple"));
        Files.createDirectories(home.resolve("models/.staged-1/x"));
        assertThat(open().all()).containsExactly(added);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void saysThatTheHomeCannotBeWritten() throws IOException {
        Files.createDirectories(home);
        Disk.delete(home.resolve("models"));
        Files.writeString(home.resolve("models"), "in the way");
        Path file = model("m", OnnxModels.MATMUL, OnnxModels.DESCRIPTOR);
        ModelRefusedException refusal = catchThrowableOfType(ModelRefusedException.class, () -> add(file));
        assertThat(refusal.reason()).isEqualTo(Reason.STORAGE);
        assertThat(refusal).hasMessageContaining("cannot be written to this host's disk");
    }

    private ModelRefusedException refused(Path file, Reason reason) {
        ModelRefusedException refusal = catchThrowableOfType(ModelRefusedException.class, () -> add(file));
        assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
        assertThat(refusal.getMessage()).doesNotContain("\n");
        assertThat(store.all()).isEmpty();
        assertThat(leftovers()).isEmpty();
        return refusal;
    }

    /** What lies in the models' folder besides models. */
    private List<String> leftovers() {
        try (Stream<Path> files = Files.list(home.resolve("models"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("."))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
