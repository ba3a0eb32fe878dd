// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tenon model farm}: quantizes one model after the other, and publishes what passed. */
@Command(
        name = "farm",
        description = "Quantize one model after the other, and publish what passed.",
        footerHeading = "%nData:%n",
        footer = {
            "  Of --data, a model MODEL takes the folder MODEL/ or the file MODEL.npz or",
            "  MODEL-evaluation.npz, and MODEL-calibration.npz if it is there; without these it is judged",
            "  on generated inputs.",
            "",
            "  What has a report already is passed over, so a farm that was called off goes on when it is",
            "  begun again. What cannot be quantized, or does not pass, is told at the end and holds up",
            "  nothing; the exit status is then 1.",
            "",
            "Examples:",
            "  tenon model farm                             all models that are here",
            "  tenon model farm --catalogue --data ./sets   those of the catalogue too",
            "  tenon model farm mnist --scheme w8a8 --scheme w4a8",
            "  tenon model farm --publish --namespace org.example"
        })
final class ModelFarmCommand implements Callable<Integer> {
    @ParentCommand
    private ModelCommands group;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", arity = "0..*", description = "only these; all that are here otherwise")
    private List<String> names = new ArrayList<>();

    @Option(names = "--catalogue", description = "add each model of the catalogue first")
    private boolean catalogue;

    @Option(names = "--data", paramLabel = "DIR", description = "folder with data to calibrate with and to judge on")
    private Path data;

    @Option(
            names = "--scheme",
            paramLabel = "SCHEME",
            description = "as 'tenon model quantize' takes it; may be repeated; what suits the device otherwise")
    private List<String> schemes = new ArrayList<>();

    @Option(
            names = "--device",
            paramLabel = "KIND",
            defaultValue = "",
            description = "cpu, igpu, gpu or npu; this machine's otherwise")
    private String device;

    @Option(names = "--again", description = "also where there is a report already")
    private boolean again;

    @Option(names = "--publish", description = "publish each model of which a variant passed; needs --namespace")
    private boolean publish;

    @Option(
            names = "--namespace",
            paramLabel = "PREFIX",
            defaultValue = "",
            description = "yours, which the plugins' ids begin with (org.example)")
    private String namespace;

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            defaultValue = "1.0.0",
            description = "of the plugins, three numbers (default: ${DEFAULT-VALUE})")
    private String version;

    @Mixin
    private PublishTarget target;

    private final List<String> problems = new ArrayList<>();
    private final List<ModelRelease.Published> published = new ArrayList<>();

    @Override
    public Integer call() {
        if (publish && namespace.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--publish needs --namespace (org.example)");
        }
        if (data != null && !Files.isDirectory(data)) {
            throw new Failure("no-file", "there is no folder " + data.toAbsolutePath());
        }
        Tenon tenon = group.tenon();
        HostClient host = tenon.host();
        MarketClient market = publish ? target.open(tenon) : null;
        JobFollower jobs = tenon.jobs(host);
        for (String model : models(host)) {
            work(tenon, model, () -> quantize(tenon, host, jobs, model));
            if (market != null && isPassed(host, model)) {
                ModelRelease release = new ModelRelease(model, namespace, version);
                work(
                        tenon,
                        model,
                        () -> published.addAll(TemporaryFolder.with(
                                folder -> ModelRelease.publish(market, release.pack(jobs, folder)))));
            }
        }
        return show(tenon, host.get("models"));
    }

    /** What goes wrong with one model must not keep the others from it; a host that is gone ends it all. */
    private void work(Tenon tenon, String model, Runnable work) {
        try {
            work.run();
        } catch (Failure e) {
            if (Set.of(Failure.NOT_RUNNING, "host-gone", "interrupted").contains(e.code())) {
                throw e;
            }
            String problem = model + ": " + Text.line(String.valueOf(e.getMessage()));
            problems.add(problem);
            tenon.say(problem);
        }
    }

    private Set<String> models(HostClient host) {
        JsonNode all = host.get("models");
        Set<String> ids = new TreeSet<>();
        all.path("installed")
                .forEach(model -> ids.add(model.at("/descriptor/id").asText()));
        if (catalogue) {
            all.path("catalogue").forEach(entry -> ids.add(entry.path("id").asText()));
        }
        return names.isEmpty() ? ids : new TreeSet<>(names);
    }

    private void quantize(Tenon tenon, HostClient host, JobFollower jobs, String model) {
        if (variants(host, model).isMissingNode()) {
            tenon.say(model + ": is added");
            jobs.run(ModelCommands.request("model-add", model));
        }
        for (String scheme : schemes.isEmpty() ? List.of("") : schemes) {
            if (again || !isTried(host, model, scheme)) {
                tenon.say(model + ": is quantized" + (scheme.isEmpty() ? "" : " to " + scheme));
                ObjectNode request = ModelCommands.request("model-quantize", model)
                        .put("scheme", scheme)
                        .put("device", device)
                        .put("evaluation", data(model, "", ".npz", "-evaluation.npz"))
                        .put("calibration", data(model, "-calibration.npz"));
                work(
                        tenon,
                        model,
                        () -> tenon.say(jobs.run(request).path("result").asText()));
            }
        }
    }

    private String data(String model, String... ends) {
        for (String end : data == null ? new String[0] : ends) {
            Path place = data.resolve(model + end).toAbsolutePath().normalize();
            if (Files.exists(place)) {
                return place.toString();
            }
        }
        return "";
    }

    private static JsonNode variants(HostClient host, String model) {
        return host.get("models").path("variants").path(model);
    }

    private boolean isTried(HostClient host, String model, String scheme) {
        for (JsonNode variant : variants(host, model)) {
            JsonNode report = variant.path("report");
            boolean isFor =
                    device.isEmpty() || device.equals(report.at("/device/kind").asText());
            if (isFor
                    && (scheme.isEmpty() || scheme.equals(report.path("scheme").asText()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPassed(HostClient host, String model) {
        for (JsonNode variant : variants(host, model)) {
            if (new VariantView(variant.path("report")).isPassed()) {
                return true;
            }
        }
        return false;
    }

    private int show(Tenon tenon, JsonNode models) {
        if (!names.isEmpty() && models.path("variants") instanceof ObjectNode variants) {
            variants.retain(names);
        }
        ModelStats stats = ModelStats.of(models);
        ObjectNode document = stats.document();
        problems.forEach(document.putArray("problems")::add);
        ArrayNode releases = document.putArray("published");
        published.forEach(release -> releases.add(release.document()));
        tenon.show(document, () -> {
            List<String> lines = new ArrayList<>(stats.lines());
            published.forEach(release -> lines.add(release.line()));
            problems.forEach(problem -> lines.add("not done: " + problem));
            return lines;
        });
        return problems.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
