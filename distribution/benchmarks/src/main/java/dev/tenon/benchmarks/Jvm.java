// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts Java programs with the flags that {@code bin/tenon} gives them. */
final class Jvm {
    private Jvm() {}

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Starts a program of this jar on the host's class path, with the host's class data archive where there is one. */
    static Program host(Path distribution, Path err, String program, String... arguments) throws IOException {
        return host(distribution, err, List.of(), program, arguments);
    }

    /** With more flags for the JVM. */
    static Program host(Path distribution, Path err, List<String> flags, String program, String... arguments)
            throws IOException {
        Path lib = distribution.resolve("lib/host");
        Path archive = lib.resolve("classes.jsa");
        List<String> command = new ArrayList<>(List.of(java(), "@" + lib.resolve("java.options")));
        if (Runtime.getRuntime().availableProcessors() < 4) {
            command.add("@" + lib.resolve("few-cores.options"));
        }
        if (Files.isReadable(archive)) {
            command.add("-XX:SharedArchiveFile=" + archive);
        }
        command.addAll(flags);
        command.addAll(List.of(
                "-cp",
                lib + File.separator + "*" + File.pathSeparator + System.getProperty("tenon.benchmarks"),
                program));
        command.addAll(List.of(arguments));
        return Program.start(err, Map.of(), command.toArray(String[]::new));
    }
}
