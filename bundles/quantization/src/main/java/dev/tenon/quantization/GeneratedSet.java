// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import dev.tenon.runtime.InputRecipe;
import dev.tenon.runtime.InputRecipe.Generator;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/**
 * Inputs made from a seed, where nobody gave any: as the model's recipe says, else floats from a normal distribution and
 * integers that are small. Extents of a recipe that are not as many as the input has are passed over. What a model answers to
 * them says how near a variant is to it, not how good either is.
 */
final class GeneratedSet implements EvaluationSet {
    /** Without those for calibration, enough to show that 98 % are kept. */
    private static final int SIZE = 384;

    private static final long SEED = 20_260_101;

    /** Where the model leaves an extent open that is not the first. */
    private static final long OPEN = 64;

    private static final int MOST_INTEGER = 100;

    private static final Set<ElementType> FLOATS =
            Set.of(ElementType.FLOAT16, ElementType.BFLOAT16, ElementType.FLOAT32, ElementType.FLOAT64);

    private final List<TensorSpec> inputs;
    private final InputRecipe recipe;

    /**
     * Makes a set.
     *
     * @param inputs what the model asks for
     * @param recipe how some of them are made
     */
    GeneratedSet(List<TensorSpec> inputs, InputRecipe recipe) {
        this.inputs = List.copyOf(inputs);
        this.recipe = recipe;
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

    private Tensor tensor(TensorSpec input, Random random) {
        Optional<Generator> generator = Optional.ofNullable(recipe.inputs().get(input.name()));
        long[] extents = extents(input, generator);
        Tensor tensor = Tensor.allocate(input.type(), Shape.of(extents));
        ByteBuffer data = tensor.data();
        while (data.hasRemaining()) {
            put(input.type(), data, number(input.type(), generator, random));
        }
        return tensor;
    }

    private static long[] extents(TensorSpec input, Optional<Generator> generator) {
        long[] extents = input.shape().toArray();
        List<Long> wanted = generator.map(Generator::extents).orElse(List.of());
        for (int i = 0; i < extents.length; i++) {
            if (extents[i] == Shape.ANY) {
                extents[i] = wanted.size() == extents.length ? wanted.get(i) : i == 0 ? 1 : OPEN;
            }
        }
        return extents;
    }

    private static double number(ElementType type, Optional<Generator> generator, Random random) {
        boolean isWhole = !FLOATS.contains(type);
        if (generator.isEmpty()) {
            return type == ElementType.BOOL
                    ? random.nextInt(2)
                    : isWhole ? random.nextInt(MOST_INTEGER) : random.nextGaussian();
        }
        double first = generator.get().first();
        double second = generator.get().second();
        double number =
                switch (generator.get().kind()) {
                    case CONSTANT -> first;
                    case NORMAL -> first + second * random.nextGaussian();
                    case UNIFORM -> first + (second - first + (isWhole ? 1 : 0)) * random.nextDouble();
                };
        return isWhole ? Math.floor(number) : number;
    }

    private static void put(ElementType type, ByteBuffer data, double number) {
        switch (type) {
            case FLOAT32 -> data.putFloat((float) number);
            case FLOAT64 -> data.putDouble(number);
            case INT32 -> data.putInt((int) number);
            case INT64 -> data.putLong((long) number);
            case INT16, UINT16 -> data.putShort((short) (int) number);
            case INT8, UINT8, BOOL -> data.put((byte) (int) number);
            case FLOAT16 -> data.putShort(HalfFloats.half((float) number));
            case BFLOAT16 -> data.putShort(HalfFloats.brain((float) number));
        }
    }

    @Override
    public boolean isLabelled() {
        return false;
    }
}
