// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.FunctionProto;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.OperatorSetIdProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import dev.tenon.onnx.graph.proto.TrainingInfoProto;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left as it is, and what is refused. */
class OpsetsRefusalsTest {
    private static ModelProto model(int opset, NodeProto... nodes) {
        return OpsetsTest.model(
                opset, OpsetsTest.graph(new long[] {2, 3}, nodes).build());
    }

    private static void isRefused(ModelProto model, String... words) {
        assertThatThrownBy(() -> Opsets.atLeast(model, 13))
                .isInstanceOf(OnnxException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void whatIsNewEnoughIsTheSame() throws Exception {
        for (int opset : new int[] {13, 14, 22}) {
            ModelProto model = model(opset, Models.node("Whatever", "y", "x"));
            assertThat(Opsets.atLeast(model, 13)).isSameAs(model);
        }
        assertThatThrownBy(() -> Opsets.atLeast(model(9, Models.node("Relu", "y", "x")), 14))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsANewerFormatAndOtherDomains() throws Exception {
        NodeProto foreign = Models.node("Upsample", "y", "x").toBuilder()
                .setDomain("org.example")
                .build();
        ModelProto model = model(9, foreign).toBuilder()
                .setIrVersion(9)
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain("org.example").setVersion(2))
                .build();
        ModelProto raised = Opsets.atLeast(model, 13);
        assertThat(raised.getIrVersion()).isEqualTo(9);
        assertThat(raised.getGraph()).isEqualTo(model.getGraph());
        assertThat(raised.getOpsetImportList())
                .extracting(OperatorSetIdProto::getVersion)
                .containsExactly(13L, 2L);
    }

    @Test
    void initializersOfAnOldFormatAreNoInputsAnyMore() throws Exception {
        ModelProto.Builder model =
                model(7, Models.node("Add", "y", "x", "w")).toBuilder().setIrVersion(3);
        model.getGraphBuilder().addInput(Models.value("w", 1)).addInitializer(OpsetsTest.floats("w", 1f));
        ModelProto raised = Opsets.atLeast(model.build(), 13);
        assertThat(raised.getGraph().getInputList())
                .extracting(ValueInfoProto::getName)
                .containsExactly("x");
        assertThat(raised.getIrVersion()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"Scan,8", "OneHot,10", "ATen,9", "Where,8", "MeanVarianceNormalization,8", "LayerNormalization,12"})
    void refusesByNameWhatIsNotKnownToBeTheSame(String operator, int opset) {
        NodeProto node = Models.node(operator, "y", "x");
        isRefused(model(opset, node), "[y] (" + operator + ")", "opset " + opset, "export");
        isRefused(model(opset, node.toBuilder().setName("n").build()), "node n (" + operator + ")");
        GraphProto body = GraphProto.newBuilder().addNode(node).build();
        isRefused(
                model(
                        opset,
                        OpsetsTest.with(
                                Models.node("Loop", "z", "x"),
                                AttributeProto.newBuilder()
                                        .setName("body")
                                        .setG(body)
                                        .build())),
                operator);
    }

    @Test
    void refusesOpsetsThatAreTooOld() {
        isRefused(model(6, Models.node("Relu", "y", "x")), "opset 6", "export");
        isRefused(model(9).toBuilder().clearOpsetImport().build(), "opset 1");
    }

    @Test
    void refusesFunctionsOfAnOlderOpsetAndTraining() throws Exception {
        FunctionProto.Builder function = FunctionProto.newBuilder()
                .setName("f")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(12));
        ModelProto model = model(12, Models.node("Relu", "y", "x"));
        isRefused(model.toBuilder().addFunctions(function).build(), "function f", "opset 12");
        function.getOpsetImportBuilder(0).setVersion(13);
        assertThat(Opsets.atLeast(model.toBuilder().addFunctions(function).build(), 13)
                        .getFunctions(0))
                .isEqualTo(function.build());
        isRefused(
                model.toBuilder()
                        .addTrainingInfo(TrainingInfoProto.getDefaultInstance())
                        .build(),
                "training");
    }

    @Test
    void refusesADropoutWhoseMaskIsUsed() {
        NodeProto dropout =
                Models.node("Dropout", "y", "x").toBuilder().addOutput("mask").build();
        isRefused(model(7, dropout, Models.node("Not", "z", "mask")), "mask", "inference");
    }

    @Test
    void refusesToRoundOtherwise() {
        NodeProto resize = Models.node("Resize", "y", "x", "s");
        isRefused(model(10, resize), "not constant");
        ModelProto.Builder mixed = model(10, resize).toBuilder();
        mixed.getGraphBuilder().addInitializer(OpsetsTest.floats("s", 2f, 0.5f));
        isRefused(mixed.build(), "larger", "smaller");
        NodeProto mode =
                OpsetsTest.with(resize, Nodes.attribute("coordinate_transformation_mode", "tf_half_pixel_for_nn"));
        isRefused(model(12, mode), "tf_half_pixel_for_nn");
    }

    @Test
    void refusesNumbersOfAnUnknownType() {
        AttributeProto most = OpsetsTest.number("max", 6);
        NodeProto clip = OpsetsTest.with(Models.node("Clip", "y", "v"), most);
        isRefused(model(9, Models.node("Where", "v", "c", "x", "x"), clip), "type", "shape inference");
        isRefused(model(9, Models.node("Relu", "v", "y"), clip), "type"); // damaged: it goes round
        NodeProto cast = OpsetsTest.with(Models.node("Cast", "v", "x"), Nodes.attribute("to", DataType.INT32_VALUE));
        isRefused(model(9, cast, clip), "INT32");
    }

    @Test
    void refusesWhatIsDamaged() {
        for (String operator : List.of("Slice", "TopK", "Pad", "Upsample", "ImageScaler", "Crop")) {
            isRefused(model(7, Models.node(operator, "y", "x")), operator, "damaged");
        }
    }

    @Test
    void numbersAreOfTheTypeOfWhatTheyMeet() throws Exception {
        for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT16)) {
            NodeProto cast = OpsetsTest.with(Models.node("Cast", "v", "x"), Nodes.attribute("to", type.getNumber()));
            NodeProto clip = OpsetsTest.with(Models.node("Clip", "y", "v"), OpsetsTest.number("max", 6));
            ModelProto raised = Opsets.atLeast(model(9, cast, clip), 13);
            List<TensorProto> bounds = raised.getGraph().getInitializerList();
            assertThat(bounds).hasSize(2).allMatch(each -> each.getDataType() == type.getNumber());
            ByteBuffer least = Tensors.raw(bounds.get(0)).order(ByteOrder.LITTLE_ENDIAN);
            if (type == DataType.DOUBLE) {
                assertThat(least.getDouble()).isEqualTo(-Float.MAX_VALUE);
            } else {
                assertThat(least.getShort()).as("minus infinity").isEqualTo((short) 0xFC00);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 3C00",
        "-2, C000",
        "65504, 7BFF",
        "65519, 7BFF",
        "65520, 7C00",
        "-1e30, FC00",
        "0x1p-14, 400",
        "0x1p-24, 1",
        "0x1p-25, 0",
        "0x1.8p-24, 2",
        "0x1.002p0, 3C00",
        "0x1.006p0, 3C02",
        "0x1.0021p0, 3C01",
        "0x1.ffep-15, 400",
        "NaN, 7E00",
        "0.1, 2E66"
    })
    void halvesAreTheNearest(String value, String bits) {
        assertThat(Halves.narrowed(Float.parseFloat(value))).isEqualTo((short) Integer.parseInt(bits, 16));
    }

    @Test
    void sharesWhatIsTheSame() throws Exception {
        AttributeProto axes = OpsetsTest.integers("axes", 0);
        ModelProto raised = Opsets.atLeast(
                model(
                        9,
                        OpsetsTest.with(Models.node("Unsqueeze", "u", "x"), axes),
                        OpsetsTest.with(Models.node("Squeeze", "y", "u"), axes)),
                13);
        assertThat(raised.getGraph().getInitializerList())
                .extracting(TensorProto::getName)
                .containsExactly("u_axes");
        assertThat(raised.getGraph().getNode(1).getInput(1)).isEqualTo("u_axes");
    }
}
