// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import dev.tenon.catalog.format.FormatException;
import dev.tenon.catalog.format.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The generation files of one home and the pointer to the current one. A generation is written whole, then the pointer
 * is replaced by one atomic rename: a crash leaves the old generation or the new. Thread-safe.
 */
public final class GenerationStore {
    /** How many generations are kept besides those younger than 30 days. */
    static final int KEPT = 5;

    private static final long KEPT_DAYS = 30;

    private final Home home;

    /**
     * Makes a store.
     *
     * @param home an open home
     */
    public GenerationStore(Home home) {
        this.home = home;
    }

    /**
     * Reads the current generation.
     *
     * @return empty in a fresh home
     * @throws HomeException if the pointer or the file it names cannot be read
     */
    public synchronized Optional<Generation> current() throws HomeException {
        String pointer;
        try {
            pointer = Files.readString(home.current()).strip();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new HomeException(home.current() + " cannot be read (" + DurableFiles.reason(e) + ")", e);
        }
        if (!pointer.matches("\\d{1,18}")) {
            throw new HomeException(home.current() + " names no generation: it holds '" + pointer
                    + "'; write the number of a file of " + home.generations() + " into it");
        }
        return Optional.of(read(file(Long.parseLong(pointer))));
    }

    /**
     * Makes a generation the current one, durably.
     *
     * @param reason what led to it
     * @param members its bundles
     * @return the generation as it was written
     * @throws IOException if it cannot be written; the old one is still current
     */
    public synchronized Generation commit(String reason, List<Member> members) throws IOException {
        long number = numbers().stream().mapToLong(Long::longValue).max().orElse(0) + 1;
        Generation generation = new Generation(number, Instant.now().toString(), reason, members);
        DurableFiles.write(file(number), Json.write(generation));
        DurableFiles.write(home.current(), Long.toString(number));
        return generation;
    }

    /**
     * Lists the generations that are kept.
     *
     * @return newest first; files that cannot be read are left out
     * @throws IOException if the folder cannot be listed
     */
    public synchronized List<Generation> history() throws IOException {
        List<Generation> history = new ArrayList<>();
        for (long number : numbers()) {
            try {
                history.add(read(file(number)));
            } catch (HomeException e) {
                // One damaged file of the past must not hide the others; it is named when somebody asks for it.
                continue;
            }
        }
        history.sort(Comparator.comparingLong(Generation::number).reversed());
        return history;
    }

    /**
     * Deletes generations that are neither among the last five nor younger than 30 days, and the content that none of
     * the others names.
     *
     * @param now the present moment
     * @throws IOException if a file cannot be deleted
     */
    public synchronized void collect(Instant now) throws IOException {
        List<Generation> history = history();
        Set<String> wanted = new HashSet<>();
        long current = current().map(Generation::number).orElse(0L);
        for (int i = 0; i < history.size(); i++) {
            Generation generation = history.get(i);
            boolean young = Instant.parse(generation.created()).isAfter(now.minusSeconds(KEPT_DAYS * 86_400));
            if (i < KEPT || young || generation.number() == current) {
                generation.members().forEach(member -> wanted.add(member.sha256()));
            } else {
                Files.deleteIfExists(file(generation.number()));
            }
        }
        new ContentStore(home).retain(wanted);
    }

    private Path file(long number) {
        return home.generations().resolve(number + ".json");
    }

    private Generation read(Path file) throws HomeException {
        try {
            return Json.read(Files.readString(file), Generation.class);
        } catch (IOException e) {
            throw new HomeException("the generation " + file + " cannot be read (" + DurableFiles.reason(e) + ")", e);
        } catch (FormatException e) {
            throw new HomeException(
                    "the generation " + file + " is damaged; write the number of another file of " + home.generations()
                            + " into " + home.current(),
                    e);
        }
    }

    private List<Long> numbers() throws IOException {
        try (Stream<Path> files = Files.list(home.generations())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{1,18}\\.json"))
                    .map(name -> Long.parseLong(name.substring(0, name.length() - 5)))
                    .toList();
        }
    }
}
