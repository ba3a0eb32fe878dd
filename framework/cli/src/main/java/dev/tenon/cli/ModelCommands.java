// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tenon model …}: models on this machine. */
@Command(
        name = "model",
        description = "List, add and remove models.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tenon model list                     what is here, and what the catalogue names",
            "  tenon model add squeezenet           by its name in the catalogue",
            "  tenon model add ./my.onnx            a file, with my.json (its descriptor) beside it",
            "  tenon model add https://example.org/my.onnx",
            "",
            "Downloads are resumed and verified. TENON_MODEL_MIRROR=DIR with tenon up serves them offline."
        })
final class ModelCommands implements Callable<Integer> {
    @ParentCommand
    private Tenon tenon;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Tenon.commandMissing(spec);
    }

    @Command(name = "list", description = "List the models that are here and those that the catalogue names.")
    int list() {
        JsonNode models = tenon.host().get("models");
        return tenon.show(models, () -> {
            List<List<String>> rows = new ArrayList<>();
            for (JsonNode model : models.path("installed")) {
                JsonNode descriptor = model.path("descriptor");
                rows.add(List.of(
                        descriptor.path("id").asText(),
                        "installed",
                        descriptor.path("task").asText(),
                        Text.bytes(model.path("bytes").asLong()),
                        descriptor.path("license").asText()));
            }
            for (JsonNode entry : models.path("catalogue")) {
                if (!entry.path("installed").asBoolean()) {
                    rows.add(List.of(
                            entry.path("id").asText(),
                            "",
                            entry.path("task").asText(),
                            Text.bytes(entry.path("bytes").asLong()),
                            entry.path("license").asText()));
                }
            }
            return rows.isEmpty() ? List.of("No model is here, and the catalogue is empty.") : Text.table(rows);
        });
    }

    @Command(name = "add", description = "Add a model: by name, from an address or from a file.")
    int add(
            @Parameters(
                            paramLabel = "SOURCE",
                            description = "a name of the catalogue, an https address or an ONNX file")
                    String source,
            @Option(
                            names = "--descriptor",
                            paramLabel = "FILE",
                            defaultValue = "",
                            description = "what the model is (JSON), if not beside it")
                    String descriptor) {
        String place = source.matches("[a-zA-Z][a-zA-Z0-9+-]*://.*") ? source : file(source);
        String described = descriptor.isEmpty() ? "" : existing(descriptor);
        return run(request("model-add", place).put("descriptor", described));
    }

    @Command(name = "remove", description = "Remove a model and its files.")
    int remove(
            @Parameters(paramLabel = "MODEL", description = "its id, as 'tenon model list' shows it") String id,
            @Option(names = "--force", description = "even if it is the last one that an installed plugin can use")
                    boolean force) {
        ObjectNode request = request("model-remove", id);
        if (force) {
            request.putArray("options").add("force");
        }
        return run(request);
    }

    private int run(ObjectNode request) {
        JsonNode job = tenon.jobs(tenon.host()).run(request);
        return tenon.show(job, () -> List.of(Text.line(job.path("result").asText())));
    }

    private static ObjectNode request(String action, String source) {
        return Home.MAPPER.createObjectNode().put("action", action).put("source", source);
    }

    /** A word that is no file is a name of the catalogue; what looks like a path must be there. */
    private static String file(String source) {
        boolean path = source.contains("/") || source.endsWith(".onnx") || Files.isRegularFile(Path.of(source));
        return path ? existing(source) : source;
    }

    private static String existing(String file) {
        Path path = Path.of(file).toAbsolutePath().normalize();
        if (!Files.isRegularFile(path)) {
            throw new Failure("no-file", "there is no file " + path);
        }
        return path.toString();
    }
}
