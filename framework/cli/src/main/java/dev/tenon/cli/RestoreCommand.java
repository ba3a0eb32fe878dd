// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tenon restore}: a home as it was backed up. */
@Command(
        name = "restore",
        description = "Bring a home back from a file that 'tenon backup' wrote.",
        footerHeading = "%n",
        footer =
                "The host must be down. What the home holds is not deleted: it is moved aside, and the place is named.")
final class RestoreCommand implements Callable<Integer> {
    private static final String ASIDE = "before-restore-";
    private static final String FRESH = ".restoring";

    @ParentCommand
    private Tenon tenon;

    @Parameters(paramLabel = "FILE", description = "what 'tenon backup' wrote")
    private String file;

    @Override
    public Integer call() {
        Path archive = Path.of(file).toAbsolutePath().normalize();
        Path home = tenon.home().path();
        if (!Files.isRegularFile(archive)) {
            throw new Failure("no-file", "there is no file " + archive);
        }
        try {
            JsonNode list = Archive.verify(archive);
            Path run = home.resolve("run");
            if (!Files.isDirectory(run)) {
                Files.createDirectories(run);
                Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwx------"));
            }
            try (FileChannel channel = FileChannel.open(
                            run.resolve("host.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    throw hostRuns(home);
                }
                return restore(archive, list, home);
            } finally {
                delete(home.resolve(FRESH));
            }
        } catch (OverlappingFileLockException e) {
            throw hostRuns(home);
        } catch (ZipException e) {
            throw new Failure(
                    "unrestored",
                    "nothing was restored: " + archive
                            + " is no backup of Tenon, or only a part of one; name a file that"
                            + " ./tenon backup wrote",
                    e);
        } catch (IOException e) {
            throw new Failure("unrestored", "nothing was restored: " + Home.reason(e), e);
        }
    }

    private static Failure hostRuns(Path home) {
        return new Failure("host-runs", "a host runs on the home " + home + "; stop it first");
    }

    /** All is unpacked beside what is there before any of that moves; the pointer moves last. */
    private int restore(Path archive, JsonNode list, Path home) throws IOException {
        Path fresh = home.resolve(FRESH);
        delete(fresh);
        Files.createDirectory(fresh);
        Archive.unpack(archive, list, fresh);
        List<Path> old = entries(home).stream()
                .filter(path -> !List.of("run", "log", "cache", FRESH)
                                .contains(path.getFileName().toString())
                        && !path.getFileName().toString().startsWith(ASIDE))
                .toList();
        Path aside = home.resolve(
                ASIDE + Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(':', '-'));
        if (!old.isEmpty()) {
            Files.createDirectory(aside);
            for (Path path : pointerFirst(old)) {
                Files.move(path, aside.resolve(path.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        List<Path> back = new ArrayList<>(pointerFirst(entries(fresh)));
        Collections.reverse(back);
        for (Path path : back) {
            Files.move(path, home.resolve(path.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        int files = list.path("entries").size();
        return tenon.show(
                Home.MAPPER
                        .createObjectNode()
                        .put("home", home.toString())
                        .put("files", files)
                        .put("before", old.isEmpty() ? "" : aside.toString()),
                () -> List.of(files + " files are back in " + home
                        + (old.isEmpty() ? "" : "; what was there before lies in " + aside)));
    }

    private static List<Path> pointerFirst(List<Path> paths) {
        List<Path> sorted = new ArrayList<>(paths);
        sorted.sort(Comparator.comparing(path -> !path.getFileName().toString().equals("current")));
        return sorted;
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
