// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How the values of a model's inputs are distributed over some items: what is left of samples when they are gone. Of inputs
 * that hold measured values (floats, bytes) alone; the distance of two identifiers says nothing.
 *
 * @param items how many there were
 * @param inputs by name
 */
record Fingerprint(int items, Map<String, Values> inputs) {
    /** Values of an item that are looked at: a large one is to weigh no more than it must. */
    private static final int MOST_OF_AN_ITEM = 1_024;

    /** Values of an input that are looked at. */
    private static final int MOST = 1_000_000;

    private static final int BINS = 10;
    private static final long SEED = 20_260_102;
    private static final Set<ElementType> MEASURED = EnumSet.of(
            ElementType.FLOAT32,
            ElementType.FLOAT64,
            ElementType.FLOAT16,
            ElementType.BFLOAT16,
            ElementType.INT8,
            ElementType.UINT8);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Of one input.
     *
     * @param least of all values
     * @param greatest of all values
     * @param edges between bins, ascending: the deciles of the values, each once
     * @param shares of the values in each bin from {@code least} to {@code greatest}; one more than edges
     */
    record Values(double least, double greatest, List<Double> edges, List<Double> shares) {
        /** Copies. */
        Values {
            edges = List.copyOf(edges);
            shares = List.copyOf(shares);
        }
    }

    /** What was seen of an input so far: each value that was picked with the same chance (Algorithm R, see {@link Reservoir}). */
    static final class Seen {
        private double least = Double.POSITIVE_INFINITY;
        private double greatest = Double.NEGATIVE_INFINITY;
        private float[] picked = new float[MOST_OF_AN_ITEM];
        private long offered;
        private int items;

        private void add(float[] values, Random random) {
            for (float value : values) {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
            for (int i = 0; i < Math.min(values.length, MOST_OF_AN_ITEM); i++) {
                pick(values.length > MOST_OF_AN_ITEM ? values[random.nextInt(values.length)] : values[i], random);
            }
            items++;
        }

        private void pick(float value, Random random) {
            long place = offered < MOST ? offered : random.nextLong(offered + 1);
            offered++;
            if (place < MOST) {
                if (place >= picked.length) {
                    picked = Arrays.copyOf(picked, Math.min(MOST, 2 * picked.length));
                }
                picked[(int) place] = value;
            }
        }

        int items() {
            return items;
        }

        /** Returns the values that were picked, in ascending order. */
        double[] sorted() {
            double[] all = IntStream.range(0, (int) Math.min(offered, MOST))
                    .mapToDouble(i -> picked[i])
                    .toArray();
            Arrays.sort(all);
            return all;
        }
    }

    /** Looks at items; inputs that hold no measured values are left out. */
    static Map<String, Seen> see(Iterable<Map<String, Tensor>> items) {
        Map<String, Seen> seen = new TreeMap<>();
        Random random = new Random(SEED);
        for (Map<String, Tensor> item : items) {
            new TreeMap<>(item).forEach((name, tensor) -> {
                if (MEASURED.contains(tensor.type()) && tensor.shape().elementCount() > 0) {
                    seen.computeIfAbsent(name, input -> new Seen()).add(tensor.toFloats(), random);
                }
            });
        }
        return seen;
    }

    /**
     * Takes it.
     *
     * @param items read once
     */
    static Fingerprint of(Iterable<Map<String, Tensor>> items) {
        Map<String, Values> inputs = new TreeMap<>();
        int[] count = {0};
        Map<String, Seen> seen = see(items);
        seen.forEach((name, input) -> {
            count[0] = Math.max(count[0], input.items());
            inputs.put(name, values(input));
        });
        return new Fingerprint(count[0], inputs);
    }

    private static Values values(Seen seen) {
        double[] sorted = seen.sorted();
        List<Double> edges = new ArrayList<>();
        for (int bin = 1; bin < BINS; bin++) {
            double edge = sorted[(int) ((long) bin * sorted.length / BINS)];
            if (edge > seen.least && (edges.isEmpty() || edge > edges.get(edges.size() - 1))) {
                edges.add(edge);
            }
        }
        Values empty = new Values(seen.least, seen.greatest, edges, List.of());
        double[] shares = shares(empty, sorted);
        return new Values(
                seen.least,
                seen.greatest,
                edges,
                Arrays.stream(shares, 1, shares.length - 1).boxed().toList());
    }

    /**
     * Counts values into the bins of an input, and into one on either side for those outside its range.
     *
     * @return shares, those outside first and last
     */
    static double[] shares(Values bins, double[] values) {
        double[] edges = bins.edges().stream().mapToDouble(Double::doubleValue).toArray();
        double[] shares = new double[edges.length + 3];
        for (double value : values) {
            int bin;
            if (value < bins.least()) {
                bin = 0;
            } else if (value > bins.greatest()) {
                bin = shares.length - 1;
            } else {
                int at = Arrays.binarySearch(edges, value);
                bin = 1 + (at >= 0 ? at + 1 : -at - 1);
            }
            shares[bin] += 1.0 / values.length;
        }
        return shares;
    }

    void write(Path to) throws IOException {
        Files.write(to, JSON.writeValueAsBytes(this));
    }

    static Fingerprint read(Path from) throws IOException {
        return JSON.readValue(Files.readAllBytes(from), Fingerprint.class);
    }
}
