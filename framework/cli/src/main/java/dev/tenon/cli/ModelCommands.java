// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tenon model …}: models on this machine. */
@Command(
        name = "model",
        description = "List, add, quantize, publish and remove models.",
        subcommands = {ModelPublishCommand.class, ModelFarmCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  tenon model list                     what is here, and what the catalogue names",
            "  tenon model add squeezenet           by its name in the catalogue",
            "  tenon model add ./my.onnx            a file, with my.json (its descriptor) beside it",
            "  tenon model add https://example.org/my.onnx",
            "  tenon model add hf:ORG/NAME          from Hugging Face, or the hub of HF_ENDPOINT",
            "  tenon model quantize cifar10 --eval ./pictures        a smaller variant, judged on pictures",
            "  tenon model variants cifar10                          what the gate found",
            "  tenon model use cifar10 w8a8-cpu                      answer with it from now on",
            "  tenon model stats                                     how many models, and variants that passed",
            "  tenon model publish cifar10 --namespace org.example   as plugins, to a marketplace",
            "  tenon model farm --catalogue --data ./sets            quantize one after the other",
            "",
            "Downloads are resumed and verified. TENON_MODEL_MIRROR=DIR with tenon up serves them offline.",
            "HF_TOKEN, HF_HOME and HF_HUB_OFFLINE with tenon up mean what they mean to the hub's own client."
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

    Tenon tenon() {
        return tenon;
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

    @Command(
            name = "add",
            description = "Add a model: by name, from a hub, from an address or from a file.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  tenon model add squeezenet",
                "  tenon model add ./my.onnx --descriptor my.json",
                "  tenon model add hf:ORG/NAME                 a repository's only model",
                "  tenon model add hf:ORG/NAME@REVISION        a branch, a tag or a commit",
                "  tenon model add hf:ORG/NAME/onnx/m.onnx     one of several"
            })
    int add(
            @Parameters(
                            paramLabel = "SOURCE",
                            description = "a name of the catalogue, hf:ORG/NAME, an https address or an ONNX file")
                    String source,
            @Option(
                            names = "--descriptor",
                            paramLabel = "FILE",
                            defaultValue = "",
                            description = "what the model is (JSON), if not beside it")
                    String descriptor) {
        String place = isElsewhere(source) ? source : file(source);
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

    @Command(name = "cancel", description = "Call off a job of a model, such as a quantizing one; the rest stays.")
    int cancel(
            @Parameters(paramLabel = "JOB", description = "number of the job, as 'tenon status' shows it") String job) {
        return PluginCancelCommand.cancel(tenon, job);
    }

    @Command(
            name = "quantize",
            description = "Make a smaller, faster variant, and measure what it keeps.",
            footerHeading = "%nData:%n",
            footer = {
                "  A folder of pictures, for models whose descriptor says how they read pictures; in folders named as",
                "  the labels (or their indexes) they are labelled.",
                "  An .npz file (numpy.savez): an array for each input by its name (one alone may have any), items",
                "  along the first dimension, and perhaps 'labels', the index of each item's right class.",
                "",
                "  Part of the data calibrates, the rest judges: where right answers are counted, give 300 items or",
                "  more. Without data the variant is judged by agreement with the original on generated inputs, and",
                "  says so. A variant passes if the lower end of the 95 %% interval of what it keeps is at least",
                "  98 %%; what fails is never offered.",
                "  Ctrl-C leaves it to the host; 'tenon model cancel JOB' calls it off, and begun again it goes on",
                "  where it was."
            })
    int quantize(
            @Parameters(paramLabel = "MODEL", description = "its id, as 'tenon model list' shows it") String id,
            @Option(
                            names = "--eval",
                            paramLabel = "DATA",
                            defaultValue = "",
                            description = "a folder of pictures or an .npz file")
                    String evaluation,
            @Option(
                            names = "--calibrate",
                            paramLabel = "DATA",
                            defaultValue = "",
                            description = "other data for the ranges of activations; a part of --eval otherwise")
                    String calibration,
            @Option(
                            names = "--scheme",
                            paramLabel = "SCHEME",
                            defaultValue = "",
                            description = "w8a8, w8a8-dynamic, w4a8, w8 or fp16; what suits the device otherwise")
                    String scheme,
            @Option(
                            names = "--device",
                            paramLabel = "KIND",
                            defaultValue = "",
                            description = "cpu, igpu, gpu or npu; this machine's otherwise")
                    String device,
            @Option(
                            names = "--keep",
                            paramLabel = "SHARE",
                            defaultValue = "0",
                            description = "what must be kept, 0 to 1; the setting (0.98) otherwise")
                    double required) {
        if (!(required >= 0 && required <= 1)) {
            throw new ParameterException(spec.commandLine(), "--keep is a share from 0 to 1 (0.98), not " + required);
        }
        ObjectNode request = request("model-quantize", id)
                .put("evaluation", data(evaluation))
                .put("calibration", data(calibration))
                .put("scheme", scheme)
                .put("device", device)
                .put("required", Double.toString(required));
        return run(request);
    }

    @Command(name = "variants", description = "List the variants of a model: what the gate found, and which is in use.")
    int variants(@Parameters(paramLabel = "MODEL", description = "its id, as 'tenon model list' shows it") String id) {
        JsonNode models = tenon.host().get("models");
        JsonNode variants = models.path("variants").path(id);
        if (variants.isMissingNode()) {
            throw new Failure("unknown", "no model '" + id + "' is installed; 'tenon model list' shows which are");
        }
        return tenon.show(variants, () -> Stream.concat(
                        VariantTable.of(id, variants).stream(), SampledLines.of(models, id).stream())
                .toList());
    }

    @Command(
            name = "stats",
            description = "Count the models that are here, and their variants that passed and are smaller or faster.")
    int stats() {
        ModelStats stats = ModelStats.of(tenon.host().get("models"));
        return tenon.show(stats.document(), stats::lines);
    }

    @Command(name = "use", description = "Answer with another variant of a model from now on.")
    int use(
            @Parameters(paramLabel = "MODEL", description = "its id, as 'tenon model list' shows it") String id,
            @Parameters(paramLabel = "VARIANT", description = "as 'tenon model variants' shows it, or 'original'")
                    String variant) {
        return run(request("model-use", id).put("variant", variant));
    }

    private int run(ObjectNode request) {
        JsonNode job = tenon.jobs(tenon.host()).run(request);
        return tenon.show(job, () -> List.of(Text.line(job.path("result").asText())));
    }

    static ObjectNode request(String action, String source) {
        return Home.MAPPER.createObjectNode().put("action", action).put("source", source);
    }

    /**
     * An address, or a hub's reference: two letters and more before the colon, for one letter stands for a drive. A file
     * that is there is a file, whatever it is called.
     */
    private static boolean isElsewhere(String source) {
        return source.matches("[a-zA-Z][a-zA-Z0-9+-]+:(?s:.*)") && !new File(source).isFile();
    }

    /** A word that is no file is a name of the catalogue; what looks like a path must be there. */
    private static String file(String source) {
        boolean path = source.contains("/") || source.endsWith(".onnx") || Files.isRegularFile(Path.of(source));
        return path ? existing(source) : source;
    }

    private static String data(String place) {
        if (place.isEmpty()) {
            return "";
        }
        Path path = Path.of(place).toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            throw new Failure("no-file", "there is no file or folder " + path);
        }
        return path.toString();
    }

    private static String existing(String file) {
        Path path = Path.of(file).toAbsolutePath().normalize();
        if (!Files.isRegularFile(path)) {
            throw new Failure("no-file", "there is no file " + path);
        }
        return path.toString();
    }
}
