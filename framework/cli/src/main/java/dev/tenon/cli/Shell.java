// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds a command: where it prints and what the script told it.
 *
 * @param out for results
 * @param err for everything else
 * @param environment variables of the process
 * @param terminal whether {@code err} is read by a person at a terminal
 * @param distribution the unpacked distribution, if the script named it
 * @param checkout the source tree, if the script runs from one
 */
record Shell(
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean terminal,
        Optional<Path> distribution,
        Optional<Path> checkout) {

    static Shell ofThisProcess(PrintStream out, PrintStream err) {
        return new Shell(
                out,
                err,
                System.getenv(),
                Boolean.getBoolean("tenon.terminal"),
                Optional.ofNullable(System.getProperty("tenon.distribution")).map(Path::of),
                Optional.ofNullable(System.getProperty("tenon.checkout")).map(Path::of));
    }
}
