// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadModelsTest {
    @TempDir
    Path temporary;

    private Path folder;
    private Path file;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("models"));
        file = folder.resolve("m.onnx");
    }

    private void assertRefused(String... says) {
        assertThatThrownBy(() -> ModelReader.read(file))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContainingAll(says);
    }

    @Test
    void saysWhatAFileIsThatIsNoModel() throws IOException {
        assertThatThrownBy(() -> ModelReader.read(file)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> ModelReader.read(folder)).isInstanceOf(NoSuchFileException.class);
        Files.writeString(file, "");
        assertRefused("is empty");
        Files.writeString(file, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
        assertRefused("git lfs pull");
        Files.writeString(file, "<!DOCTYPE html><html>Not found</html>");
        assertRefused("no ONNX model");
        Models.save(
                Models.model(GraphProto.newBuilder()).toBuilder()
                        .setIrVersion(99)
                        .build(),
                file);
        assertRefused("IR 99", "update Tenon");
    }

    @Test
    void refusesAModelThatIsCut() throws IOException {
        byte[] whole = Models.withWeights(1_000).toByteArray();
        for (int length = 1; length < whole.length; length += 97) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused("cut or damaged");
        }
    }

    @Test
    void bearsAnyDamage() throws IOException {
        byte[] whole = Models.withWeights(300).toByteArray();
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = whole.clone();
            for (int j = 0; j <= i % 4; j++) {
                damaged[random.nextInt(i % 2 == 0 ? 100 : damaged.length)] = (byte) random.nextInt();
            }
            Files.write(file, damaged);
            try {
                ModelReader.read(file);
            } catch (OnnxException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(100, 1_999);
    }

    @Test
    void refusesWhatLiesInItselfTooDeep() throws IOException {
        byte[] inner = {};
        for (int i = 0; i < 300; i++) { // graph in attribute in node in graph …
            ByteArrayOutputStream outer = new ByteArrayOutputStream();
            outer.write((new int[] {6, 5, 1}[i % 3] << 3) | Wire.BYTES);
            Wire.writeVarint(inner.length, outer);
            outer.writeBytes(inner);
            inner = outer.toByteArray();
        }
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        model.write((ModelProto.GRAPH_FIELD_NUMBER << 3) | Wire.BYTES);
        Wire.writeVarint(inner.length, model);
        model.writeBytes(inner);
        Files.write(file, model.toByteArray());
        assertRefused("damaged");
    }

    private void external(String location, String offset, String length) throws IOException {
        TensorProto.Builder tensor = Region.at(Models.floats("weight", 1_000).build(), location, 0, 0).toBuilder();
        tensor.getExternalDataBuilder(1).setValue(offset);
        tensor.getExternalDataBuilder(2).setValue(length);
        Models.save(Models.model(GraphProto.newBuilder().addInitializer(tensor)), file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "a/../../secret", "/etc/passwd", "link", "", "nul\0"})
    void takesNoDataFromOutsideTheModelsFolder(String location) throws IOException {
        Files.write(temporary.resolve("secret"), new byte[4_000]);
        Files.createSymbolicLink(folder.resolve("link"), temporary.resolve("secret"));
        external(location, "0", "4000");
        assertRefused("weight", "not a file in the model's folder");
    }

    @Test
    void refusesExternalDataThatAreNotThere() throws IOException {
        external("w.bin", "0", "4000");
        assertRefused("put it beside the model");
        Files.write(folder.resolve("w.bin"), new byte[3_999]);
        assertRefused("only 3999 bytes", "fetch it again");
        external("w.bin", "999999999999999999", "1");
        assertRefused("only 3999 bytes");
        external("w.bin", "-1", "1");
        assertThatThrownBy(() -> ModelReader.read(file)).hasMessageContaining("'-1'");
    }

    @Test
    void refusesValuesThatDoNotFitTheirShape() {
        TensorProto few = Models.floats("few", 10)
                .setRawData(ByteString.copyFrom(new byte[39]))
                .build();
        assertThatThrownBy(() -> Tensors.raw(few)).hasMessageContainingAll("few", "39 bytes", "[10] wants 40");
        TensorProto negative = few.toBuilder().setDims(0, -4).build();
        assertThatThrownBy(() -> Tensors.raw(negative)).isInstanceOf(OnnxException.class);
        TensorProto huge =
                few.toBuilder().setDims(0, 1L << 40).addDims(1L << 40).build();
        assertThatThrownBy(() -> Tensors.raw(huge)).isInstanceOf(OnnxException.class);
        TensorProto tooLarge = few.toBuilder().setDims(0, 1L << 62).build();
        assertThatThrownBy(() -> Tensors.raw(tooLarge))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("more bytes than can be");
        TensorProto unknown = few.toBuilder().setDataType(77).build();
        assertThatThrownBy(() -> Tensors.raw(unknown)).hasMessageContaining("77");
    }
}
