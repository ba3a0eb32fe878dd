// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import dev.tenon.generation.DiskLog.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The states in which a crash of the whole machine may leave a home. What was forced is there. Of what was not, any part
 * may be: a file's content whole, half or not at all; a folder's changes (a new name, a rename, a deletion) each or not,
 * whatever their order. Forcing a file says nothing of its name: that is the folder's.
 */
public final class CrashStates {
    /** Told of one state, laid out in a folder that is deleted afterwards. */
    public interface Judge {
        /**
         * Looks at it.
         *
         * @param home the state
         * @param acknowledged number of the generation that the operator was told of last, 0 for none
         * @param next number of the generation that was under way, 0 for none
         * @param what the state in words, for a message
         * @throws IOException if it cannot be looked at
         */
        void look(Home home, long acknowledged, long next, String what) throws IOException;
    }

    private final DiskLog log;
    private final List<Entry> entries;
    private final Set<String> seen = new HashSet<>();

    /**
     * Prepares.
     *
     * @param log closed
     */
    public CrashStates(DiskLog log) {
        this(log, log.entries());
    }

    /**
     * Prepares with a planted fault, which {@link HomeJudge} must find: as if no file were ever forced.
     *
     * @param log closed
     * @return the states of the faulty log
     */
    public static CrashStates withoutForces(DiskLog log) {
        return new CrashStates(
                log,
                log.entries().stream()
                        .filter(entry -> entry.step() != DiskWatch.Step.FORCED)
                        .toList());
    }

    CrashStates(DiskLog log, List<Entry> entries) {
        this.log = log;
        this.entries = entries;
    }

    /**
     * Lays out state after state.
     *
     * @param folder an empty folder, left empty
     * @param perPrefix how many random states are tried after each step, besides the systematic ones
     * @param seed of their choice
     * @param judge of each
     * @return how many different states there were
     * @throws IOException if one cannot be written, or from the judge
     */
    public int replay(Path folder, int perPrefix, long seed, Judge judge) throws IOException {
        Random random = new Random(seed);
        for (int steps = 0; steps <= entries.size(); steps++) {
            Crash crash = new Crash(log.first(), entries.subList(0, steps));
            long next = entries.subList(steps, entries.size()).stream()
                    .mapToLong(Entry::acknowledged)
                    .filter(number -> number > 0)
                    .findFirst()
                    .orElse(0);
            for (Choice choice : choices(crash, perPrefix, random)) {
                Map<Path, byte[]> state = crash.state(choice);
                if (seen.add(key(state, crash.acknowledged, next))) {
                    Path root = folder.resolve(Integer.toString(seen.size()));
                    judge.look(lay(root, state), crash.acknowledged, next, "after step " + steps + " " + choice);
                    delete(root);
                }
            }
        }
        return seen.size();
    }

    /** Which pending changes of folders are there, and how much of each file that was not forced. */
    private record Choice(BitSet names, int content) {
        /** Between it and {@link #WHOLE} is half. */
        static final int NONE = 0;

        static final int WHOLE = 2;
        static final int MIXED = 3;
    }

    private static List<Choice> choices(Crash crash, int random, Random source) {
        int pending = crash.pending.size();
        List<Choice> choices = new ArrayList<>();
        for (int content = Choice.NONE; content <= Choice.WHOLE; content++) {
            choices.add(new Choice(new BitSet(), content));
            BitSet all = new BitSet();
            all.set(0, pending);
            choices.add(new Choice(all, content));
            for (int i = 0; i < pending; i++) {
                BitSet one = new BitSet();
                one.set(i);
                BitSet allButOne = (BitSet) all.clone();
                allButOne.clear(i);
                choices.add(new Choice(one, content));
                choices.add(new Choice(allButOne, content));
            }
        }
        for (int i = 0; i < random; i++) {
            BitSet some = new BitSet();
            for (int bit = 0; bit < pending; bit++) {
                some.set(bit, source.nextBoolean());
            }
            choices.add(new Choice(some, source.nextInt(Choice.MIXED + 1)));
        }
        return choices;
    }

    /** A file as the disk and as the page cache know it. */
    private static final class Content {
        byte[] written = new byte[0];
        byte[] forced = new byte[0];

        byte[] as(int choice, int salt) {
            int part = choice == Choice.MIXED ? salt % Choice.MIXED : choice;
            if (Arrays.equals(written, forced) || part == Choice.WHOLE) {
                return written;
            }
            return part == Choice.NONE ? forced : Arrays.copyOf(written, written.length / 2);
        }
    }

    /** A change of a folder that was not forced yet: content under a new name, the old name gone. */
    private record Change(Path gone, Path there, Content content) {}

    /** All that is known of the disk after some steps. */
    private static final class Crash {
        final Map<Path, Content> safe = new HashMap<>();
        final Map<Path, Content> cached = new HashMap<>();
        final List<Change> pending = new ArrayList<>();
        long acknowledged;

        Crash(Map<Path, byte[]> first, List<Entry> steps) {
            first.forEach((path, bytes) -> {
                Content content = new Content();
                content.written = bytes;
                content.forced = bytes;
                safe.put(path, content);
            });
            cached.putAll(safe);
            steps.forEach(this::take);
        }

        private void take(Entry entry) {
            if (entry.acknowledged() > 0) {
                acknowledged = entry.acknowledged();
                return;
            }
            switch (entry.step()) {
                case CREATED -> name(new Change(null, entry.path(), new Content()));
                case WROTE -> cached.get(entry.path()).written = entry.content();
                case FORCED -> {
                    Content content = cached.get(entry.path());
                    content.forced = content.written;
                }
                case MOVED -> name(new Change(entry.path(), entry.target(), cached.get(entry.path())));
                case DELETED -> name(new Change(entry.path(), null, null));
                case FOLDER_FORCED -> {
                    pending.stream().filter(change -> of(change, entry.path())).forEach(change -> apply(change, safe));
                    pending.removeIf(change -> of(change, entry.path()));
                }
            }
        }

        private static boolean of(Change change, Path folder) {
            Path path = change.there() == null ? change.gone() : change.there();
            Path parent = path.getParent();
            return (parent == null ? Path.of("") : parent).equals(folder);
        }

        private void name(Change change) {
            apply(change, cached);
            pending.add(change);
        }

        private static void apply(Change change, Map<Path, Content> names) {
            if (change.gone() != null) {
                names.remove(change.gone());
            }
            if (change.there() != null) {
                names.put(change.there(), change.content());
            }
        }

        Map<Path, byte[]> state(Choice choice) {
            Map<Path, Content> names = new HashMap<>(safe);
            for (int i = 0; i < pending.size(); i++) {
                if (choice.names().get(i)) {
                    apply(pending.get(i), names);
                }
            }
            Map<Path, byte[]> state = new HashMap<>();
            int salt = 0;
            for (Map.Entry<Path, Content> file : names.entrySet()) {
                state.put(file.getKey(), file.getValue().as(choice.content(), salt++));
            }
            return state;
        }
    }

    private static String key(Map<Path, byte[]> state, long acknowledged, long next) {
        return acknowledged + " " + next + " "
                + state.entrySet().stream()
                        .map(file ->
                                file.getKey() + "=" + Arrays.hashCode(file.getValue()) + "," + file.getValue().length)
                        .sorted()
                        .toList();
    }

    private static Home lay(Path root, Map<Path, byte[]> state) throws IOException {
        for (String folder : List.of("generations", "store/sha256", "config", "data")) {
            Files.createDirectories(root.resolve(folder));
        }
        for (Map.Entry<Path, byte[]> file : state.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return new Home(root);
    }

    private static void delete(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
