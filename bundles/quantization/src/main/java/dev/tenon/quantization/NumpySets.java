// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Items of several {@code .npz} files in a folder, each as {@link NumpySet} reads it: their shapes may differ. */
final class NumpySets implements EvaluationSet {
    private static final long MOST_BYTES = 1L << 30;
    private static final int LONG_NAME = 24;

    private final String name;
    private final List<NumpySet> sets;
    private final List<Integer> starts = new ArrayList<>();
    private final int size;

    private NumpySets(String name, List<NumpySet> sets) {
        this.name = name;
        this.sets = sets;
        int before = 0;
        for (NumpySet set : sets) {
            starts.add(before);
            before += set.size();
        }
        this.size = before;
    }

    /** Returns the {@code .npz} files of a folder, in the order of their names. */
    static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.npz")) {
            all.forEach(files::add);
        }
        Collections.sort(files);
        return files;
    }

    /**
     * Reads them.
     *
     * @param folder with at least one
     * @param inputs what the model asks for
     * @throws DataRefusedException if one does not fit the model, or they are too large together
     * @throws IOException if one cannot be read
     */
    static NumpySets read(Path folder, List<TensorSpec> inputs) throws IOException {
        List<NumpySet> sets = new ArrayList<>();
        long bytes = 0;
        for (Path file : files(folder)) {
            bytes += Files.size(file);
            if (bytes > MOST_BYTES) {
                throw new DataRefusedException(folder + " holds more than " + (MOST_BYTES >> 20)
                        + " MB of values: give fewer items, a few thousand tell as much");
            }
            sets.add(NumpySet.read(file, inputs));
        }
        return new NumpySets(TrafficFolder.holds(folder.toString()) ? "real calls" : name(folder), sets);
    }

    @Override
    public String description() {
        return name + " (" + sets.size() + " files)";
    }

    private static String name(Path folder) {
        String name = String.valueOf(folder.getFileName());
        return name.length() > LONG_NAME ? name.substring(0, LONG_NAME) + "…" : name;
    }

    @Override
    public int size() {
        return size;
    }

    private int set(int index) {
        int at = Collections.binarySearch(starts, index);
        return at >= 0 ? at : -at - 2;
    }

    @Override
    public Map<String, Tensor> inputs(int index) {
        int set = set(index);
        return sets.get(set).inputs(index - starts.get(set));
    }

    @Override
    public OptionalInt label(int index) {
        int set = set(index);
        return sets.get(set).label(index - starts.get(set));
    }

    @Override
    public boolean isLabelled() {
        return sets.stream().allMatch(NumpySet::isLabelled);
    }
}
