// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tenon backup}: all that an operator would lose, in one file. Works while the host runs. */
@Command(
        name = "backup",
        description = "Write a home into one file: plugins, settings, data, trust, models.",
        footerHeading = "%n",
        footer = "Cache, logs and the running host's files are left out. The file holds secrets; only you may read it.")
final class BackupCommand implements Callable<Integer> {
    private static final int TRIES = 3;

    @ParentCommand
    private Tenon tenon;

    @Parameters(paramLabel = "FILE", description = "where to")
    private String file;

    @Override
    public Integer call() {
        Path home = tenon.home().path();
        Path to = Path.of(file).toAbsolutePath().normalize();
        if (!Files.isRegularFile(home.resolve("current"))) {
            throw new Failure("no-home", "there is no home to back up at " + home);
        }
        if (to.startsWith(home)) {
            throw new Failure("bad-place", to + " lies in the home itself; choose a place outside " + home);
        }
        try {
            Path part = Files.createTempFile(to.getParent(), "." + to.getFileName(), ".part");
            try {
                JsonNode list = pack(home, part);
                Archive.verify(part);
                Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return tell(to, list);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new Failure("unwritable", to + " cannot be written: " + Home.reason(e), e);
        }
    }

    private static JsonNode pack(Path home, Path part) throws IOException {
        for (int left = TRIES; ; left--) {
            try (OutputStream out = Files.newOutputStream(part)) {
                return Archive.pack(home, out);
            } catch (Archive.ChangedException e) {
                if (left == 1) {
                    throw new Failure(
                            "busy", e.getMessage() + "; try again when less is going on, or stop the host first", e);
                }
            }
        }
    }

    private int tell(Path to, JsonNode list) throws IOException {
        ObjectNode document = Home.MAPPER
                .createObjectNode()
                .put("file", to.toString())
                .put("files", list.path("entries").size())
                .put("bytes", Files.size(to));
        return tenon.show(
                document,
                () -> List.of(document.path("files").asInt() + " files are in " + to + " ("
                        + Text.bytes(document.path("bytes").asLong()) + "), read back and verified"));
    }
}
