// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import java.nio.file.Path;

/**
 * How to run a host.
 *
 * @param home the operator's home folder
 * @param distribution the unpacked distribution, with {@code bundles/boot.json}
 * @param port of the HTTP server on loopback; 0 picks a free one
 * @param watchStdin whether the host ends when its standard input ends
 */
record HostOptions(Path home, Path distribution, int port, boolean watchStdin) {
    static final int DEFAULT_PORT = 7070;

    static final String USAGE = """
            usage: host --distribution DIR [--home DIR] [--port N] [--watch-stdin]
              --distribution DIR  the unpacked distribution
              --home DIR          everything the operator would lose (default: $TENON_HOME or ~/.tenon)
              --port N            port on loopback, 0 picks a free one (default: 7070)
              --watch-stdin       end when the standard input ends""";

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException if it is wrong; the message is one line for people
     */
    static HostOptions parse(String... arguments) {
        Path home = defaultHome();
        Path distribution = null;
        int port = DEFAULT_PORT;
        boolean watchStdin = false;
        for (int i = 0; i < arguments.length; i++) {
            String option = arguments[i];
            if (option.equals("--watch-stdin")) {
                watchStdin = true;
                continue;
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("'" + option + "' is no option, or lacks its value");
            }
            String value = arguments[++i];
            switch (option) {
                case "--home" -> home = Path.of(value);
                case "--distribution" -> distribution = Path.of(value);
                case "--port" -> port = port(value);
                default -> throw new IllegalArgumentException("'" + option + "' is no option");
            }
        }
        if (distribution == null) {
            throw new IllegalArgumentException("--distribution DIR is missing");
        }
        return new HostOptions(home, distribution.toAbsolutePath().normalize(), port, watchStdin);
    }

    private static Path defaultHome() {
        String named = System.getenv("TENON_HOME");
        return named == null || named.isBlank() ? Path.of(System.getProperty("user.home"), ".tenon") : Path.of(named);
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("--port takes a number from 0 to 65535, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
