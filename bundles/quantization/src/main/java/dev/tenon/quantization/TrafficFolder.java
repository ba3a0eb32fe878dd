// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The kept calls of one original, a file each, for the user alone that the host runs as: private data of whoever asked. A
 * file is whole or not there. Not thread-safe.
 */
final class TrafficFolder {
    private static final String STATE = "state.json";
    private static final String REFERENCE = "reference-";
    /** In the home. */
    private static final Path KEPT = Path.of("cache", "traffic");

    private static final String PART = ".part";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;

    TrafficFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * What is known of the calls beside themselves.
     *
     * @param models ids of the models that were called
     * @param most how many calls are kept
     * @param calls how many they were drawn from
     * @param reference what they are compared with; empty while they are not
     * @param drift as {@link Drift#index}; -1 while it is not known
     * @param limit as {@link Drift#limit}
     * @param outside as {@link Drift#outside}
     * @param compared ISO 8601; empty for never
     * @param recalibrated ISO 8601; empty for never
     * @param outcome of that; empty for none
     */
    record State(
            List<String> models,
            int most,
            long calls,
            String reference,
            double drift,
            double limit,
            double outside,
            String compared,
            String recalibrated,
            String outcome) {
        static final State NEW = new State(List.of(), 0, 0, "", -1, 0, 0, "", "", "");

        State {
            models = List.copyOf(models);
        }

        State of(List<String> ids, int capacity, long seen) {
            return new State(ids, capacity, seen, reference, drift, limit, outside, compared, recalibrated, outcome);
        }

        State comparedWith(String what, Optional<Drift> found, String when) {
            return new State(
                    models,
                    most,
                    calls,
                    what,
                    found.map(Drift::index).orElse(-1.0),
                    found.map(Drift::limit).orElse(0.0),
                    found.map(Drift::outside).orElse(0.0),
                    when,
                    recalibrated,
                    outcome);
        }

        State recalibrated(String when, String what) {
            return new State(models, most, calls, reference, drift, limit, outside, compared, when, what);
        }
    }

    Path path() {
        return folder;
    }

    /** Makes it. */
    void create() throws IOException {
        Folders.own(folder.toAbsolutePath().getParent());
        Folders.own(folder);
    }

    /**
     * Says whether data are kept calls, also where a link leads to them.
     *
     * @param data file or folder; empty for none
     * @throws IOException if it is not there
     */
    static boolean holds(String data) throws IOException {
        return !data.isEmpty()
                && (isIn(Path.of(data).toAbsolutePath().normalize())
                        || isIn(Path.of(data).toRealPath()));
    }

    private static boolean isIn(Path path) {
        return path.endsWith(KEPT) || path.getParent() != null && isIn(path.getParent());
    }

    /** Writes what a file is to hold. */
    private interface Content {
        void write(OutputStream to) throws IOException;
    }

    private void put(String name, Content content) throws IOException {
        Path part = folder.resolve(name + PART);
        Files.deleteIfExists(part);
        Files.createFile(part, Folders.attributes(folder, "rw-------"));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
            content.write(out);
        }
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Keeps a call in the place of whatever was kept there. */
    void keep(int slot, CallInputs call) throws IOException {
        put(name(slot), call::write);
    }

    private static String name(int slot) {
        return String.format(Locale.ROOT, "call-%05d.npz", slot);
    }

    /** Deletes what was kept in a place. */
    void drop(int slot) throws IOException {
        Files.deleteIfExists(folder.resolve(name(slot)));
    }

    /** Deletes the calls of slots that there are no more. */
    void trim(int slots) throws IOException {
        for (Path call : calls()) {
            if (String.valueOf(call.getFileName()).compareTo(name(slots)) >= 0) {
                Files.delete(call);
            }
        }
    }

    List<Path> calls() throws IOException {
        return Files.isDirectory(folder) ? NumpySets.files(folder) : List.of();
    }

    long bytes() throws IOException {
        long bytes = 0;
        for (Path call : calls()) {
            bytes += Files.size(call);
        }
        return bytes;
    }

    State state() throws IOException {
        Path file = folder.resolve(STATE);
        return Files.exists(file) ? JSON.readValue(Files.readAllBytes(file), State.class) : State.NEW;
    }

    void state(State state) throws IOException {
        byte[] json = JSON.writeValueAsBytes(state);
        put(STATE, out -> out.write(json));
    }

    /** Returns what the first calls after a variant was put to use were like, if it was kept. */
    Optional<Fingerprint> reference(String variant) throws IOException {
        Path file = folder.resolve(REFERENCE + variant + ".json");
        return Files.exists(file) ? Optional.of(Fingerprint.read(file)) : Optional.empty();
    }

    /** Keeps that, and of no other variant. */
    void reference(String variant, Fingerprint fingerprint) throws IOException {
        try (var old = Files.newDirectoryStream(folder, REFERENCE + "*")) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
        byte[] json = JSON.writeValueAsBytes(fingerprint);
        put(REFERENCE + variant + ".json", out -> out.write(json));
    }

    void delete() throws IOException {
        Folders.delete(folder);
    }
}
