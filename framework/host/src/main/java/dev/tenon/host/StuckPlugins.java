// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import dev.tenon.generation.DurableFiles;
import dev.tenon.generation.Generation;
import dev.tenon.generation.Home;
import dev.tenon.generation.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plugins whose start did not end: left out of every further start, until the operator removes or updates them. Kept in
 * {@code run/stuck}, one SHA-256 a line.
 */
final class StuckPlugins {
    private static final Logger LOG = LoggerFactory.getLogger(StuckPlugins.class);

    private final Path file;
    private final Set<String> digests;

    private StuckPlugins(Path file, Set<String> digests) {
        this.file = file;
        this.digests = digests;
    }

    /** Reads which plugins of a generation were stuck; one that is no longer of it is forgotten. */
    static StuckPlugins of(Home home, Generation generation) {
        Path file = home.run().resolve("stuck");
        Set<String> digests = new TreeSet<>();
        try {
            if (Files.exists(file)) {
                digests.addAll(Files.readAllLines(file));
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be read: every plugin is started", file, e);
        }
        digests.retainAll(generation.members().stream().map(Member::sha256).collect(Collectors.toSet()));
        return new StuckPlugins(file, digests);
    }

    boolean contains(Member member) {
        return digests.contains(member.sha256());
    }

    /** Remembers one. A start that cannot remember it goes on all the same. */
    void add(Member member) {
        digests.add(member.sha256());
        try {
            DurableFiles.writeSecret(file, String.join("\n", digests) + "\n");
        } catch (IOException e) {
            LOG.warn("{} cannot be written: the next start tries {} again", file, member.symbolicName(), e);
        }
    }
}
