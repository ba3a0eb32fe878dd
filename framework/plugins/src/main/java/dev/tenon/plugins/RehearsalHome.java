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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The home of one rehearsal, in the operator's folder {@code cache}: a generation of those who play, their content, and
 * nothing else. Gone once the rehearsal is over; what a crash left is removed by the next one.
 */
final class RehearsalHome implements AutoCloseable {
    private static final String HANDLER = "dev.tenon.host.WorkerContainer";
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration BEAT_LIMIT = Duration.ofSeconds(15);

    private final Platform platform;
    private final Home home;

    private RehearsalHome(Platform platform, Home home) {
        this.platform = platform;
        this.home = home;
    }

    static RehearsalHome make(Platform platform, List<Member> cast) throws IOException {
        Path root = platform.home().cache().resolve("rehearsal");
        delete(root);
        Home home = Home.open(root);
        RehearsalHome made = new RehearsalHome(platform, home);
        Files.createDirectories(home.store());
        for (Member member : cast) {
            if (member.origin() != Member.Origin.DISTRIBUTION) {
                link(platform.content().path(member.sha256()), new ContentStore(home).path(member.sha256()));
            }
        }
        new GenerationStore(home).commit("rehearsal", cast);
        return made;
    }

    private static void link(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (IOException | UnsupportedOperationException e) { // another file system, or one without hard links
            Files.copy(from, to);
        }
    }

    /** Returns how to start the worker, with what the host itself runs on. */
    WorkerSpec worker(String name, int maxHeapMebibytes) throws IOException {
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
        return new WorkerSpec(
                "rehearsal of " + name,
                HANDLER,
                lib + File.separator + "*",
                options,
                maxHeapMebibytes,
                platform.home().run(),
                platform.home().log(),
                START_LIMIT,
                BEAT_LIMIT);
    }

    /** Returns the request that opens the worker's container, with one release installed and not started. */
    List<String> open(Member heldBack) {
        return List.of("open", home.root().toString(), platform.distribution().toString(), heldBack.sha256());
    }

    @Override
    public void close() throws IOException {
        delete(home.root());
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
