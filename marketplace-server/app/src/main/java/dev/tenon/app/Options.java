// SPDX-License-Identifier: Apache-2.0
package dev.tenon.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the command line says.
 *
 * @param home where everything is kept
 * @param port to listen on, 0 for any that is free
 * @param samples a folder of jars to publish at the start
 * @param console where the visitor's own console is
 * @param maxUploadBytes the largest jar
 * @param watchStdin end when standard input ends
 */
record Options(Path home, int port, Optional<Path> samples, URI console, long maxUploadBytes, boolean watchStdin) {
    static final String USAGE = "usage: market --home DIR [--port N] [--samples DIR] [--console URL]"
            + " [--max-upload-bytes N] [--watch-stdin]";
    private static final long DEFAULT_MAX_UPLOAD_BYTES = 256L << 20;

    static Options parse(String[] args) throws UsageException {
        Path home = null;
        int port = 7080;
        Optional<Path> samples = Optional.empty();
        URI console = URI.create("http://127.0.0.1:7070");
        long maxUploadBytes = DEFAULT_MAX_UPLOAD_BYTES;
        boolean watchStdin = false;
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--home" -> home = Path.of(value(option, rest)).toAbsolutePath();
                case "--port" -> port = (int) number(option, rest, 0, 65535);
                case "--samples" -> samples = Optional.of(Path.of(value(option, rest)));
                case "--console" -> console = console(value(option, rest));
                case "--max-upload-bytes" -> maxUploadBytes = number(option, rest, 1, Long.MAX_VALUE);
                case "--watch-stdin" -> watchStdin = true;
                default -> throw new UsageException("unknown option '" + option + "'");
            }
        }
        if (home == null) {
            throw new UsageException("--home is missing");
        }
        return new Options(home, port, samples, console, maxUploadBytes, watchStdin);
    }

    private static String value(String option, Iterator<String> rest) throws UsageException {
        if (!rest.hasNext()) {
            throw new UsageException(option + " needs a value");
        }
        return rest.next();
    }

    private static long number(String option, Iterator<String> rest, long min, long max) throws UsageException {
        String value = value(option, rest);
        try {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(option + " is no number: '" + value + "'", e);
        }
        throw new UsageException(option + " must be " + min + " to " + max + ": '" + value + "'");
    }

    private static URI console(String value) throws UsageException {
        if (!value.matches("https?://[A-Za-z0-9.:\\[\\]-]+/?")) {
            throw new UsageException("--console is no http address: '" + value + "'");
        }
        return URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
    }

    /** The command line is wrong. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }

        UsageException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
