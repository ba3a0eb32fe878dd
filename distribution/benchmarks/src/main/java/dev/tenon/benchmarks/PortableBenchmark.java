// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code portable [--home DIR] [--modules DIR] [--control]}: whether the variants that a home keeps run unchanged in other
 * builds of ONNX Runtime, for Python, Node.js and the web, and answer there what they answered here. The control
 * expects answers that are a tenth larger.
 */
public final class PortableBenchmark {
    /** As the host itself allows when it puts a variant to use. */
    private static final double NEAR = Math.sqrt(1e-3);

    private static final int NOT_HERE = 3;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private PortableBenchmark() {}

    /** A build of ONNX Runtime, and how its script is run. */
    private record Runtime(String name, List<String> command) {}

    /**
     * Runs it.
     *
     * @param arguments as the class says
     * @throws IOException if the variants cannot be read or a script not be run
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> options = options(arguments);
        Path home = Path.of(options.getOrDefault(
                "--home", System.getenv().getOrDefault("TENON_HOME", System.getProperty("user.home") + "/.tenon")));
        Path modules = Path.of(options.getOrDefault("--modules", ".")).toAbsolutePath();
        boolean control = options.containsKey("--control");
        Path work = Files.createTempDirectory("tenon-portable-");
        boolean met;
        try {
            met = run(variants(home, work, control), modules, work, control);
        } finally {
            Folders.delete(work);
        }
        System.exit(met ? 0 : 1);
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            boolean isFlag = arguments[i].equals("--control");
            if (!isFlag && (!List.of("--home", "--modules").contains(arguments[i]) || i + 1 == arguments.length)) {
                System.err.println(
                        "tenon bench portable: [--home DIR] [--modules DIR] [--control], not " + arguments[i]);
                System.exit(2);
            }
            options.put(arguments[i], isFlag ? "" : arguments[++i]);
        }
        return options;
    }

    /** The folders of variants that passed; for the control, copies with other answers. */
    private static List<Path> variants(Path home, Path work, boolean control) throws IOException {
        List<Path> folders;
        try (Stream<Path> files = Files.walk(home.resolve("variants"), 3)) {
            folders = files.filter(file -> file.getFileName().toString().equals("known-answer.json"))
                    .map(Path::getParent)
                    .filter(folder -> !folder.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
        List<Path> spoilt = new ArrayList<>();
        for (Path folder : control ? folders : List.<Path>of()) {
            Path copy = Files.createDirectory(work.resolve("variant" + spoilt.size()));
            Files.copy(folder.resolve("model.onnx"), copy.resolve("model.onnx"));
            Files.copy(folder.resolve("report.json"), copy.resolve("report.json"));
            JsonNode known = MAPPER.readTree(folder.resolve("known-answer.json").toFile());
            known.path("outputs").forEach(output -> {
                ArrayNode values = (ArrayNode) output.path("values");
                for (int i = 0; i < values.size(); i++) {
                    values.set(
                            i,
                            MAPPER.getNodeFactory()
                                    .numberNode(1.1 * values.get(i).asDouble()));
                }
            });
            Files.write(copy.resolve("known-answer.json"), MAPPER.writeValueAsBytes(known));
            spoilt.add(copy);
        }
        return control ? spoilt : folders;
    }

    private static boolean run(List<Path> variants, Path modules, Path work, boolean control)
            throws IOException, InterruptedException {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("variants", variants.size());
        boolean met = !variants.isEmpty();
        for (Runtime runtime : List.of(
                new Runtime("python", List.of("python3", script(work, "ort_answers.py"))),
                new Runtime("node", List.of("node", script(work, "ort_answers.mjs"), "onnxruntime-node")),
                new Runtime("web", List.of("node", script(work, "ort_answers.mjs"), "onnxruntime-web")))) {
            Optional<List<JsonNode>> answers = ask(runtime, variants, modules, work);
            if (answers.isPresent()) {
                met &= tell(runtime.name(), answers.get(), figures, variants.size());
            }
        }
        Report.print("portable", figures, control);
        return met && figures.size() > 1;
    }

    private static String script(Path work, String name) throws IOException {
        Path script = work.resolve(name);
        try (InputStream in = PortableBenchmark.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not in this jar");
            }
            Files.write(script, in.readAllBytes());
        }
        return script.toString();
    }

    /** Returns a line for each variant; empty where the runtime is absent, which is said. */
    private static Optional<List<JsonNode>> ask(Runtime runtime, List<Path> variants, Path modules, Path work)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(runtime.command());
        variants.forEach(folder -> command.add(folder.toString()));
        List<JsonNode> answers = new ArrayList<>();
        int status;
        try {
            Process process = new ProcessBuilder(command)
                    .directory(modules.toFile())
                    .redirectError(Redirect.appendTo(work.resolve("err").toFile()))
                    .start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            for (String line : out.lines().filter(each -> each.startsWith("{")).toList()) {
                answers.add(MAPPER.readTree(line));
            }
            status = process.waitFor();
        } catch (IOException e) {
            say(runtime, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
        if (status == NOT_HERE) {
            say(runtime, answers.get(0).path("failed").asText());
            return Optional.empty();
        }
        return Optional.of(answers);
    }

    private static void say(Runtime runtime, String why) {
        System.err.println("tenon bench portable: " + runtime.name() + " is left out: " + why);
    }

    private static boolean tell(String runtime, List<JsonNode> answers, Map<String, Object> figures, int variants)
            throws IOException {
        int runs = 0;
        int near = 0;
        int checked = 0;
        for (JsonNode answer : answers) {
            boolean ran = answer.has("error");
            runs += ran ? 1 : 0;
            near += ran && answer.path("error").asDouble() <= NEAR ? 1 : 0;
            checked += answer.path("checked").asBoolean() ? 1 : 0;
            JsonNode report = MAPPER.readTree(
                    Path.of(answer.path("folder").asText(), "report.json").toFile());
            System.err.printf(
                    Locale.ROOT,
                    "%-7s %-30s %-14s %s%n",
                    runtime,
                    report.path("model").asText(),
                    report.path("scheme").asText(),
                    ran
                            ? String.format(
                                    Locale.ROOT,
                                    "differs by %.1e",
                                    answer.path("error").asDouble())
                            : "failed: " + answer.path("failed").asText());
        }
        figures.put(runtime + "_runs", runs);
        figures.put(runtime + "_near", near);
        if (runtime.equals("python")) {
            figures.put("checker_passes", checked);
        }
        boolean isExact = runtime.equals("web") || near == variants;
        return runs == variants && isExact && (!runtime.equals("python") || checked == variants);
    }
}
