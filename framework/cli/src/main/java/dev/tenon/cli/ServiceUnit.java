// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of a systemd unit that runs {@code tenon up}.
 *
 * @param script the command {@code tenon}
 * @param home of the Tenon to run
 * @param options of {@code up}
 * @param java the folder of the JDK to run with
 * @param user whether it is a unit of the user, not of the system
 */
record ServiceUnit(Path script, Path home, List<String> options, Optional<Path> java, boolean user) {
    static final String NAME = "tenon.service";

    /**
     * The hardening is what a JVM with native libraries survives: MemoryDenyWriteExecute would kill its compiler, a
     * SystemCallFilter some GPU drivers. A user's manager cannot set up the file system anew, so there it is left out.
     */
    String text() {
        String command = Stream.concat(Stream.of(script.toString(), "up", "--home", home.toString()), options.stream())
                .map(ServiceUnit::quoted)
                .collect(Collectors.joining(" "));
        StringBuilder unit = new StringBuilder("""
                # Written by: tenon service install
                [Unit]
                Description=Tenon assistant
                After=network.target
                StartLimitIntervalSec=300
                StartLimitBurst=5

                [Service]
                Type=exec
                """);
        unit.append("ExecStart=").append(command).append('\n');
        java.ifPresent(folder -> unit.append("Environment=")
                .append(quoted("JAVA_HOME=" + folder))
                .append('\n'));
        unit.append("""
                Restart=on-failure
                RestartSec=2
                SuccessExitStatus=0
                KillMode=mixed
                TimeoutStopSec=15
                UMask=0077
                NoNewPrivileges=yes
                LockPersonality=yes
                RestrictRealtime=yes
                RestrictSUIDSGID=yes
                """);
        if (!user) {
            unit.append("""
                    PrivateTmp=yes
                    ProtectSystem=full
                    ProtectControlGroups=yes
                    ProtectKernelModules=yes
                    ProtectKernelTunables=yes
                    """);
        }
        return unit.append("\n[Install]\nWantedBy=")
                .append(user ? "default.target" : "multi-user.target")
                .append('\n')
                .toString();
    }

    /** Quotes a word as systemd reads it: specifiers, variables, quotes. */
    private static String quoted(String word) {
        if (word.chars().anyMatch(Character::isISOControl)) {
            throw new Failure("bad-request", "'" + word + "' has control characters and cannot stand in a unit");
        }
        String escaped = word.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("%", "%%")
                .replace("$", "$$");
        return escaped.matches("[A-Za-z0-9_./:=%@+,-]+") ? escaped : '"' + escaped + '"';
    }
}
