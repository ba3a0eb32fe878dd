// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
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
        description = "Show the end of the host's or the marketplace's log.",
        footerHeading = "%nExamples:%n",
        footer = {"  tenon logs -f           the host's, and what is added", "  tenon logs market -n 500"})
final class LogsCommand implements Callable<Integer> {
    private static final int MAX_TAIL_BYTES = 4 << 20;
    private static final long PAUSE_MILLIS = 200;

    @ParentCommand
    private Tenon tenon;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = "host",
            description = "host or market (default: ${DEFAULT-VALUE})")
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
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new ParameterException(spec.commandLine(), "'" + name + "' is no name of a log");
        }
        Path file = tenon.home().logs().resolve(name + ".log");
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            List<String> tail = tail(log);
            ObjectNode document = Home.MAPPER.createObjectNode().put("file", file.toString());
            tail.forEach(document.putArray("lines")::add);
            int status = tenon.show(document, () -> tail);
            if (follow) {
                follow(log, file);
            }
            return status;
        } catch (java.io.FileNotFoundException e) {
            throw new Failure("no-file", "there is no log " + file + others(), e);
        } catch (IOException e) {
            throw new Failure("unreadable", file + " cannot be read: " + Home.reason(e), e);
        }
    }

    /** Reads the last lines and leaves the file at its end. */
    private List<String> tail(RandomAccessFile log) throws IOException {
        long end = log.length();
        long start = Math.max(0, end - MAX_TAIL_BYTES);
        byte[] bytes = new byte[(int) (end - start)];
        log.seek(start);
        log.readFully(bytes);
        List<String> lines = new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(LogsCommand::clean)
                .toList();
        return lines.subList(Math.max(0, lines.size() - Math.max(0, count)), lines.size());
    }

    private void follow(RandomAccessFile log, Path file) throws IOException {
        while (!Thread.currentThread().isInterrupted()) {
            long added = log.length() - log.getFilePointer();
            if (added > 0) {
                byte[] bytes = new byte[(int) Math.min(added, MAX_TAIL_BYTES)];
                log.readFully(bytes);
                tenon.shell().out().print(new String(bytes, StandardCharsets.UTF_8));
                tenon.shell().out().flush();
            } else if (added < 0) {
                tenon.say("-- " + file.getFileName() + " begins anew --");
                log.seek(0);
            } else {
                pause();
            }
        }
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
            return names.isEmpty() ? " yet" : "; there are " + names;
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
