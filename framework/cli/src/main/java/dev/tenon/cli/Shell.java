// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds a command: where it prints and what the script told it.
 *
 * @param out for results
 * @param err for everything else
 * @param environment variables of the process
 * @param terminal whether {@code err} is read by a person at a terminal
 * @param person whether a person at a terminal can answer a question, too
 * @param in what that person types
 * @param distribution the unpacked distribution, if the script named it
 * @param checkout the source tree, if the script runs from one
 */
record Shell(
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean terminal,
        boolean person,
        InputStream in,
        Optional<Path> distribution,
        Optional<Path> checkout) {

    /**
     * Asks the person at the terminal.
     *
     * @return whether the answer is yes; false without a person at a terminal, and if nothing is typed
     */
    boolean asks(String question) {
        if (!person) {
            return false;
        }
        err.print(Text.line(question) + " [y/N] ");
        err.flush();
        StringBuilder answer = new StringBuilder();
        try {
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                answer.append((char) next);
            }
        } catch (IOException e) {
            return false; // nobody can answer
        }
        return answer.toString().strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    static Shell ofThisProcess(PrintStream out, PrintStream err) {
        return new Shell(
                out,
                err,
                System.getenv(),
                Boolean.getBoolean("tenon.terminal"),
                Boolean.getBoolean("tenon.asks"),
                System.in,
                Optional.ofNullable(System.getProperty("tenon.distribution")).map(Path::of),
                Optional.ofNullable(System.getProperty("tenon.checkout")).map(Path::of));
    }
}
