// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Inputs whose right answer is known. There are a hundred or so of each kind: every fifth of them calibrates, the others
 * judge, each many times, a little changed but still of its class.
 */
final class LabelledInputs {
    private static final int EVERY = 5;

    private LabelledInputs() {}

    /** A row of a file with its class first. */
    private static List<int[]> rows(Path file, boolean isEvaluation) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return java.util.stream.IntStream.range(0, lines.size())
                .filter(i -> (i % EVERY != 0) == isEvaluation)
                .mapToObj(lines::get)
                .map(line -> java.util.Arrays.stream(line.split(","))
                        .mapToInt(Integer::parseInt)
                        .toArray())
                .toList();
    }

    /** Digits of MNIST's test set, moved by up to two pixels and written harder or lighter. */
    static void digits(QuantSources sources, ItemSet set, boolean isEvaluation) throws IOException {
        List<int[]> rows = rows(sources.data().resolve("image-classification/eran/mnist_test.csv"), isEvaluation);
        Random random = QuantSources.random(isEvaluation);
        int side = 28;
        for (int item = 0; item < set.items(); item++) {
            int[] row = rows.get(item % rows.size());
            boolean isFirst = item < rows.size();
            int right = isFirst ? 0 : random.nextInt(5) - 2;
            int down = isFirst ? 0 : random.nextInt(5) - 2;
            float gain = isFirst ? 1 : 0.6f + 0.4f * random.nextFloat();
            float[] pixels = new float[side * side];
            for (int i = 0; i < pixels.length; i++) {
                int x = i % side - right;
                int y = i / side - down;
                pixels[i] = x < 0 || y < 0 || x >= side || y >= side ? 0 : gain * row[1 + y * side + x];
            }
            set.floats("Input3", item, pixels, 1, side, side);
            set.label(item, row[0]);
        }
    }

    /** Pictures of CIFAR-10's test set, moved by up to two pixels, mirrored, brighter and darker. */
    static void things(QuantSources sources, ItemSet set, boolean isEvaluation) throws IOException {
        List<int[]> rows = rows(sources.data().resolve("image-classification/eran/cifar10_test.csv"), isEvaluation);
        Random random = QuantSources.random(isEvaluation);
        int side = 32;
        for (int item = 0; item < set.items(); item++) {
            int[] row = rows.get(item % rows.size());
            boolean isFirst = item < rows.size();
            int right = isFirst ? 0 : random.nextInt(5) - 2;
            int down = isFirst ? 0 : random.nextInt(5) - 2;
            boolean isMirrored = !isFirst && random.nextBoolean();
            float gain = isFirst ? 1 : 0.8f + 0.4f * random.nextFloat();
            float[] planes = new float[3 * side * side];
            for (int i = 0; i < planes.length; i++) {
                int x = clamped(i % side - right, side);
                int y = clamped(i / side % side - down, side);
                // The file has the channels of a pixel side by side.
                int value = row[1 + 3 * (y * side + (isMirrored ? side - 1 - x : x)) + i / (side * side)];
                planes[i] = (Math.min(255, gain * value) / 255 - 0.5f) / 0.5f;
            }
            set.floats("modelInput", item, planes, 3, side, side);
            set.label(item, row[0]);
        }
    }

    private static int clamped(int at, int side) {
        return Math.max(0, Math.min(side - 1, at));
    }

    /** Flowers of Fisher's set; lengths were rounded to a tenth, so each is as well any other that rounds to it. */
    static void flowers(QuantSources sources, ItemSet set, boolean isEvaluation) throws IOException {
        List<String> species = List.of("Iris-setosa", "Iris-versicolor", "Iris-virginica");
        List<String> lines = Files.readAllLines(sources.data().resolve("tabular/Windows-Machine-Learning/Iris.csv"));
        List<String[]> rows = java.util.stream.IntStream.range(1, lines.size())
                .filter(i -> (i % EVERY != 0) == isEvaluation)
                .mapToObj(i -> lines.get(i).split(","))
                .toList();
        Random random = QuantSources.random(isEvaluation);
        for (int item = 0; item < set.items(); item++) {
            String[] row = rows.get(item % rows.size());
            float[] lengths = new float[4];
            for (int i = 0; i < lengths.length; i++) {
                float within = item < rows.size() ? 0 : 0.1f * random.nextFloat() - 0.05f;
                lengths[i] = Float.parseFloat(row[1 + i]) + within;
            }
            set.floats("input", item, lengths, lengths.length);
            set.label(item, species.indexOf(row[5].strip()));
        }
    }
}
