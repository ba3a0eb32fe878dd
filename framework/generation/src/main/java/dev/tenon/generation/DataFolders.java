// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The plugins' data. The first copy of a plugin's files is the folder {@code data/<id>}; a later one lies in {@code
 * data/.copies/<id>/<n>}, and {@code data/<id>} is then a link to the one in use, for people. Which that is, the
 * generation decides. Thread-safe for different plugins.
 *
 * <p>Files are copied, not linked: a plugin that writes into a file in place would change its older release's copy as
 * well. Only a file that its owner may not write is shared as a hard link, which is how a plugin spares large files.
 */
public final class DataFolders {
    private static final String COPIES = ".copies";

    private final Home home;

    /**
     * Makes it.
     *
     * @param home an open home
     */
    public DataFolders(Home home) {
        this.home = home;
    }

    /**
     * How a copy looked at one moment: equal snapshots mean that nothing was written between them.
     *
     * @param files size and time of each file, by its path in the copy
     */
    public record Snapshot(Map<String, String> files) {}

    /**
     * What was deleted.
     *
     * @param files how many
     * @param bytes their size
     */
    public record Amount(long files, long bytes) {}

    /**
     * Says where a copy lies or would lie.
     *
     * @param id the plugin's id
     * @param copy its number
     * @return its path
     * @throws IllegalArgumentException if the id is no symbolic name: it becomes a path
     */
    public Path path(String id, int copy) {
        Path numbered = copies(id).resolve(Integer.toString(copy));
        return copy > 0 || Files.isDirectory(numbered) ? numbered : link(id);
    }

    /**
     * Opens a copy.
     *
     * @param id the plugin's id
     * @param copy its number
     * @return its folder, made if it was not there
     * @throws IOException if it cannot be made
     */
    public Path open(String id, int copy) throws IOException {
        Path path = path(id, copy);
        return Files.isDirectory(path) ? path : Files.createDirectories(path);
    }

    /**
     * Says whether a copy holds no file.
     *
     * @param id the plugin's id
     * @param copy its number
     * @return true also if it is not there
     */
    public boolean isEmpty(String id, int copy) {
        return snapshot(id, copy).files().isEmpty();
    }

    /**
     * Returns a number that no copy has.
     *
     * @param id the plugin's id
     * @param kept generations whose copies must stay what they are
     * @return above 0
     * @throws IOException if the folder cannot be listed
     */
    public int next(String id, List<Generation> kept) throws IOException {
        LongStream named =
                kept.stream().mapToLong(generation -> generation.plugin(id).dataCopy());
        LongStream there = numbers(id).stream().mapToLong(Integer::longValue);
        return Math.toIntExact(LongStream.concat(named, there).max().orElse(0) + 1);
    }

    /**
     * Looks at a copy.
     *
     * @param id the plugin's id
     * @param copy its number
     * @return how it looks now, empty if it is not there
     * @throws UncheckedIOException if it cannot be read
     */
    public Snapshot snapshot(String id, int copy) {
        try {
            return new Snapshot(DataTree.files(path(id, copy)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes a copy, whole and forced to the disk.
     *
     * @param id the plugin's id
     * @param from number of the original
     * @param to number of the copy, which is not there yet
     * @return how the original looked before; if it looks otherwise afterwards, the copy may hold a mixture
     * @throws IOException if it cannot be made, also for want of space; a part may be left, which no generation names
     */
    public Snapshot copy(String id, int from, int to) throws IOException {
        Snapshot before = snapshot(id, from);
        Path target = copies(id).resolve(Integer.toString(to));
        DataTree.copy(path(id, from), target);
        DataTree.force(target);
        DurableFiles.forceFolder(copies(id));
        DurableFiles.forceFolder(home.data().resolve(COPIES));
        DurableFiles.forceFolder(home.data());
        return before;
    }

    /**
     * Forces a tree's files and folders to the disk.
     *
     * @param root its folder
     * @throws IOException if that fails
     */
    public static void force(Path root) throws IOException {
        DataTree.force(root);
    }

    /**
     * Points {@code data/<id>} at the copies that a generation names. A crash at any moment is made good by the next
     * call.
     *
     * @param current the generation
     * @throws IOException if a link cannot be made
     */
    public void settle(Generation current) throws IOException {
        for (String id : ids()) {
            Path numbered =
                    copies(id).resolve(Integer.toString(current.plugin(id).dataCopy()));
            Path link = link(id);
            if (!Files.isDirectory(numbered)) {
                continue;
            }
            if (Files.isDirectory(link, LinkOption.NOFOLLOW_LINKS)) {
                Path first = copies(id).resolve("0");
                if (Files.exists(first)) {
                    continue; // somebody made the folder anew: theirs, and not touched
                }
                DurableFiles.move(link, first);
            }
            Path to = home.data().relativize(numbered);
            if (!Files.isSymbolicLink(link) || !Files.readSymbolicLink(link).equals(to)) {
                Path fresh = copies(id).resolve("link" + DurableFiles.TEMPORARY);
                Files.deleteIfExists(fresh);
                Files.createSymbolicLink(fresh, to);
                DurableFiles.move(fresh, link);
            }
        }
    }

    /**
     * Deletes the copies that nobody names.
     *
     * @param kept generations whose copies stay
     * @param used numbers of further copies that stay, by id
     * @throws IOException if one cannot be deleted
     */
    public void collect(List<Generation> kept, Map<String, Set<Integer>> used) throws IOException {
        for (String id : ids()) {
            for (int copy : numbers(id)) {
                boolean named = kept.stream()
                        .anyMatch(generation -> generation.plugin(id).dataCopy() == copy);
                if (!named && !used.getOrDefault(id, Set.of()).contains(copy)) {
                    delete(id, copy);
                }
            }
        }
    }

    /**
     * Deletes one copy.
     *
     * @param id the plugin's id
     * @param copy its number
     * @throws IOException if it cannot be deleted
     */
    public void delete(String id, int copy) throws IOException {
        DataTree.delete(copies(id).resolve(Integer.toString(copy)));
    }

    /**
     * Deletes all copies of a plugin's data.
     *
     * @param id the plugin's id
     * @return how much that was
     * @throws IOException if something cannot be deleted
     */
    public Amount purge(String id) throws IOException {
        Amount gone = amount(id);
        Path link = link(id);
        Files.deleteIfExists(Files.isSymbolicLink(link) ? link : copies(id).resolve("link" + DurableFiles.TEMPORARY));
        DataTree.delete(link);
        DataTree.delete(copies(id));
        return gone;
    }

    /**
     * Says how much data there is, in all copies.
     *
     * @param id symbolic name
     * @return of a plugin without data, nothing
     * @throws IOException if the files cannot be read
     */
    public Amount amount(String id) throws IOException {
        Amount copies = DataTree.amount(copies(id));
        Path link = link(id);
        Amount first = Files.isSymbolicLink(link) ? new Amount(0, 0) : DataTree.amount(link);
        return new Amount(copies.files() + first.files(), copies.bytes() + first.bytes());
    }

    private Path link(String id) {
        if (!id.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*")) {
            throw new IllegalArgumentException("not a symbolic name: '" + id + "'");
        }
        return home.data().resolve(id);
    }

    private Path copies(String id) {
        return home.data().resolve(COPIES).resolve(link(id).getFileName());
    }

    private List<String> ids() throws IOException {
        return DataTree.names(home.data().resolve(COPIES));
    }

    private List<Integer> numbers(String id) throws IOException {
        return DataTree.names(copies(id)).stream()
                .filter(name -> name.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .toList();
    }
}
