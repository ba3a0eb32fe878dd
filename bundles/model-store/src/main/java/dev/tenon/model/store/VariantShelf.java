// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.runtime.ModelStore;
import dev.tenon.runtime.VariantReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder {@code <home>/variants}: for each original, by its SHA-256, a folder with one folder per variant and the
 * file {@code used} that names the one in use. Names that begin with a dot are work in progress. Reading takes no lock;
 * whoever changes something does so one at a time.
 */
final class VariantShelf {
    private static final Logger LOG = LoggerFactory.getLogger(VariantShelf.class);
    private static final String USED = "used";
    private static final String GONE = ".gone-";

    private final Path folder;
    private final Map<String, Row> rows = new ConcurrentHashMap<>();

    /**
     * The variants of one original. Immutable.
     *
     * @param variants by name
     * @param used what the file says, even if no such variant is whole
     */
    private record Row(Map<String, KeptVariant> variants, String used) {
        static final Row EMPTY = new Row(Map.of(), ModelStore.ORIGINAL);

        Row with(KeptVariant variant) {
            Map<String, KeptVariant> next = new TreeMap<>(variants);
            next.put(variant.name(), variant);
            return new Row(Collections.unmodifiableMap(next), used);
        }
    }

    VariantShelf(Path folder) {
        this.folder = folder;
    }

    /** Ends what a killed process had begun and reads what is whole; says what is not and leaves it. */
    void recover() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            sweep(folder);
            for (Path row : Disk.list(folder, "[!.]*")) {
                if (Files.isDirectory(row)) {
                    rows.put(row.getFileName().toString(), read(row));
                }
            }
        } catch (IOException e) {
            LOG.warn("Variants in {} cannot be read: originals are used", folder, e);
        }
    }

    private static Row read(Path path) {
        Row row = Row.EMPTY;
        try {
            AtomicFolders folders = new AtomicFolders(path);
            folders.recover();
            sweep(path);
            for (Path each : folders.list()) {
                row = Files.isDirectory(each) ? readInto(row, each) : row;
            }
            Path used = path.resolve(USED);
            return Files.exists(used) ? use(row, used) : row;
        } catch (IOException e) {
            LOG.warn("Some variants in {} cannot be read and are not offered", path, e);
            return row;
        }
    }

    private static Row readInto(Row row, Path path) {
        try {
            sweep(path);
            return row.with(
                    KeptVariant.read(path, path.getParent().getFileName().toString()));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("The variant in {} is damaged and is not offered; make it again", path, e);
            return row;
        }
    }

    private static Row use(Row row, Path file) throws IOException {
        String name = Files.readString(file).strip();
        KeptVariant variant = row.variants().get(name);
        if (!name.equals(ModelStore.ORIGINAL) && (variant == null || !variant.isPassed())) {
            LOG.warn("{} names '{}', which is not there: the original is used", file, name);
        }
        return new Row(row.variants(), name);
    }

    private static void sweep(Path path) throws IOException {
        for (Path begun : Disk.list(path, ".*")) {
            Disk.delete(begun);
        }
    }

    private Row row(String original) {
        return rows.getOrDefault(original, Row.EMPTY);
    }

    private AtomicFolders folders(String original) {
        return new AtomicFolders(folder.resolve(original));
    }

    /** Lists what is kept for an original, sorted by name. */
    List<KeptVariant> of(String original) {
        return List.copyOf(row(original).variants().values());
    }

    /** Finds what is in use. */
    Optional<KeptVariant> used(String original) {
        Row row = row(original);
        return Optional.ofNullable(row.variants().get(row.used())).filter(KeptVariant::isPassed);
    }

    /** Says whether a name is the one that stands in the file, whole or damaged. */
    boolean isNamed(String original, String name) {
        return row(original).used().equals(name);
    }

    /** Says whether a folder lies among the variants of an original. */
    boolean holds(String original, Path path) {
        return path.toAbsolutePath()
                .normalize()
                .startsWith(folder.resolve(original).toAbsolutePath().normalize());
    }

    /** Brings a result here without showing it. */
    Path stage(VariantReport report, Path result) throws IOException {
        Path staged = folders(report.original()).stage();
        try {
            KeptVariant.stage(report, result, staged);
            return staged;
        } catch (IOException e) {
            Disk.delete(staged);
            throw e;
        }
    }

    /** Shows what is staged; what was there before under its name is set aside until {@link #discardOld}. */
    KeptVariant commit(Path staged, VariantReport report) throws IOException {
        String original = report.original();
        KeptVariant variant = KeptVariant.read(folders(original).commit(staged, Reports.name(report)), original);
        rows.put(original, row(original).with(variant));
        return variant;
    }

    /** Deletes what was set aside. */
    void discardOld(KeptVariant variant) {
        try {
            folders(variant.report().original()).discardOld(variant.name());
        } catch (IOException e) {
            LOG.warn("What was the variant in {} is deleted at the next start", variant.folder(), e);
        }
    }

    /** Writes down what is in use. */
    void use(String original, String name) throws IOException {
        if (Files.isDirectory(folder.resolve(original))) {
            Disk.replace(folder.resolve(original).resolve(USED), name + "\n");
            rows.put(original, new Row(row(original).variants(), name));
        }
    }

    /** Takes all variants of an original away; {@link #discardGone} deletes them. */
    void forget(String original) throws IOException {
        Path path = folder.resolve(original);
        if (Files.isDirectory(path)) {
            discardGone(original);
            Files.move(path, folder.resolve(GONE + original), StandardCopyOption.ATOMIC_MOVE);
        }
        rows.remove(original);
    }

    /** Deletes what was taken away. */
    void discardGone(String original) throws IOException {
        Disk.delete(folder.resolve(GONE + original));
    }
}
