// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.tensor.Tensor;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the model itself answers to the first samples, as far as it is small enough to be kept. Not thread-safe. */
final class ExactAnswers implements Watch {
    private static final long MOST_BYTES = 64L << 20;

    /** Later samples are not asked about. */
    private static final int MOST = 2 * InputMeans.ENOUGH;

    /** Floats, which a {@link Comparison} is about. */
    private static final Set<Integer> COMPARED =
            Set.of(DataType.FLOAT_VALUE, DataType.FLOAT16_VALUE, DataType.DOUBLE_VALUE);

    private final List<String> outputs;
    private final List<Map<String, Tensor>> kept = new ArrayList<>();
    private long bytes;

    /**
     * Makes one that knows none.
     *
     * @param model prepared
     */
    ExactAnswers(ModelProto model) {
        outputs = model.getGraph().getOutputList().stream()
                .filter(ExactAnswers::isCompared)
                .map(ValueInfoProto::getName)
                .toList();
    }

    private static boolean isCompared(ValueInfoProto output) {
        return !output.hasType()
                || COMPARED.contains(output.getType().getTensorType().getElemType());
    }

    @Override
    public List<NodeProto> nodes() {
        return List.of();
    }

    @Override
    public List<String> outputs() {
        return outputs;
    }

    @Override
    public void add(Map<String, Tensor> answered) {
        if (bytes > MOST_BYTES || kept.size() == MOST) {
            return;
        }
        Map<String, Tensor> answers = new LinkedHashMap<>();
        for (String output : outputs) {
            Tensor answer = Optional.ofNullable(answered.get(output)).orElseThrow();
            answers.put(output, answer);
            bytes += answer.data().limit();
        }
        if (bytes <= MOST_BYTES) {
            kept.add(answers);
        }
    }

    /**
     * Returns answers.
     *
     * @param from the first sample's index
     * @param to behind the last one's
     * @return nothing if one of them is not known
     */
    Optional<List<Map<String, Tensor>>> of(int from, int to) {
        return to <= kept.size() ? Optional.of(kept.subList(from, to)) : Optional.empty();
    }
}
