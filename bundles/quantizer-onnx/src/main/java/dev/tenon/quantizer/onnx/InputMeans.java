// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.tensor.Tensor;
import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import dev.tenon.quantizer.onnx.Layer.Operator;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The means of what layers with a bias read, of each channel over all places of a picture and all rows of a matrix, in the
 * first samples. What has a value in it that is no number is left out. Not thread-safe.
 */
final class InputMeans implements Watch {
    /** So many samples tell means, and which of two variants is nearer. */
    static final int ENOUGH = 32;

    /** A large model takes long, and has so many values in each sample that fewer samples tell as much. */
    private static final int LEAST_ENOUGH = 8;

    private static final long ENOUGH_VALUES = 1L << 26;

    private static final String SUM = "__sum";
    private static final String AXES = "__axes";
    private static final String SHAPE = "__shape";

    private final Map<String, Read> read = new LinkedHashMap<>();
    private int enough = ENOUGH;
    private int samples;

    private static final class Read {
        private final int axes;
        private double[] sums = {};
        private long rows;
        private long[] places = {};

        private Read(int axes) {
            this.axes = axes;
        }
    }

    /**
     * The mean of an activation.
     *
     * @param channels of each one, a number
     * @param places the extents of the first picture that was not empty; none of a matrix
     */
    record Mean(double[] channels, long[] places) {}

    /**
     * Makes one.
     *
     * @param layers that may be on 8 bits
     */
    InputMeans(Collection<Layer> layers) {
        layers.stream()
                .filter(MeanErrors::hasBias)
                .forEach(layer -> read.put(layer.node().getInput(0), new Read(axes(layer))));
    }

    /** How many axes a picture has beside those of its channels; a matrix has none. */
    private static int axes(Layer layer) {
        return layer.operator() == Operator.CONV ? layer.weight().getDimsCount() - 2 : 0;
    }

    @Override
    public List<NodeProto> nodes() {
        List<NodeProto> nodes = new ArrayList<>();
        read.forEach((name, each) -> {
            if (each.axes == 0) {
                nodes.add(Nodes.node("Identity", List.of(name), name + SUM).build());
            } else {
                nodes.add(numbers(name + AXES, each.axes));
                nodes.add(Nodes.node("ReduceSum", List.of(name, name + AXES), name + SUM)
                        .build());
            }
            nodes.add(Nodes.node("Shape", List.of(name), name + SHAPE).build());
        });
        return nodes;
    }

    private static NodeProto numbers(String name, int count) {
        TensorProto.Builder axes =
                TensorProto.newBuilder().setDataType(DataType.INT64_VALUE).addDims(count);
        for (long axis = 2; axis < 2 + count; axis++) {
            axes.addInt64Data(axis);
        }
        AttributeProto value = AttributeProto.newBuilder()
                .setName("value")
                .setType(AttributeProto.AttributeType.TENSOR)
                .setT(axes)
                .build();
        return Nodes.node("Constant", List.of(), name).addAttribute(value).build();
    }

    @Override
    public List<String> outputs() {
        return read.keySet().stream()
                .flatMap(name -> Stream.of(name + SUM, name + SHAPE))
                .toList();
    }

    @Override
    public void add(Map<String, Tensor> outputs) {
        if (samples == enough) {
            return;
        }
        samples++;
        long values = 0;
        for (Map.Entry<String, Read> each : read.entrySet()) {
            values += add(
                    each.getValue(),
                    Optional.ofNullable(outputs.get(each.getKey() + SUM)).orElseThrow(),
                    Optional.ofNullable(outputs.get(each.getKey() + SHAPE)).orElseThrow());
        }
        if (samples == 1) {
            enough = (int) Math.max(LEAST_ENOUGH, Math.min(ENOUGH, ENOUGH_VALUES / Math.max(1, values)));
        }
    }

    private static long add(Read read, Tensor sums, Tensor shape) {
        LongBuffer extents = shape.data().asLongBuffer();
        long values = 1;
        for (int i = 0; i < extents.limit(); i++) {
            values *= extents.get(i);
        }
        if (values == 0) {
            return 0;
        }
        int channels = Math.toIntExact(extents.get(1));
        if (read.sums.length == 0) {
            read.sums = new double[channels];
            read.places = new long[extents.limit() - 2];
            extents.position(2).get(read.places);
        }
        long places = values / (extents.get(0) * channels);
        float[] row = new float[channels];
        FloatBuffer rows = sums.floats();
        while (rows.hasRemaining()) {
            rows.get(row);
            if (InputProducts.isFinite(row)) {
                for (int channel = 0; channel < channels; channel++) {
                    read.sums[channel] += row[channel] / (double) places;
                }
                read.rows++;
            }
        }
        return values;
    }

    /**
     * Returns how many samples are enough for what needs no extremes.
     *
     * @return from 8 to 32, which does not depend on how many there were
     */
    int enough() {
        return enough;
    }

    /**
     * Returns the mean of an activation.
     *
     * @return nothing if none was seen
     */
    Optional<Mean> of(String activation) {
        return Optional.ofNullable(read.get(activation))
                .filter(each -> each.rows > 0)
                .map(each -> {
                    double[] means = each.sums.clone();
                    for (int channel = 0; channel < means.length; channel++) {
                        means[channel] /= each.rows;
                    }
                    return new Mean(means, each.places);
                });
    }
}
