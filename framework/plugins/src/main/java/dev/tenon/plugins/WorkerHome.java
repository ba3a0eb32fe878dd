// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.generation.ContentStore;
import dev.tenon.generation.GenerationStore;
import dev.tenon.generation.Home;
import dev.tenon.generation.HomeException;
import dev.tenon.generation.Member;
import dev.tenon.workers.WorkerSpec;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The home of one container in a worker: a generation of those who are in it, their content, and what else it was given.
 * Gone once it is closed, with all that the worker left in it; {@link WorkerHomes} makes it.
 */
final class WorkerHome implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerHome.class);
    private static final String HANDLER = "dev.tenon.host.WorkerContainer";
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration BEAT_LIMIT = Duration.ofSeconds(15);

    private final Platform platform;
    private final Home home;

    private WorkerHome(Platform platform, Path root) {
        this.platform = platform;
        home = new Home(root);
    }

    /** Makes one in an empty folder, which goes if that fails. */
    static WorkerHome make(Platform platform, Path root, String reason, List<Member> cast, Map<String, Path> files)
            throws IOException {
        WorkerHome made = new WorkerHome(platform, root);
        boolean whole = false;
        try {
            made.fill(reason, cast);
            for (Map.Entry<String, Path> file : files.entrySet()) {
                take(file.getValue(), root.resolve(file.getKey()));
            }
            whole = true;
            return made;
        } catch (UncheckedIOException e) { // a folder that cannot be listed
            throw e.getCause();
        } finally {
            if (!whole) {
                made.close();
            }
        }
    }

    private void fill(String reason, List<Member> cast) throws IOException {
        Home.open(home.root());
        for (Member member : cast) {
            if (member.origin() != Member.Origin.DISTRIBUTION) {
                link(platform.content().path(member.sha256()), new ContentStore(home).path(member.sha256()));
            }
        }
        new GenerationStore(home).commit(reason, cast);
    }

    private static void take(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> all = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Path there = to.resolve(from.relativize(path).toString());
                if (Thread.currentThread().isInterrupted()) {
                    throw new ClosedByInterruptException();
                } else if (Files.isDirectory(path)) {
                    Files.createDirectories(there);
                } else {
                    link(path.toRealPath(), there); // not a link to a symbolic link
                }
            }
        }
    }

    private static void link(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (IOException | UnsupportedOperationException e) { // another file system, or one without hard links
            copy(from, to);
        }
    }

    /** Copies through a channel, which an interrupt closes: what is copied may be gigabytes. */
    static void copy(Path from, Path to) throws IOException {
        try (FileChannel in = FileChannel.open(from);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long size = in.size();
            for (long done = 0; done < size; ) {
                long more = in.transferTo(done, size - done, out);
                if (more <= 0) {
                    throw new IOException(from + " became shorter while it was copied");
                }
                done += more;
            }
        }
    }

    /**
     * Returns how to start the worker, with what the host itself runs on.
     *
     * @param name see {@link WorkerSpec}
     * @param further options of the JVM, in force over those that every worker has
     */
    WorkerSpec worker(String name, int maxHeapMebibytes, String... further) throws IOException {
        Path lib = platform.distribution().resolve("lib").resolve("host");
        if (!Files.isDirectory(lib)) {
            throw new HomeException("the distribution is incomplete (" + lib + " is missing): unpack Tenon again");
        }
        List<String> options = new ArrayList<>();
        Path archive = lib.resolve("classes.jsa");
        if (Files.isReadable(archive)) { // the JVM's own warnings about an archive that another JVM made are nothing
            options.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable", "-Xlog:all=error:stderr"));
            options.add("-Xlog:cds*=off:stderr");
        }
        if (Runtime.version().feature() >= 24) {
            options.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        options.add("-Djava.io.tmpdir=" + Files.createDirectories(home.root().resolve("tmp")));
        options.addAll(List.of(further));
        return new WorkerSpec(
                name,
                HANDLER,
                lib + File.separator + "*",
                options,
                maxHeapMebibytes,
                platform.home().run(),
                platform.home().log(),
                START_LIMIT,
                BEAT_LIMIT);
    }

    /** Returns the request that opens the worker's container, with some releases installed and not started. */
    List<String> open(Member... heldBack) {
        List<String> request = new ArrayList<>(
                List.of("open", home.root().toString(), platform.distribution().toString()));
        Stream.of(heldBack).map(Member::sha256).forEach(request::add);
        return request;
    }

    /** Removes all of it; the worker must have ended. What cannot be removed stays until the next start. */
    @Override
    public void close() {
        try {
            delete(home.root());
        } catch (IOException e) {
            LOG.warn("{} stays", home.root(), e);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
