// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.tenon.onnx.graph.ModelWriter.Layout;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {
    private static final int MANY = 1_000;

    @TempDir
    Path folder;

    /** What a model means: with all values in their tensors, as raw data. */
    static ModelProto whole(ModelProto model) {
        return Tensors.map(model, tensor -> {
            if (tensor.getDataType() == TensorProto.DataType.STRING_VALUE) {
                return tensor;
            }
            try {
                return tensor.toBuilder()
                        .clearExternalData()
                        .clearDataLocation()
                        .clearFloatData()
                        .clearDoubleData()
                        .clearInt32Data()
                        .clearInt64Data()
                        .clearUint64Data()
                        .setRawData(ByteString.copyFrom(Tensors.raw(tensor)))
                        .build();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void largeValuesStayInTheFileWhereverTheyAre() throws IOException {
        Path file = Models.save(Models.withWeights(MANY), folder.resolve("m.onnx"));
        ModelProto model = ModelReader.read(file);
        List<String> regions = new ArrayList<>();
        Tensors.forEach(model, tensor -> {
            assertThat(Region.of(tensor)).as(tensor.getName()).isPresent();
            regions.add(tensor.getName());
        });
        assertThat(regions).containsExactlyInAnyOrder("raw", "typed", "constant", "inner");
        assertThat(model.getSerializedSize()).isLessThan(2_000);
        assertThat(whole(model)).isEqualTo(whole(Models.withWeights(MANY)));
    }

    @Test
    void smallValuesComeWithTheModel() throws IOException {
        Path file = Models.save(Models.withWeights(10), folder.resolve("m.onnx"));
        assertThat(ModelReader.read(file)).isEqualTo(Models.withWeights(10));
    }

    @Test
    void isTheSameAfterEachWayOfWriting() throws IOException {
        ModelProto model = ModelReader.read(Models.save(Models.withWeights(MANY), folder.resolve("m.onnx")));
        ModelWriter.write(model, folder.resolve("inline.onnx"), Layout.INLINE);
        ModelWriter.write(model, folder.resolve("external.onnx"), Layout.EXTERNAL);
        assertThat(Files.size(folder.resolve("external.onnx"))).isLessThan(2_000);
        assertThat(ModelProto.parseFrom(Files.readAllBytes(folder.resolve("inline.onnx"))))
                .isEqualTo(whole(model));
        ModelProto external = ModelReader.read(folder.resolve("external.onnx"));
        assertThat(whole(external)).isEqualTo(whole(model));
        Tensors.forEach(
                external, tensor -> assertThat(Region.of(tensor).orElseThrow().offset() % ModelWriter.PAGE)
                        .isZero());
        ModelWriter.write(external, folder.resolve("back.onnx"), Layout.INLINE);
        assertThat(folder.resolve("back.onnx")).hasSameBinaryContentAs(folder.resolve("inline.onnx"));
    }

    @Test
    void newWeightsAreWrittenWithTheOld() throws IOException {
        ModelProto model = ModelReader.read(Models.save(Models.withWeights(MANY), folder.resolve("m.onnx")));
        Path target = folder.resolve("new.onnx");
        try (WeightsFile weights = new WeightsFile(folder)) {
            TensorProto shape = model.getGraph().getInitializer(0).toBuilder()
                    .clearExternalData()
                    .clearDataLocation()
                    .build();
            ByteBuffer values = Models.counting(MANY);
            values.putFloat(0, -1);
            TensorProto changed = weights.append(shape, values);
            ModelWriter.write(
                    Tensors.map(model, tensor -> tensor.getName().equals("raw") ? changed : tensor),
                    target,
                    Layout.INLINE);
        }
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
        ModelProto written = ModelReader.read(target);
        assertThat(Tensors.raw(written.getGraph().getInitializer(0)).getFloat(0))
                .isEqualTo(-1);
        assertThat(Tensors.raw(written.getGraph().getInitializer(1)).getFloat(4))
                .isEqualTo(1);
    }

    @Test
    void tellsOfAModelThatNoSingleFileHolds() throws IOException {
        Path data = folder.resolve("huge.bin");
        long elements = 400_000_000; // 1.6 GB, of holes
        try (RandomAccessFile file = new RandomAccessFile(data.toFile(), "rw")) {
            file.setLength(8 * elements);
        }
        GraphProto.Builder graph = GraphProto.newBuilder().setName("g");
        for (int i = 0; i < 2; i++) {
            TensorProto tensor = Models.floats("w" + i, (int) elements).build();
            graph.addInitializer(Region.at(tensor, "huge.bin", i * 4 * elements, 4 * elements));
        }
        ModelProto model = ModelReader.read(Models.save(Models.model(graph), folder.resolve("huge.onnx")));
        assertThat(Tensors.raw(model.getGraph().getInitializer(1)).remaining()).isEqualTo(4 * (int) elements);
        assertThat(ModelWriter.layout(model)).isEqualTo(Layout.EXTERNAL);
        assertThatThrownBy(() -> ModelWriter.write(model, folder.resolve("no.onnx"), Layout.INLINE))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("external data");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(data, folder.resolve("huge.onnx"));
        }
    }

    @Test
    void leavesNothingOfAModelThatCannotBeWritten() throws IOException {
        Path file = Models.save(Models.withWeights(MANY), folder.resolve("m.onnx"));
        ModelProto model = ModelReader.read(file);
        Files.write(file, new byte[10]);
        for (Layout layout : Layout.values()) {
            assertThatThrownBy(() -> ModelWriter.write(model, folder.resolve("n.onnx"), layout))
                    .isInstanceOf(OnnxException.class)
                    .hasMessageContaining("shorter");
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void overwritesNothing() throws IOException {
        ModelProto model = ModelReader.read(Models.save(Models.withWeights(MANY), folder.resolve("m.onnx")));
        Files.writeString(folder.resolve("n.onnx.data"), "mine");
        assertThatThrownBy(() -> ModelWriter.write(model, folder.resolve("n.onnx"), Layout.EXTERNAL))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> ModelWriter.write(model, folder.resolve("m.onnx"), Layout.INLINE))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(folder.resolve("n.onnx.data")).hasContent("mine");
        assertThat(folder.resolve("n.onnx")).doesNotExist();
    }
}
