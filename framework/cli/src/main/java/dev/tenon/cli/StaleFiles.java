// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a crash left half-written in a home: harmless, but it takes room. */
final class StaleFiles {
    private static final Duration AGE = Duration.ofHours(1);
    private static final List<String> FOLDERS =
            List.of("", "run", "config", "config/good", "generations", "store/sha256", "trust");

    private StaleFiles() {}

    /** Says for each folder what is left over in it, and what to do. */
    static List<String> in(Home home) {
        List<String> said = new ArrayList<>();
        for (String name : FOLDERS) {
            Path folder = home.path().resolve(name);
            try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
                List<Path> stale = files.filter(StaleFiles::isStale).sorted().toList();
                if (!stale.isEmpty()) {
                    said.add(stale.size() + " half-written files older than an hour in " + folder + ", the first "
                            + stale.get(0).getFileName() + "; delete them");
                }
            } catch (IOException e) {
                said.add(folder + " cannot be read (" + Home.reason(e) + "); give it to this user");
            }
        }
        return said;
    }

    private static boolean isStale(Path file) {
        String name = file.getFileName().toString();
        boolean temporary =
                name.endsWith(".part") || name.endsWith(".probe") || name.startsWith(".") && name.endsWith(".tmp");
        try {
            return temporary
                    && Files.getLastModifiedTime(file)
                            .toInstant()
                            .isBefore(Instant.now().minus(AGE));
        } catch (IOException e) {
            return false; // it went just now
        }
    }
}
