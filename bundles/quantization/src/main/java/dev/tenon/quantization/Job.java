// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.api.backend.Backend;
import dev.tenon.api.model.ImagePreprocessing;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.model.ModelDescriptor;
import dev.tenon.runtime.InputRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the host asks of the worker, as a file of JSON.
 *
 * @param model of the descriptor, what matters to a quantizer and to the reading of data
 * @param file the original
 * @param sha256 of it
 * @param scheme that is wanted; empty for the device's
 * @param device kind of device
 * @param instructionSets what it understands
 * @param evaluation file or folder; empty if there is none
 * @param calibration file or folder; empty to take some of the evaluation's items
 * @param quantizer who writes the variant, for the report
 * @param strategy whose strategy chooses the scheme, for the report; empty if it is the built-in one
 * @param isBackground whether nobody waits for it
 * @param limits of the gate
 */
record Job(
        Model model,
        String file,
        String sha256,
        String scheme,
        String device,
        List<String> instructionSets,
        String evaluation,
        String calibration,
        String quantizer,
        String strategy,
        boolean isBackground,
        Limits limits) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What is known of a model. */
    record Model(
            String id,
            String name,
            String task,
            String format,
            List<String> labels,
            @Nullable ImagePreprocessing image,
            InputRecipe recipe) {
        static Model of(ModelDescriptor descriptor, InputRecipe recipe) {
            return new Model(
                    descriptor.id(),
                    descriptor.name(),
                    descriptor.task(),
                    descriptor.format(),
                    descriptor.labels(),
                    descriptor.image().orElse(null),
                    recipe);
        }

        ModelDescriptor descriptor() {
            return new ModelDescriptor(
                    id, name, "", task, format, "", List.of(), List.of(), Optional.ofNullable(image), labels);
        }
    }

    /** As {@link GateSettings}, in numbers. */
    record Limits(double required, int trials, long seconds, int calibrationItems) {
        GateSettings settings() {
            return new GateSettings(required, trials, Duration.ofSeconds(seconds), calibrationItems);
        }
    }

    /** Returns the kind of device that a backend measures on: the one that is meant, or else its best. */
    String measuredOn(Backend backend) {
        List<String> kinds = backend.descriptor().deviceKinds();
        return kinds.contains(device) ? device : kinds.get(0);
    }

    void write(Path to) throws IOException {
        Files.write(to, JSON.writeValueAsBytes(this));
    }

    static Job read(Path from) throws IOException {
        return JSON.readValue(Files.readAllBytes(from), Job.class);
    }

    InstalledModel installed() throws IOException {
        return new InstalledModel(model.descriptor(), Path.of(file), sha256, Files.size(Path.of(file)));
    }
}
