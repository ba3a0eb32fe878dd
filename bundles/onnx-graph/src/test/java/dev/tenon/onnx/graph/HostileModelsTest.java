// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.FunctionProto;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.SparseTensorProto;
import dev.tenon.onnx.graph.proto.StringStringEntryProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataLocation;
import dev.tenon.onnx.graph.proto.TrainingInfoProto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that were made to deceive: each is read by a parser of Protocol Buffers without complaint. */
class HostileModelsTest {
    private static final int ELEMENTS = 1_000;
    private static final String OUTSIDE = "/etc/passwd";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("m.onnx");
    }

    /** A model of one node with one attribute, whose bytes are given. */
    private static byte[] model(byte[] attribute) {
        return concat(
                field(ModelProto.IR_VERSION_FIELD_NUMBER << 3 | Wire.VARINT, 8),
                message(
                        ModelProto.GRAPH_FIELD_NUMBER,
                        message(GraphProto.NODE_FIELD_NUMBER, message(NodeProto.ATTRIBUTE_FIELD_NUMBER, attribute))));
    }

    private static byte[] message(int field, byte[] content) {
        return concat(field((long) field << 3 | Wire.BYTES, content.length), content);
    }

    private static byte[] field(long tag, long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Wire.writeVarint(tag, out);
        Wire.writeVarint(value, out);
        return out.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Stream.of(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private void assertRefused(byte[] model, String says) throws IOException {
        ModelProto.parseFrom(model); // says so where it is not even Protocol Buffers
        Files.write(file, model);
        assertThatThrownBy(() -> ModelReader.read(file))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining(says);
    }

    private static TensorProto outside() {
        return Region.at(Models.floats("w", 10).build(), OUTSIDE, 0, 40);
    }

    @Test
    void aTensorInTwoPartsNamesNoFileOutside() throws IOException {
        Files.write(folder.resolve("w.bin"), new byte[40]);
        TensorProto valid = Region.at(Models.floats("w", 10).build(), "w.bin", 0, 40);
        TensorProto rest = TensorProto.newBuilder()
                .addExternalData(StringStringEntryProto.newBuilder()
                        .setKey(Region.LOCATION)
                        .setValue(OUTSIDE))
                .build();
        int field = AttributeProto.T_FIELD_NUMBER;
        assertRefused(
                model(concat(message(field, valid.toByteArray()), message(field, rest.toByteArray()))), "damaged");
    }

    @Test
    void aTensorInAFieldWithALongNumberNamesNoFileOutside() throws IOException {
        byte[] tensor = outside().toByteArray(); // readers take the lower 32 bits of a field's number
        long tag = 1L << 32 | AttributeProto.T_FIELD_NUMBER << 3 | Wire.BYTES;
        assertRefused(model(concat(field(tag, tensor.length), tensor)), "damaged");
    }

    @Test
    void aTensorWithItsOwnValuesNamesNoFile() throws IOException {
        TensorProto.Builder tensor = outside().toBuilder().setDataLocation(DataLocation.DEFAULT);
        tensor.setRawData(ByteString.copyFrom(new byte[40]));
        Models.save(Models.model(GraphProto.newBuilder().addInitializer(tensor)), file);
        TensorProto read = ModelReader.read(file).getGraph().getInitializer(0);
        assertThat(read.getExternalDataList()).isEmpty();
        assertThat(Region.of(read)).isEmpty();
    }

    @Test
    void aTensorHasItsValuesInOnePlace() throws IOException {
        byte[] large = Models.floats("w", ELEMENTS)
                .setRawData(ByteString.copyFrom(Models.counting(ELEMENTS)))
                .build()
                .toByteArray();
        byte[] raw = message(TensorProto.RAW_DATA_FIELD_NUMBER, new byte[4 * ELEMENTS]);
        byte[] floats = message(TensorProto.FLOAT_DATA_FIELD_NUMBER, new byte[4 * ELEMENTS]);
        byte[] small = message(TensorProto.RAW_DATA_FIELD_NUMBER, new byte[40]);
        byte[] one = field(TensorProto.INT32_DATA_FIELD_NUMBER << 3 | Wire.VARINT, 7);
        for (byte[] second : List.of(raw, floats, small, one, outside().toByteArray())) {
            assertRefused(model(message(AttributeProto.T_FIELD_NUMBER, concat(large, second))), "damaged");
        }
    }

    static Stream<ModelProto> namesAFileOutsideInEachPlace() {
        AttributeProto single = AttributeProto.newBuilder().setT(outside()).build();
        AttributeProto several =
                AttributeProto.newBuilder().addTensors(outside()).build();
        SparseTensorProto values =
                SparseTensorProto.newBuilder().setValues(outside()).build();
        SparseTensorProto indices =
                SparseTensorProto.newBuilder().setIndices(outside()).build();
        NodeProto node = NodeProto.newBuilder().addAttribute(single).build();
        GraphProto graph = GraphProto.newBuilder().addNode(node).build();
        return Stream.of(
                model(GraphProto.newBuilder().addInitializer(outside())),
                model(GraphProto.newBuilder().addSparseInitializer(values)),
                model(GraphProto.newBuilder().addSparseInitializer(indices)),
                model(graph.toBuilder()),
                attribute(several),
                attribute(AttributeProto.newBuilder().setG(graph).build()),
                attribute(AttributeProto.newBuilder().addGraphs(graph).build()),
                attribute(AttributeProto.newBuilder().setSparseTensor(values).build()),
                attribute(AttributeProto.newBuilder().addSparseTensors(values).build()),
                model(GraphProto.newBuilder()).toBuilder()
                        .addFunctions(FunctionProto.newBuilder().addNode(node))
                        .build(),
                model(GraphProto.newBuilder()).toBuilder()
                        .addTrainingInfo(TrainingInfoProto.newBuilder().setAlgorithm(graph))
                        .build());
    }

    private static ModelProto model(GraphProto.Builder graph) {
        return Models.model(graph);
    }

    private static ModelProto attribute(AttributeProto attribute) {
        return model(GraphProto.newBuilder().addNode(NodeProto.newBuilder().addAttribute(attribute)));
    }

    @ParameterizedTest
    @MethodSource
    void namesAFileOutsideInEachPlace(ModelProto model) throws IOException {
        assertRefused(model.toByteArray(), "not a file in the model's folder");
    }

    static Stream<Arguments> refusesWhatTakesMoreMemoryThanItMay() {
        return Stream.of(
                Arguments.of("one number again and again", field(8, 8), 200_000),
                Arguments.of("fields that nobody knows", field(8_000, 8), 20_000),
                Arguments.of("texts that nobody knows", field(8_002, 0), 20_000),
                Arguments.of("empty functions", message(ModelProto.FUNCTIONS_FIELD_NUMBER, new byte[0]), 10_000),
                Arguments.of("empty graphs", message(ModelProto.TRAINING_INFO_FIELD_NUMBER, new byte[] {10, 0}), 5_000),
                Arguments.of("empty names", message(ModelProto.FUNCTIONS_FIELD_NUMBER, new byte[] {34, 0}), 5_000));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesWhatTakesMoreMemoryThanItMay(String name, byte[] one, int times) throws IOException {
        byte[] many = concat(Stream.generate(() -> one).limit(times).toArray(byte[][]::new));
        Files.write(file, concat(field(8, 8), message(ModelProto.GRAPH_FIELD_NUMBER, new byte[0]), many));
        assertThat(Files.size(file)).as(name).isLessThan(1 << 20);
        assertThat(ModelReader.read(file).getIrVersion()).isEqualTo(8);
        assertThatThrownBy(() -> ModelReader.read(file, 1 << 20))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("beside its weights");
    }

    @Test
    void countsPackedNumbersAsWhatTheyBecome() throws IOException {
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(TensorProto.DataType.INT64_VALUE);
        for (int i = 0; i < 200_000; i++) {
            tensor.addInt64Data(1);
        }
        Models.save(Models.model(GraphProto.newBuilder().addInitializer(tensor.addDims(200_000))), file);
        assertThatThrownBy(() -> ModelReader.read(file, 1 << 20)).hasMessageContaining("beside its weights");
        assertThat(ModelReader.read(file).getGraph().getInitializer(0).getInt64DataCount())
                .isEqualTo(200_000);
    }
}
