// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import dev.tenon.catalog.format.FormatException;
import dev.tenon.catalog.format.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The generation files of one home and the pointer to the current one. A generation is written whole, then the pointer
 * is replaced by one atomic rename: a crash leaves the old generation or the new. Thread-safe.
 */
public final class GenerationStore {
    /** How many generations are kept however old they are. */
    static final int KEPT = 5;

    private static final Duration KEPT_TIME = Duration.ofDays(30);

    /** However young they are. */
    static final int KEPT_AT_MOST = 500;

    /** After so many commits it is due to collect, however little time has passed. */
    static final int MANY_COMMITS = 100;

    private static final Duration GRACE = Duration.ofHours(1);

    private static final Pattern FILE = Pattern.compile("(\\d{1,18})\\.json");

    /** One for all: several parts of the host look at the same files. */
    private static final ReadGenerations READ = new ReadGenerations();

    private final Home home;
    private Instant collected = Instant.MIN;
    private int commits;

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
        return Optional.of(readOnce(file(Long.parseLong(pointer))));
    }

    /**
     * Reads one generation.
     *
     * @param number its number
     * @return empty if it is not kept
     * @throws HomeException if its file cannot be read
     */
    public synchronized Optional<Generation> find(long number) throws HomeException {
        return Files.exists(file(number)) ? Optional.of(readOnce(file(number))) : Optional.empty();
    }

    /**
     * Makes a generation the current one, durably. What belongs to the plugins and the settings stay as they are.
     *
     * @param reason what led to it
     * @param members its bundles
     * @return the generation as it was written
     * @throws IOException if it cannot be written; the old one is still current
     */
    public synchronized Generation commit(String reason, List<Member> members) throws IOException {
        Optional<Generation> before = current();
        return commit(
                reason,
                members,
                before.map(Generation::plugins).orElse(Map.of()),
                before.map(Generation::configurations).orElse(Map.of()));
    }

    /**
     * Makes a generation the current one, durably. If its settings are others than before, {@link #restoreSettings}
     * must follow; a crash before that is made good by the next start.
     *
     * @param reason what led to it
     * @param members its bundles, whose content is in the store
     * @param plugins what belongs to them, by id
     * @param configurations SHA-256 by PID, each kept by {@link Configurations#keep}
     * @return the generation as it was written
     * @throws IOException if it cannot be written; the old one is still current
     */
    public synchronized Generation commit(
            String reason, List<Member> members, Map<String, PluginEntry> plugins, Map<String, String> configurations)
            throws IOException {
        Map<String, String> before = current().map(Generation::configurations).orElse(Map.of());
        long number = numbers().stream().mapToLong(Long::longValue).max().orElse(0) + 1;
        Generation generation = new Generation(
                Generation.FORMAT, number, Instant.now().toString(), reason, members, plugins, configurations);
        // What another process stored and did not live to force is named from here on.
        DurableFiles.forceFolder(home.store());
        if (!before.equals(configurations)) {
            DurableFiles.write(restoring(), Json.write(new Restoring(number, before)));
        }
        DurableFiles.write(file(number), Json.write(generation));
        DurableFiles.write(home.current(), Long.toString(number));
        commits++;
        return generation;
    }

    /**
     * Commits a generation that differs in settings alone, and writes their files.
     *
     * @param reason what led to it
     * @param changed JSON by PID
     * @param dropped PIDs whose settings go
     * @return the generation as it was written
     * @throws IOException if it cannot be written; the old one is still current, or the next start writes the files
     */
    public synchronized Generation commitSettings(String reason, Map<String, String> changed, Set<String> dropped)
            throws IOException {
        Generation before = current().orElseThrow(() -> new HomeException("no generation is current"));
        Map<String, String> configurations = new HashMap<>(before.configurations());
        configurations.keySet().removeAll(dropped);
        for (Map.Entry<String, String> setting : changed.entrySet()) {
            configurations.put(setting.getKey(), new Configurations(home).keep(setting.getValue()));
        }
        Generation generation = commit(reason, before.members(), before.plugins(), configurations);
        restoreSettings();
        return generation;
    }

    /**
     * Writes the settings files of the current generation if a commit changed them and nobody did so yet. To be called
     * after such a commit and at each start.
     *
     * @return whether there was something to write
     * @throws IOException if one cannot be written; called again, it goes on
     */
    public synchronized boolean restoreSettings() throws IOException {
        Restoring restoring;
        try {
            restoring = Json.read(Files.readString(restoring()), Restoring.class);
        } catch (NoSuchFileException e) {
            return false;
        } catch (FormatException e) {
            throw new HomeException(
                    restoring() + " is damaged: delete it, and look at the files of " + home.config(), e);
        }
        Optional<Generation> current = current().filter(now -> now.number() == restoring.generation());
        if (current.isPresent()) {
            new Configurations(home).restore(restoring.before(), current.get());
        }
        DurableFiles.delete(restoring());
        return current.isPresent();
    }

    /** Notes that settings files are to follow a generation, and which the one before it had. */
    record Restoring(long generation, Map<String, String> before) {}

    /**
     * Lists the generations that are kept.
     *
     * @return newest first; files that cannot be read are left out
     * @throws IOException if the folder cannot be listed
     */
    public synchronized List<Generation> history() throws IOException {
        return newestFirst(Long.MAX_VALUE).toList();
    }

    /** Reads those before a number; one damaged file of the past must not hide the others, it is named when asked for. */
    private Stream<Generation> newestFirst(long before) throws IOException {
        return numbers().stream()
                .filter(number -> number < before)
                .sorted(Comparator.reverseOrder())
                .flatMap(number -> readable(number).stream());
    }

    private Optional<Generation> readable(long number) {
        try {
            return Optional.of(readOnce(file(number)));
        } catch (HomeException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads the newest generation of those before one.
     *
     * @param number the one
     * @return empty if none before it is kept; files that cannot be read are passed over
     * @throws IOException if the folder cannot be listed
     */
    public synchronized Optional<Generation> before(long number) throws IOException {
        return newestFirst(number).findFirst();
    }

    /**
     * Does what {@link #collect} does, unless it did so within the last hour and few commits followed: it reads the state of
     * every file, and what it deletes has time.
     *
     * @param now the present moment
     * @return the generations that are left, newest first; empty if it was not due
     * @throws IOException if a file cannot be read or deleted
     */
    public synchronized Optional<List<Generation>> collectWhenDue(Instant now) throws IOException {
        boolean lately = collected.isAfter(now.minus(GRACE)) && !collected.isAfter(now);
        return lately && commits < MANY_COMMITS ? Optional.empty() : Optional.of(collect(now));
    }

    /**
     * Deletes generations that are neither among the last five nor younger than 30 days, those before the last 500 however
     * young they are, and the content that none of the others names. Content younger than an hour stays, for a change may
     * be about to name it.
     *
     * @param now the present moment
     * @return the generations that are left, newest first
     * @throws IOException if a file cannot be read or deleted
     */
    public synchronized List<Generation> collect(Instant now) throws IOException {
        List<Generation> kept = new ArrayList<>();
        Set<String> wanted = new HashSet<>();
        long current = current().map(Generation::number).orElse(0L);
        for (Generation generation : history()) {
            boolean young = kept.size() < KEPT_AT_MOST
                    && Instant.parse(generation.created()).isAfter(now.minus(KEPT_TIME));
            if (kept.size() < KEPT || young || generation.number() == current) {
                kept.add(generation);
                generation.members().forEach(member -> wanted.add(member.sha256()));
                wanted.addAll(generation.configurations().values());
            } else {
                DurableFiles.delete(file(generation.number()));
            }
        }
        new ContentStore(home).retain(wanted, now.minus(GRACE));
        collected = now;
        commits = 0;
        return kept;
    }

    private Path restoring() {
        return home.generations().resolve("restoring");
    }

    private Path file(long number) {
        return home.generations().resolve(number + ".json");
    }

    /** The current one is asked for all the time, and all of them at times. */
    private Generation readOnce(Path file) throws HomeException {
        try {
            return READ.of(file, this::parse);
        } catch (HomeException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static HomeException unreadable(Path file, IOException e) {
        return new HomeException("the generation " + file + " cannot be read (" + DurableFiles.reason(e) + ")", e);
    }

    private Generation parse(Path file) throws HomeException {
        try {
            return Json.read(Files.readString(file), Generation.class);
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (FormatException e) {
            throw new HomeException(
                    "the generation " + file + " is damaged; write the number of another file of " + home.generations()
                            + " into " + home.current(),
                    e);
        }
    }

    private List<Long> numbers() throws IOException {
        try (Stream<Path> files = Files.list(home.generations())) {
            return files.map(file -> FILE.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(file -> Long.parseLong(file.group(1)))
                    .toList();
        }
    }
}
