// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tenon bench}: runs a benchmark of the checkout or the distribution in a JVM of its own. */
@Command(
        name = "bench",
        description = "Measure this machine with one of Tenon's benchmarks.",
        footerHeading = "%n",
        footer = {
            "The last line is JSON: {\"bench\":NAME,\"figures\":{…},\"machine\":{…}}.",
            "What the benchmark says on the way goes to stderr.",
            "",
            "Examples:",
            "  tenon bench call       cost of a call over raw ONNX Runtime",
            "  tenon bench boot       clean start to first answer over Karaf's start",
            "  tenon bench understand --data DIR",
            "                         how well requests find their skill, beside character TF-IDF",
            "  tenon bench kill       what runs after a host was killed during changes",
            "  tenon bench scale      a plan over 50,000 releases, a start with 1,000 plugins",
            "  tenon bench install    four plugins into a warm host, beside Karaf",
            "  tenon bench swap       every kind of plugin swapped while it is called",
            "  tenon bench soak       half an hour of random changes while callers go on",
            "  tenon bench front      what the front before a plugin's service adds to a call",
            "  tenon bench quant --data DIR",
            "                         variants of real models, beside ONNX Runtime's quantizers",
            "  tenon bench portable --modules DIR",
            "                         a home's variants in ONNX Runtime for Python, Node.js and the web",
            "",
            "With --control a benchmark plants a fault that it must notice: it ends with status 1."
        })
final class BenchCommand implements Callable<Integer> {
    private static final String JAR = "tenon-benchmarks.jar";

    @ParentCommand
    private Tenon tenon;

    @Parameters(paramLabel = "NAME", description = "which benchmark")
    private String name;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "ARG", description = "handed on to it", hidden = true)
    private List<String> more;

    @Override
    public Integer call() {
        Path jar = find().orElseThrow(() -> new Failure(
                "no-benchmarks",
                "the benchmarks are not here; build them with mvn -Pquick -pl distribution/benchmarks -am package"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dtenon.distribution="
                        + tenon.shell().distribution().map(Path::toString).orElse(""),
                "-jar",
                jar.toString(),
                name));
        if (more != null) {
            command.addAll(more);
        }
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status == 0) {
                return 0;
            }
            throw new Failure("failed", "the benchmark '" + name + "' ended with status " + status);
        } catch (IOException e) {
            throw new Failure("failed", "no JVM could be started: " + Home.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", "the benchmark '" + name + "' was interrupted", e);
        }
    }

    private Optional<Path> find() {
        return Stream.concat(
                        tenon.shell().distribution().stream().map(root -> root.resolve("lib/benchmarks/" + JAR)),
                        tenon.shell().checkout().stream()
                                .map(root -> root.resolve("distribution/benchmarks/target/" + JAR)))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
