// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code quant [--data DIR] [--models A,B] [--scheme S] [--sets DIR] [--peer] [--control]}: real models quantized by a host
 * and by ONNX Runtime's own Python quantizers, with the same inputs to calibrate and to judge. {@code --sets} keeps the
 * inputs, and what the peer made, for the next time; {@code --peer} measures the peer alone. {@code --control} multiplies
 * the scales of one layer of each of our variants before it is judged: what is kept must then miss, and the host must
 * refuse to use such a file.
 */
public final class QuantBenchmark {
    private QuantBenchmark() {}

    /** What was asked for. */
    record Options(
            Path data,
            List<QuantModel> models,
            List<String> schemes,
            Optional<Path> sets,
            boolean isPeer,
            boolean isControl) {
        /** Reads the command line; empty if it makes no sense. */
        static Optional<Options> of(String... arguments) {
            List<String> given = new ArrayList<>(List.of(arguments));
            boolean isControl = given.remove("--control");
            boolean isPeer = given.remove("--peer");
            Map<String, String> values = new LinkedHashMap<>();
            while (given.size() >= 2
                    && List.of("--data", "--models", "--scheme", "--sets").contains(given.get(0))) {
                values.put(given.remove(0), given.remove(0));
            }
            List<String> ids = List.of(values.getOrDefault("--models", "").split(","));
            List<QuantModel> models = values.containsKey("--models")
                    ? QuantModels.ALL.stream()
                            .filter(model -> ids.contains(model.id()))
                            .toList()
                    : QuantModels.ALL;
            Path data = Path.of(values.getOrDefault("--data", "../shared/data"));
            List<String> schemes = values.containsKey("--scheme")
                    ? List.of(values.get("--scheme"))
                    : List.of(QuantModels.W8A8, QuantModels.W4A8);
            boolean isKnown = !values.containsKey("--models") || models.size() == ids.size();
            if (!given.isEmpty() || !isKnown || !Files.isDirectory(data.resolve("image-classification"))) {
                return Optional.empty();
            }
            return Optional.of(new Options(
                    data,
                    models,
                    schemes,
                    Optional.ofNullable(values.get("--sets")).map(Path::of),
                    isPeer,
                    isControl));
        }
    }

    /**
     * Measures and prints one line of JSON.
     *
     * @param arguments as the type says
     * @throws Exception if the host does not start or the data cannot be read
     */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments).orElse(null);
        if (options == null) {
            System.err.println(
                    "tenon bench quant: takes --data DIR (with image-classification/ and so on; ../shared/data"
                            + " otherwise), --models A,B, --scheme w8a8 or w4a8, --sets DIR, --peer and --control; the models are "
                            + String.join(
                                    ", ",
                                    QuantModels.ALL.stream().map(QuantModel::id).toList()));
            System.exit(2);
            return;
        }
        Path folder = Files.createTempDirectory("tenon-bench-quant");
        Map<String, Object> figures;
        try {
            figures = options.isPeer() ? peer(options, folder) : both(options, folder);
        } finally {
            Folders.delete(folder);
        }
        Report.print("quant", figures, options.isControl());
        List<String> missed = QuantFigures.missed(figures);
        missed.forEach(System.err::println);
        System.exit(missed.isEmpty() ? 0 : 1);
    }

    private static Map<String, Object> peer(Options options, Path folder) throws Exception {
        return QuantFigures.of(rows(options, trial(options, folder, Optional.empty())));
    }

    private static Map<String, Object> both(Options options, Path folder) throws Exception {
        Path distribution = Path.of(System.getProperty("tenon.distribution"));
        try (QuantHost host = QuantHost.start(distribution, folder)) {
            QuantTrial trial = trial(options, folder, Optional.of(host));
            Map<String, Object> figures = QuantFigures.of(rows(options, trial));
            if (options.models().size() == QuantModels.ALL.size()) {
                Path big = Files.createDirectories(folder.resolve("big"));
                for (String scheme : options.schemes()) {
                    String key = scheme.equals(QuantModels.W4A8) ? "size_w4_big" : "size_w8_big";
                    figures.put(key, big(host, big, scheme));
                }
            }
            if (options.isControl()) {
                figures.put("spoilt_used", trial.spoiltUsed());
            }
            return figures;
        }
    }

    /** A word is no number, so a target for which there is none is missed. */
    private static Object big(QuantHost host, Path folder, String scheme) throws Exception {
        double size = QuantTrial.bigSize(host, folder, scheme);
        return Double.isNaN(size) ? "none" : Report.rounded(size, 4);
    }

    private static QuantTrial trial(Options options, Path folder, Optional<QuantHost> host) throws Exception {
        Path sets = options.sets().orElse(folder.resolve("sets"));
        return new QuantTrial(
                options.data(),
                new QuantSets(options.data(), sets),
                new QuantPeer(sets.resolve("ort")),
                host,
                options.isControl());
    }

    private static List<QuantRow> rows(Options options, QuantTrial trial) throws Exception {
        QuantTable.head();
        List<QuantRow> rows = new ArrayList<>();
        for (QuantModel model : options.models()) {
            List<String> schemes =
                    model.schemes().stream().filter(options.schemes()::contains).toList();
            for (QuantRow row : trial.rows(model, schemes)) {
                rows.add(row);
                QuantTable.row(row);
            }
        }
        if (options.models().size() == QuantModels.ALL.size()) {
            QuantModels.LEFT.forEach(QuantTable::left);
        }
        return rows;
    }
}
