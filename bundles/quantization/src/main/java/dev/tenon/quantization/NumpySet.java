// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Items of an {@code .npz} file, as {@code numpy.savez} writes it: an array for each input of the model, by its name, with
 * the items along its first dimension, and perhaps {@value #LABELS}, the index of each item's right class.
 */
final class NumpySet implements EvaluationSet {
    static final String LABELS = "labels";

    private static final long MOST_BYTES = 1L << 30;

    private final Path file;
    private final Map<String, NumpyArray> arrays;
    private final Map<String, Boolean> batches;
    private final Optional<NumpyArray> labels;
    private final int size;

    private NumpySet(
            Path file,
            Map<String, NumpyArray> arrays,
            Map<String, Boolean> batches,
            Optional<NumpyArray> labels,
            int size) {
        this.file = file;
        this.arrays = arrays;
        this.batches = batches;
        this.labels = labels;
        this.size = size;
    }

    /**
     * Reads a set.
     *
     * @param file an {@code .npz}
     * @param inputs what the model asks for
     * @throws DataRefusedException if it is no such file, or does not fit the model
     * @throws IOException if it cannot be read
     */
    static NumpySet read(Path file, List<TensorSpec> inputs) throws IOException {
        Map<String, NumpyArray> all = arrays(file);
        Map<String, NumpyArray> arrays = new LinkedHashMap<>();
        Map<String, Boolean> batches = new LinkedHashMap<>();
        for (TensorSpec input : inputs) {
            NumpyArray array = all.get(input.name());
            if (array == null && inputs.size() == 1 && all.size() - (all.containsKey(LABELS) ? 1 : 0) == 1) {
                array = all.entrySet().stream()
                        .filter(each -> !each.getKey().equals(LABELS))
                        .findFirst()
                        .map(Map.Entry::getValue)
                        .orElse(null);
            }
            if (array == null) {
                throw new DataRefusedException(file + " has no array '" + input.name() + "': the model reads "
                        + names(inputs) + ", the file has " + all.keySet() + "; save it with numpy.savez(file, "
                        + input.name().replaceAll("\\W", "_") + "=...)");
            }
            batches.put(input.name(), isBatch(file, input, array));
            if (!array.isFinite()) {
                throw new DataRefusedException(
                        file + ": '" + input.name() + "' has values that are no numbers (NaN) or infinite");
            }
            arrays.put(input.name(), array);
        }
        int size = arrays.values().stream().mapToInt(NumpyArray::items).min().orElse(0);
        Optional<NumpyArray> labels = Optional.ofNullable(all.get(LABELS));
        for (Map.Entry<String, NumpyArray> each : arrays.entrySet()) {
            if (each.getValue().items() != size) {
                throw new DataRefusedException(file + ": '" + each.getKey() + "' has "
                        + each.getValue().items() + " items, another array has " + size);
            }
        }
        if (labels.isPresent() && labels.get().elements() != size) {
            throw new DataRefusedException(file + ": labels are one index for each item, not an array of "
                    + Shape.of(labels.get().shape()) + " for " + size + " items");
        }
        return new NumpySet(file, arrays, batches, labels, size);
    }

    private static Map<String, NumpyArray> arrays(Path file) throws IOException {
        Map<String, NumpyArray> arrays = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            long bytes = 0;
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (!entry.getName().endsWith(".npy")) {
                    continue;
                }
                if (entry.getSize() < 0 || entry.getSize() > MOST_BYTES - bytes) {
                    throw new DataRefusedException(file + " holds more than " + (MOST_BYTES >> 20)
                            + " MB of values: give fewer items, a few thousand tell as much");
                }
                String name = entry.getName().substring(0, entry.getName().length() - ".npy".length());
                bytes += entry.getSize();
                arrays.put(name, NumpyArray.read(file + ": '" + name + "'", content(zip, entry)));
            }
        } catch (ZipException | EOFException e) {
            throw new DataRefusedException(file + " is no .npz file, or it is damaged: save it with numpy.savez", e);
        }
        return arrays;
    }

    /** Reads as many bytes as the entry says that it holds: to find out as one goes takes twice the memory. */
    private static byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
        byte[] content = new byte[(int) entry.getSize()];
        try (InputStream in = zip.getInputStream(entry)) {
            if (in.readNBytes(content, 0, content.length) < content.length || in.read() >= 0) {
                throw new ZipException(entry.getName() + " is not as long as it says");
            }
        }
        return content;
    }

    /** Whether items keep a first dimension of 1: the model's input has one more than an item, or as many as the array. */
    private static boolean isBatch(Path file, TensorSpec input, NumpyArray array) {
        if (array.type() == input.type() && array.items() > 0) {
            for (boolean isBatch : new boolean[] {true, false}) {
                if (input.accepts(array.item(0, isBatch))) {
                    return isBatch;
                }
            }
        }
        throw new DataRefusedException(file + ": '" + input.name() + "' is an array of " + array.type()
                + Shape.of(array.shape()) + ", and the model reads items of " + input
                + (array.items() == 0
                        ? "; there are none"
                        : "; the items lie along the first dimension, and astype(numpy."
                                + input.type().name().toLowerCase(Locale.ROOT) + ") makes them of that type"));
    }

    private static String names(List<TensorSpec> inputs) {
        return inputs.stream().map(TensorSpec::name).collect(Collectors.joining(", "));
    }

    @Override
    public String description() {
        return String.valueOf(file.getFileName());
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Map<String, Tensor> inputs(int index) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        arrays.forEach((name, array) -> inputs.put(name, array.item(index, batches.getOrDefault(name, true))));
        return inputs;
    }

    @Override
    public OptionalInt label(int index) {
        return labels.isPresent() ? OptionalInt.of(labels.get().integer(index)) : OptionalInt.empty();
    }

    @Override
    public boolean isLabelled() {
        return labels.isPresent();
    }
}
