// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.model.TextEncoding;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.VariantReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A variant in its folder. Immutable.
 *
 * @param report what the gate found out
 * @param folder with its files
 * @param files their sizes in bytes by name, as they were when it was kept
 */
record KeptVariant(VariantReport report, Path folder, Map<String, Long> files) {
    static final String REPORT = "report.json";
    static final String MODEL = "model.onnx";
    static final String DATA = "model.onnx.data";

    /** What belongs to a variant that passed; the first three must be there. */
    private static final List<String> NAMES = List.of(REPORT, MODEL, "known-answer.json", DATA);

    private static final int NEEDED = 3;

    /** Sizes when it was kept. */
    private static final String FILES = "files.json";

    /** Folders in which other files of the original lie beside the variant. */
    private static final String BESIDE = "beside-";

    private static final int DIGITS = 16;

    KeptVariant {
        files = Map.copyOf(files);
    }

    String name() {
        return Reports.name(report);
    }

    boolean isPassed() {
        return Reports.isPassed(report);
    }

    /**
     * Proves that the file is still the one that was measured.
     *
     * @throws ModelRefusedException if it is another
     * @throws IOException if it cannot be read
     */
    void prove() throws IOException {
        if (!Digest.of(folder.resolve(MODEL)).equals(report.variant())) {
            throw new ModelRefusedException(
                    ModelRefusedException.Reason.UNTRUSTED,
                    "the file of " + name() + " of model " + report.model()
                            + " is not the one that was measured; quantize the model again");
        }
    }

    /** The files that a result must have to be kept. */
    static List<String> needed(VariantReport report) {
        return Reports.isPassed(report) ? NAMES.subList(0, NEEDED) : List.of(REPORT);
    }

    /** Brings a result's files into a staged folder and writes their sizes down. */
    static void stage(VariantReport report, Path result, Path staged) throws IOException {
        Map<String, Long> files = new TreeMap<>();
        for (String name : Reports.isPassed(report) ? NAMES : needed(report)) {
            Path from = result.resolve(name);
            if (Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
                Disk.place(from, staged.resolve(name));
                files.put(name, Files.size(from));
            }
        }
        Files.write(staged.resolve(FILES), ModelJson.MAPPER.writeValueAsBytes(files));
    }

    /**
     * Reads a folder.
     *
     * @param original SHA-256 of the original under which it lies
     * @throws IOException if it is damaged or cannot be read
     */
    static KeptVariant read(Path folder, String original) throws IOException {
        Map<String, Long> files = ModelJson.MAPPER.readValue(
                Files.readAllBytes(folder.resolve(FILES)), new TypeReference<TreeMap<String, Long>>() {});
        if (files == null) {
            throw new IOException(FILES + " is empty");
        }
        for (Map.Entry<String, Long> file : files.entrySet()) {
            if (!Objects.equals(Files.size(folder.resolve(file.getKey())), file.getValue())) {
                throw new IOException(file.getKey() + " does not have its " + file.getValue() + " bytes");
            }
        }
        VariantReport report = Reports.read(folder.resolve(REPORT));
        if (!files.keySet().containsAll(needed(report))) {
            throw new IOException(FILES + " does not name what belongs to a variant: " + needed(report));
        }
        KeptVariant variant = new KeptVariant(report, folder, files);
        if (!report.original().equals(original)
                || !variant.name().equals(folder.getFileName().toString())) {
            throw new IOException(REPORT + " does not describe the variant of this folder");
        }
        return variant;
    }

    /**
     * Makes what plugins see of an original while this is in use.
     *
     * @param original one of those it was made of
     * @throws IOException if what belongs beside the file cannot be put there
     */
    InstalledModel inPlaceOf(InstalledModel original) throws IOException {
        Optional<TextEncoding> text = original.descriptor().text();
        Path place = text.isPresent() ? beside(original, text.get().tokenizer()) : folder;
        return new InstalledModel(
                original.descriptor(),
                place.resolve(MODEL),
                report.variant(),
                files.getOrDefault(MODEL, 0L) + files.getOrDefault(DATA, 0L));
    }

    /** Two models of one file may read their texts by different tokenizers: a folder for each of these. */
    private Path beside(InstalledModel original, String tokenizer) throws IOException {
        Path from = original.file().resolveSibling(tokenizer);
        Path place = folder.resolve(BESIDE + Digest.of(from).substring(0, DIGITS));
        if (isWhole(place, tokenizer, Files.size(from))) {
            return place;
        }
        Path staged = Files.createTempDirectory(folder, ".staged-");
        try {
            for (String name : files.keySet()) {
                Disk.place(folder.resolve(name), staged.resolve(name));
            }
            Files.copy(from, staged.resolve(tokenizer));
            Disk.forceAll(staged);
            Disk.delete(place);
            Disk.appear(staged, place);
            return place;
        } finally {
            Disk.delete(staged);
        }
    }

    private boolean isWhole(Path place, String tokenizer, long bytes) throws IOException {
        Map<String, Long> expected = new TreeMap<>(files);
        expected.put(tokenizer, bytes);
        for (Map.Entry<String, Long> file : expected.entrySet()) {
            Path path = place.resolve(file.getKey());
            if (!Files.isRegularFile(path) || Files.size(path) != file.getValue()) {
                return false;
            }
        }
        return true;
    }
}
