// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tenon logs}: the files under {@code <home>/log}, also of a host that is gone. */
@Command(
        name = "logs",
        description = "Show the end of the host's or the marketplace's log, or what one plugin wrote.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tenon logs -f             the host's, and what is added",
            "  tenon logs skill-faq -f   only what this plugin writes",
            "  tenon logs market -n 500"
        })
final class LogsCommand implements Callable<Integer> {
    private static final int MAX_TAIL_BYTES = 16 << 20;
    private static final long PAUSE_MILLIS = 200;

    @ParentCommand
    private Tenon tenon;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = "host",
            description = "host, market, or a plugin (default: ${DEFAULT-VALUE})")
    private String name;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "100",
            description = "how many lines from the end (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(
            names = {"-f", "--follow"},
            description = "go on with what is added, until Ctrl-C")
    private boolean follow;

    @Override
    public Integer call() {
        if (follow && tenon.json()) {
            throw new ParameterException(spec.commandLine(), "--follow never ends, so it has no JSON document");
        }
        if (!name.matches("[A-Za-z][A-Za-z0-9._-]*")) {
            throw new ParameterException(spec.commandLine(), "'" + name + "' is no name of a log or a plugin");
        }
        Path own = tenon.home().logs().resolve(name + ".log");
        boolean plugin = !Files.exists(own) && !name.equals("market") && !name.equals("host");
        Path file = plugin ? tenon.home().logs().resolve("host.log") : own;
        LogLines lines = plugin ? LogLines.of(name) : LogLines.all();
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            List<String> tail = tail(log, lines);
            if (plugin && tail.isEmpty() && !follow) {
                throw new Failure("no-lines", "no plugin '" + name + "' wrote anything to " + file + others());
            }
            ObjectNode document = Home.MAPPER.createObjectNode().put("file", file.toString());
            tail.forEach(document.putArray("lines")::add);
            int status = tenon.show(document, () -> tail);
            if (follow) {
                follow(log, file, lines);
            }
            return status;
        } catch (FileNotFoundException e) {
            throw new Failure("no-file", "there is no log " + file + others(), e);
        } catch (IOException e) {
            throw new Failure("unreadable", file + " cannot be read: " + Home.reason(e), e);
        }
    }

    /** Reads the last lines and leaves the file at its end. */
    private List<String> tail(RandomAccessFile log, LogLines wanted) throws IOException {
        long end = log.length();
        long start = Math.max(0, end - MAX_TAIL_BYTES);
        byte[] bytes = new byte[(int) (end - start)];
        log.seek(start);
        log.readFully(bytes);
        List<String> lines = new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .filter(wanted::wants)
                .map(LogsCommand::clean)
                .toList();
        return lines.subList(Math.max(0, lines.size() - Math.max(0, count)), lines.size());
    }

    /** Goes on with what is added; where the file was rotated away, with the new one. */
    private void follow(RandomAccessFile first, Path file, LogLines wanted) throws IOException {
        RandomAccessFile log = first;
        Object key = key(file);
        StringBuilder rest = new StringBuilder();
        while (!Thread.currentThread().isInterrupted()) {
            long added = log.length() - log.getFilePointer();
            if (added > 0) {
                byte[] bytes = new byte[(int) Math.min(added, MAX_TAIL_BYTES)];
                log.readFully(bytes);
                show(rest.append(new String(bytes, StandardCharsets.ISO_8859_1)), wanted);
            } else if (added < 0) {
                log.seek(0);
            } else if (Files.exists(file) && !Objects.equals(key, key(file))) {
                key = key(file);
                log.close();
                log = new RandomAccessFile(file.toFile(), "r");
            } else {
                pause();
            }
        }
        log.close();
    }

    private static Object key(Path file) throws IOException {
        return Files.exists(file)
                ? Files.readAttributes(file, BasicFileAttributes.class).fileKey()
                : null;
    }

    /** Shows whole lines and keeps the rest: a line, or a character, may come in two pieces. */
    private void show(StringBuilder bytes, LogLines wanted) {
        int end = bytes.lastIndexOf("\n");
        if (end < 0) {
            return;
        }
        new String(bytes.substring(0, end).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                .lines()
                .filter(wanted::wants)
                .map(LogsCommand::clean)
                .forEach(tenon.shell().out()::println);
        tenon.shell().out().flush();
        bytes.delete(0, end + 1);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String others() {
        try (Stream<Path> files = Files.list(tenon.home().logs())) {
            String names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".log"))
                    .map(file -> file.substring(0, file.length() - ".log".length()))
                    .sorted()
                    .collect(Collectors.joining(", "));
            return names.isEmpty() ? " yet" : "; those that are there: " + names;
        } catch (NoSuchFileException e) {
            return ": nothing ran on this home yet";
        } catch (IOException e) {
            return ", and its folder cannot be read: " + Home.reason(e);
        }
    }

    private static String clean(String line) {
        return line.replaceAll("[\\p{Cntrl}&&[^\\t]]", "");
    }
}
