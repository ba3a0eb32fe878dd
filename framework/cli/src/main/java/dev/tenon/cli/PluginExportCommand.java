// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tenon plugin export}: which plugins are installed, exactly, for another Tenon. */
@Command(
        name = "export",
        description = "Write the lock file: id, version, SHA-256 and source of each installed plugin.")
final class PluginExportCommand implements Callable<Integer> {
    @ParentCommand
    private PluginCommands plugins;

    @Parameters(arity = "0..1", paramLabel = "FILE", defaultValue = "", description = "where to (default: stdout)")
    private String file;

    @Override
    public Integer call() {
        JsonNode lock = plugins.tenon().host().get("lock");
        if (file.isEmpty()) {
            return plugins.tenon().show(lock, () -> List.of(lock.toPrettyString()));
        }
        Path path = Path.of(file).toAbsolutePath().normalize();
        try {
            Files.writeString(path, lock.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new Failure("unwritable", path + " cannot be written: " + Home.reason(e), e);
        }
        return plugins.tenon()
                .show(
                        lock,
                        () -> List.of(lock.path("plugins").size() + " plugins are named in " + path
                                + "; ./tenon plugin import takes it"));
    }
}
