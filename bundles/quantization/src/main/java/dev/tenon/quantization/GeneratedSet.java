// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Inputs made from a seed, where nobody gave any: floats from a normal distribution, integers that are small. What a model
 * answers to them says how near a variant is to it, not how good either is.
 */
final class GeneratedSet implements EvaluationSet {
    /** Without those for calibration, enough to show that 98 % are kept. */
    private static final int SIZE = 384;

    private static final long SEED = 20_260_101;
    /** Where the model leaves an extent open that is not the first. */
    private static final long OPEN = 64;

    private static final int MOST_INTEGER = 100;

    private final List<TensorSpec> inputs;

    GeneratedSet(List<TensorSpec> inputs) {
        this.inputs = List.copyOf(inputs);
    }

    @Override
    public String description() {
        return "generated inputs";
    }

    @Override
    public int size() {
        return SIZE;
    }

    @Override
    public Map<String, Tensor> inputs(int index) {
        Random random = new Random(SEED + index);
        Map<String, Tensor> item = new LinkedHashMap<>();
        inputs.forEach(input -> item.put(input.name(), tensor(input, random)));
        return item;
    }

    @Override
    public OptionalInt label(int index) {
        return OptionalInt.empty();
    }

    private static Tensor tensor(TensorSpec input, Random random) {
        long[] extents = input.shape().toArray();
        for (int i = 0; i < extents.length; i++) {
            extents[i] = extents[i] != Shape.ANY ? extents[i] : i == 0 ? 1 : OPEN;
        }
        Tensor tensor = Tensor.allocate(input.type(), Shape.of(extents));
        ByteBuffer data = tensor.data();
        while (data.hasRemaining()) {
            put(input.type(), data, random);
        }
        return tensor;
    }

    private static void put(ElementType type, ByteBuffer data, Random random) {
        switch (type) {
            case FLOAT32 -> data.putFloat((float) random.nextGaussian());
            case FLOAT64 -> data.putDouble(random.nextGaussian());
            case INT32 -> data.putInt(random.nextInt(MOST_INTEGER));
            case INT64 -> data.putLong(random.nextInt(MOST_INTEGER));
            case INT16, UINT16 -> data.putShort((short) random.nextInt(MOST_INTEGER));
            case INT8, UINT8 -> data.put((byte) random.nextInt(MOST_INTEGER));
            case BOOL -> data.put((byte) random.nextInt(2));
            case FLOAT16 -> data.putShort(HalfFloats.half((float) random.nextGaussian()));
            case BFLOAT16 -> data.putShort(HalfFloats.brain((float) random.nextGaussian()));
        }
    }

    @Override
    public boolean isLabelled() {
        return false;
    }
}
