// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.model;

import dev.tenon.api.tensor.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a model before it runs.
 *
 * @param id lower-case letters, digits, dots, underscores and hyphens, 1 to 64 characters ({@code squeezenet})
 * @param name for people
 * @param summary one sentence for people
 * @param task what the model does, one of {@link Tasks} or a word of its author's
 * @param format file format, which a {@link dev.tenon.api.backend.Backend} must read ({@code onnx})
 * @param license SPDX expression, or a phrase where the licence has none
 * @param inputs what the model asks for; empty if it was not described (the file then tells)
 * @param outputs what the model gives; empty if it was not described
 * @param image how a picture becomes the first input; empty if the model reads no picture
 * @param labels names of the classes by index; empty if there are none
 * @param text how a text becomes a vector; empty if the model reads no text, or nobody said how
 */
public record ModelDescriptor(
        String id,
        String name,
        String summary,
        String task,
        String format,
        String license,
        List<TensorSpec> inputs,
        List<TensorSpec> outputs,
        Optional<ImagePreprocessing> image,
        List<String> labels,
        Optional<TextEncoding> text) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the id is ill-formed, or task or format empty
     */
    public ModelDescriptor {
        if (!id.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException("a model's id is 1 to 64 of a-z, 0-9, '.', '_' and '-': '" + id + "'");
        }
        if (task.isBlank() || format.isBlank()) {
            throw new IllegalArgumentException("model " + id + " needs a task and a format");
        }
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        labels = List.copyOf(labels);
    }

    /**
     * Describes a model that reads no text.
     *
     * @param id as above
     * @param name as above
     * @param summary as above
     * @param task as above
     * @param format as above
     * @param license as above
     * @param inputs as above
     * @param outputs as above
     * @param image as above
     * @param labels as above
     * @throws IllegalArgumentException if the id is ill-formed, or task or format empty
     */
    public ModelDescriptor(
            String id,
            String name,
            String summary,
            String task,
            String format,
            String license,
            List<TensorSpec> inputs,
            List<TensorSpec> outputs,
            Optional<ImagePreprocessing> image,
            List<String> labels) {
        this(id, name, summary, task, format, license, inputs, outputs, image, labels, Optional.empty());
    }

    /**
     * Returns the attributes of the capability {@code tenon.model} that this model gives: what the resolver matches
     * requirements of plugins with.
     *
     * @return {@code tenon.model} (the id), {@code task} and {@code format}
     */
    public Map<String, Object> capability() {
        return Map.of("tenon.model", id, "task", task, "format", format);
    }
}
