// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How to run a host.
 *
 * @param home the operator's home folder
 * @param distribution the unpacked distribution, with {@code bundles/boot.json}
 * @param port of the HTTP server on loopback; 0 picks a free one
 * @param watchStdin whether the host ends when its standard input ends
 * @param died why the host before this one died, in words; empty if it did not
 * @param accept whether plugins that a new distribution cannot run are disabled, instead of refusing the upgrade
 * @param upgradeLimit how long a new distribution may take until it serves
 */
record HostOptions(
        Path home,
        Path distribution,
        int port,
        boolean watchStdin,
        String died,
        boolean accept,
        Duration upgradeLimit) {
    static final int DEFAULT_PORT = 7070;

    static final Duration UPGRADE_LIMIT = Duration.ofSeconds(30);

    static final String USAGE = """
            usage: host --distribution DIR [--home DIR] [--port N] [--watch-stdin] [--died WHY] [--accept]
                        [--upgrade-limit SECONDS]
              --distribution DIR  the unpacked distribution
              --home DIR          everything the operator would lose (default: $TENON_HOME or ~/.tenon)
              --port N            port on loopback, 0 picks a free one (default: 7070)
              --watch-stdin       end when the standard input ends
              --died WHY          the host before this one died: start an earlier generation if this one is to blame
              --accept            disable plugins that this distribution, unlike the one before, cannot run
              --upgrade-limit N   seconds in which a new distribution must serve (default: 30)""";

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
        String died = "";
        boolean accept = false;
        Duration upgradeLimit = UPGRADE_LIMIT;
        for (int i = 0; i < arguments.length; i++) {
            String option = arguments[i];
            if (option.equals("--watch-stdin")) {
                watchStdin = true;
                continue;
            }
            if (option.equals("--accept")) {
                accept = true;
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
                case "--died" -> died = value;
                case "--upgrade-limit" -> upgradeLimit = seconds(value);
                default -> throw new IllegalArgumentException("'" + option + "' is no option");
            }
        }
        if (distribution == null) {
            throw new IllegalArgumentException("--distribution DIR is missing");
        }
        Path folder = distribution.toAbsolutePath().normalize();
        return new HostOptions(home, folder, port, watchStdin, died, accept, upgradeLimit);
    }

    private static Duration seconds(String text) {
        if (!text.matches("[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException("--upgrade-limit takes seconds from 1 to 9999, not '" + text + "'");
        }
        return Duration.ofSeconds(Integer.parseInt(text));
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
