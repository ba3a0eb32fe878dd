// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code java -Dtenon.distribution=DIR -jar tenon-benchmarks.jar NAME [ARG]…}: runs a benchmark in a JVM whose class path
 * is that of the distribution's host. Exit status: 0 the target is met, 1 it is missed or the benchmark failed, 2 wrong
 * use.
 */
public final class Main {
    private static final Map<String, String> BENCHMARKS = Map.ofEntries(
            Map.entry("call", "dev.tenon.benchmarks.CallBenchmark"),
            Map.entry("boot", "dev.tenon.benchmarks.BootBenchmark"),
            Map.entry("understand", "dev.tenon.benchmarks.UnderstandBenchmark"),
            Map.entry("kill", "dev.tenon.benchmarks.KillBenchmark"),
            Map.entry("install", "dev.tenon.benchmarks.InstallBenchmark"),
            Map.entry("scale", "dev.tenon.benchmarks.ScaleBenchmark"),
            Map.entry("front", "dev.tenon.benchmarks.FrontBenchmark"),
            Map.entry("swap", "dev.tenon.benchmarks.SwapBenchmark"),
            Map.entry("soak", "dev.tenon.benchmarks.SoakBenchmark"),
            Map.entry("quant", "dev.tenon.benchmarks.QuantBenchmark"),
            Map.entry("portable", "dev.tenon.benchmarks.PortableBenchmark"));

    /** They ask a host in another process, whose processor their own code must not take: it is compiled once and quickly. */
    private static final Set<String> FROM_OUTSIDE = Set.of("swap", "soak");

    private Main() {}

    /**
     * Runs one benchmark.
     *
     * @param arguments its name, then what it takes
     * @throws IOException if no JVM can be started
     * @throws InterruptedException if the wait for it is interrupted
     * @throws URISyntaxException if this jar lies nowhere
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, URISyntaxException {
        String distribution = System.getProperty("tenon.distribution", "");
        String program = arguments.length == 0 ? null : BENCHMARKS.get(arguments[0]);
        if (program == null) {
            refuse("name a benchmark: " + String.join(", ", BENCHMARKS.keySet()));
            return;
        }
        if (distribution.isEmpty() || !Files.isDirectory(Path.of(distribution, "bundles"))) {
            refuse("-Dtenon.distribution must name an unpacked distribution, not '" + distribution + "'");
            return;
        }
        Path self = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of(distribution, "lib", "host", "*")
                        + File.pathSeparator
                        + self
                        + runtime(arguments[0], distribution),
                "-Dtenon.distribution=" + distribution,
                "-Dtenon.benchmarks=" + self));
        if (FROM_OUTSIDE.contains(arguments[0])) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.add(program);
        command.addAll(Arrays.asList(arguments).subList(1, arguments.length));
        System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
    }

    /** What judges a model outside any host needs ONNX Runtime, which the distribution has as a bundle. */
    private static String runtime(String benchmark, String distribution) throws IOException {
        if (!benchmark.equals("quant")) {
            return "";
        }
        try (Stream<Path> bundles = Files.list(Path.of(distribution, "bundles"))) {
            return bundles.filter(bundle -> bundle.getFileName().toString().startsWith("tenon-onnxruntime-"))
                    .map(bundle -> File.pathSeparator + bundle)
                    .collect(Collectors.joining());
        }
    }

    private static void refuse(String why) {
        System.err.println("tenon bench: " + why);
        System.exit(2);
    }
}
