// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import dev.tenon.generation.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * The host as a program. Prints {@code host ready URL} on standard output once it serves, before it {@code host undid
 * SENTENCE} if it left a generation that hosts died of. Exit status: 0 ended as asked, 1 could not start ({@code host
 * refuses}, and one line on standard error says why), 2 wrong use.
 */
public final class Main {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(4);

    private Main() {}

    /**
     * Runs until the process is told to end.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        HostOptions options;
        try {
            options = HostOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("tenon host: " + e.getMessage());
            System.err.println(HostOptions.USAGE);
            System.exit(2);
            return;
        }
        try {
            Host host = Host.start(options);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(host), "tenon-shutdown"));
            host.undone().ifPresent(what -> System.out.println("host undid " + what));
            System.out.println("host ready " + host.url());
            if (options.watchStdin()) {
                exitWhenEnded(System.in);
            }
            host.awaitStop();
        } catch (IOException e) {
            System.err.println("tenon host: " + DurableFiles.reason(e));
            System.out.println("host refuses");
            System.exit(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs in the shutdown hook: a signal must end with status 0, whatever the JVM makes of signals. */
    private static void end(Host host) {
        host.stop(STOP_LIMIT);
        Runtime.getRuntime().halt(0);
    }

    private static void exitWhenEnded(InputStream in) {
        Thread watcher = new Thread(
                () -> {
                    try {
                        in.transferTo(java.io.OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        System.err.println("tenon host: the standard input broke, ending");
                    }
                    System.exit(0);
                },
                "tenon-stdin");
        watcher.setDaemon(true);
        watcher.start();
    }
}
