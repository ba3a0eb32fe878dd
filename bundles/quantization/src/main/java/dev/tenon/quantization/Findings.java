// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.runtime.VariantReport;
import dev.tenon.runtime.VariantReport.Device;
import dev.tenon.runtime.VariantReport.Layer;
import dev.tenon.runtime.VariantReport.Recipe;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a work.
 *
 * @param job what was asked for
 * @param data what it was done with
 * @param passage the way through the gate
 * @param written what stands in the folder of the result
 * @param remarks what else should be known
 */
record Findings(Job job, Data data, Passage passage, VariantFolder.Written written, List<String> remarks) {
    /**
     * Reports them.
     *
     * @param seconds how long the first variant took to make
     */
    VariantReport report(double seconds) {
        Gate.Result found = passage.found();
        Trial best = found.best();
        List<String> all = new ArrayList<>(remarks);
        all.addAll(best.made().remarks());
        List<Layer> layers = best.made().layers().stream()
                .map(layer ->
                        new Layer(layer.name(), layer.operator(), layer.scheme(), layer.parameters(), layer.why()))
                .toList();
        boolean isSampled = best.isSampled();
        return new VariantReport(
                job.model().id(),
                job.sha256(),
                written.sha256(),
                passage.scheme(),
                new Device(job.device(), job.instructionSets()),
                job.quantizer(),
                written.verdict(),
                written.reason(),
                best.quality(),
                written.size(),
                written.speed(),
                new Recipe(
                        best.isRanged() ? best.ranges().name() : "",
                        isSampled ? data.digest() : "",
                        isSampled ? data.samples().size() : 0,
                        found.trials(),
                        best.raised(),
                        seconds),
                layers,
                all.stream().distinct().toList(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
