// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Has models quantized by both sides, and judges what comes of it. */
final class QuantTrial {
    private static final float SPOIL = 8;

    private final Path data;
    private final QuantSets sets;
    private final QuantPeer peer;
    private final Optional<QuantHost> host;
    private final boolean isControl;
    private int spoiltUsed;

    /** Without a host the peer is measured alone. */
    QuantTrial(Path data, QuantSets sets, QuantPeer peer, Optional<QuantHost> host, boolean isControl) {
        this.data = data;
        this.sets = sets;
        this.peer = peer;
        this.host = host;
        this.isControl = isControl;
    }

    /** How many variants the host put to use though their bytes were no longer those of their report. */
    int spoiltUsed() {
        return spoiltUsed;
    }

    /** A row for each scheme of a model. */
    List<QuantRow> rows(QuantModel model, List<String> schemes) throws Exception {
        Path file = data.resolve(model.file());
        QuantSets.Pair pair = sets.of(model);
        QuantJudge judge = new QuantJudge(model.metric(), file, NpzFile.read(pair.evaluation()));
        if (host.isPresent()) {
            host.get().add(model.id(), file, model.task(), model.license());
        }
        List<QuantRow> rows = new ArrayList<>();
        for (String scheme : schemes) {
            List<String> remarks = new ArrayList<>();
            Optional<QuantRow.Ours> ours = host.isPresent()
                    ? Optional.of(ours(host.get(), model.id(), scheme, pair, judge, remarks))
                    : Optional.empty();
            rows.add(new QuantRow(
                    model.id(),
                    scheme,
                    model.metric(),
                    judge.original(),
                    Files.size(file),
                    ours,
                    theirs(model.id(), file, scheme, pair, judge, remarks),
                    remarks));
        }
        return rows;
    }

    private QuantRow.Ours ours(
            QuantHost host, String id, String scheme, QuantSets.Pair pair, QuantJudge judge, List<String> remarks)
            throws IOException, InterruptedException, OrtException {
        QuantHost.End end = host.quantize(id, scheme, pair.calibration(), pair.evaluation(), 0);
        if (!end.isDone()) {
            remarks.add(end.message());
        }
        QuantHost.Variant variant = host.variant(id, scheme).orElse(null);
        if (variant == null) {
            return new QuantRow.Ours("NONE", 0, 0, 0, 0, 0, 0, Optional.empty());
        }
        Optional<Path> file = host.file(variant);
        if (isControl && file.isPresent()) {
            spoil(host, id, variant.name(), file.get(), remarks);
        }
        return ours(variant.report(), file.isPresent() ? Optional.of(judge.scores(file.get())) : Optional.empty());
    }

    private void spoil(QuantHost host, String id, String name, Path file, List<String> remarks)
            throws IOException, InterruptedException {
        if (!OnnxPatch.multiplyScales(file, SPOIL)) {
            remarks.add("no scale was found to be spoilt");
            return;
        }
        QuantHost.End end = host.use(id, name);
        if (end.isDone() || host.isUsed(id, name)) {
            spoiltUsed++;
        }
        remarks.add("spoilt: " + (end.isDone() ? "the host took it" : end.message()));
    }

    private static QuantRow.Ours ours(JsonNode report, Optional<double[]> scores) {
        JsonNode recipe = report.path("recipe");
        double ms = report.path("speed").path("ms").asDouble();
        return new QuantRow.Ours(
                report.path("verdict").asText("NONE").toUpperCase(Locale.ROOT),
                recipe.path("raised").asInt(),
                recipe.path("trials").asInt(),
                recipe.path("seconds").asDouble(),
                report.path("size").path("bytes").asLong(),
                ms == 0 ? 0 : report.path("speed").path("originalMs").asDouble() / ms,
                report.path("quality").path("retainedLow").asDouble(),
                scores);
    }

    private Optional<QuantRow.Theirs> theirs(
            String id, Path model, String scheme, QuantSets.Pair pair, QuantJudge judge, List<String> remarks)
            throws IOException, InterruptedException {
        QuantPeer.Made made =
                peer.quantize(id, model, pair.calibration(), scheme).orElse(null);
        if (made == null) {
            return Optional.empty();
        }
        made.remarks().forEach(remark -> remarks.add("ORT: " + remark));
        if (made.file().isEmpty()) {
            return Optional.of(new QuantRow.Theirs(0, 0, 0, Optional.empty()));
        }
        Path file = made.file().get();
        Optional<double[]> scores = Optional.empty();
        try {
            scores = Optional.of(judge.scores(file));
        } catch (OrtException e) {
            remarks.add("ORT: its file does not run: " + e.getMessage());
        }
        QuantRow.Theirs theirs = new QuantRow.Theirs(made.seconds(), Files.size(file), made.share(), scores);
        if (!theirs.isCompared()) {
            remarks.add("ORT: leaves " + Math.round(100 * (1 - made.share()))
                    + " % of the weights as they are: not compared");
        }
        return Optional.of(theirs);
    }

    /** The share of a generated model's size, the worst of those that are large; NaN if there is no variant. */
    static double bigSize(QuantHost host, Path folder, String scheme) throws IOException, InterruptedException {
        double worst = 0;
        for (int[] form : new int[][] {{5, 1_024}, {2, 2_048}}) {
            String id = "stack-" + form[0] + "-" + form[1];
            Path file = folder.resolve(id + ".onnx");
            Path calibration = folder.resolve(id + "-calibration.npz");
            Path evaluation = folder.resolve(id + "-evaluation.npz");
            if (!Files.exists(file)) {
                Files.write(file, OnnxStack.model(form[0], form[1]));
                OnnxStack.inputs(32, form[1], 5).write(calibration);
                OnnxStack.inputs(64, form[1], 6).write(evaluation);
                host.add(id, file, "other", "Apache-2.0");
            }
            // Random weights lose more than learnt ones; here the size alone counts.
            QuantHost.End end = host.quantize(id, scheme, calibration, evaluation, 0.5);
            JsonNode size = host.variant(id, scheme)
                    .map(variant -> variant.report().path("size"))
                    .orElse(null);
            if (!end.isDone() || size == null) {
                System.err.println(id + " in " + scheme + ": " + end.message());
                return Double.NaN;
            }
            worst = Math.max(
                    worst,
                    size.path("bytes").asDouble() / size.path("originalBytes").asDouble());
        }
        return worst;
    }
}
