// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenon.api.model.ImagePreprocessing;
import dev.tenon.api.model.ModelDescriptor;
import dev.tenon.api.model.TextEncoding;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.TensorSpec;
import dev.tenon.runtime.InputRecipe;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A descriptor as JSON, of the form that {@code model.schema.json} describes. Immutable. */
final class ModelJson {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ObjectNode json;

    private ModelJson(ObjectNode json) {
        this.json = json;
    }

    /**
     * Reads a descriptor; its form is not checked beyond being an object.
     *
     * @param whence names it in the message
     * @param text UTF-8
     * @throws ModelRefusedException if it is no JSON object
     */
    static ModelJson parse(String whence, byte[] text) {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return new ModelJson(object);
            }
            throw new ModelRefusedException(
                    Reason.BAD_DESCRIPTOR, "the descriptor " + whence + " must be a JSON object");
        } catch (JsonProcessingException e) {
            throw new ModelRefusedException(
                    Reason.BAD_DESCRIPTOR,
                    "the descriptor " + whence + " is no JSON: line "
                            + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It says nothing else. */
    static ModelJson ofFormat(String format) {
        return new ModelJson(MAPPER.createObjectNode().put("format", format));
    }

    /** The JSON; not to be changed. */
    ObjectNode node() {
        return json;
    }

    String id() {
        return json.path("id").asText();
    }

    String name() {
        return json.path("name").asText(id());
    }

    String task() {
        return json.path("task").asText();
    }

    String format() {
        return json.path("format").asText();
    }

    String license() {
        return json.path("license").asText("unknown");
    }

    /** When it was installed; the beginning of time if that is not known. */
    Instant added() {
        return json.has("added") ? Instant.parse(json.path("added").asText()) : Instant.EPOCH;
    }

    /** The files that it names, the model first; empty if it names none. */
    List<FileSpec> files() {
        List<FileSpec> files = new ArrayList<>();
        for (JsonNode file : json.path("files")) {
            files.add(new FileSpec(
                    file.path("name").asText(),
                    text(file, "url").map(URI::create),
                    text(file, "sha256"),
                    file.path("bytes").asLong(0)));
        }
        return files;
    }

    /** The files that it names besides in {@link #files()}: tokenizer and labels. */
    List<String> companions() {
        return Stream.of(text(json.path("text"), "tokenizer"), labelsFile().map(LabelsFile::name))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The file of labels and the part of it, if the labels are in a file. */
    Optional<LabelsFile> labelsFile() {
        return text(json, "labelsFile").map(LabelsFile::parse);
    }

    private static Optional<String> text(JsonNode node, String property) {
        return node.has(property) ? Optional.of(node.path(property).asText()) : Optional.empty();
    }

    /**
     * Makes the descriptor that plugins see.
     *
     * @param fileLabels the labels that were read from {@link #labelsFile()}, else empty
     * @throws IllegalArgumentException if a value is out of range
     */
    ModelDescriptor descriptor(List<String> fileLabels) {
        List<String> labels = new ArrayList<>(fileLabels);
        json.path("labels").forEach(label -> labels.add(label.asText()));
        return new ModelDescriptor(
                id(),
                name(),
                json.path("summary").asText(),
                task(),
                format(),
                license(),
                specs("inputs"),
                specs("outputs"),
                json.has("image") ? Optional.of(image(json.path("image"))) : Optional.empty(),
                labels,
                json.has("text") ? Optional.of(text(json.path("text"))) : Optional.empty());
    }

    /** The inputs or outputs that are described; empty if none are. */
    List<TensorSpec> specs(String property) {
        List<TensorSpec> specs = new ArrayList<>();
        for (JsonNode spec : json.path(property)) {
            List<Long> extents = new ArrayList<>();
            spec.path("shape").forEach(extent -> extents.add(extent.isNull() ? Shape.ANY : extent.asLong()));
            specs.add(new TensorSpec(
                    spec.path("name").asText(),
                    ElementType.valueOf(spec.path("type").asText().toUpperCase(Locale.ROOT)),
                    new Shape(extents)));
        }
        return specs;
    }

    /** How inputs are made where nobody gives any. */
    InputRecipe recipe() {
        return Recipes.read(json.path("evaluation"));
    }

    private static ImagePreprocessing image(JsonNode image) {
        var channels = ImagePreprocessing.Channels.valueOf(upper(image, "channels", "rgb"));
        return new ImagePreprocessing(
                image.path("width").asInt(),
                image.path("height").asInt(),
                channels,
                ImagePreprocessing.Layout.valueOf(upper(image, "layout", "nchw")),
                ImagePreprocessing.Fit.valueOf(upper(image, "fit", "stretch")),
                image.path("scale").asDouble(1),
                numbers(image.path("mean"), channels.count(), 0),
                numbers(image.path("deviation"), channels.count(), 1));
    }

    private static TextEncoding text(JsonNode text) {
        return new TextEncoding(
                text.path("tokenizer").asText(),
                TextEncoding.Pooling.valueOf(upper(text, "pooling", "mean")),
                text.path("maxTokens").asInt(512),
                text.path("prefix").asText(""));
    }

    private static String upper(JsonNode node, String property, String otherwise) {
        return node.path(property).asText(otherwise).toUpperCase(Locale.ROOT);
    }

    private static List<Double> numbers(JsonNode array, int count, double otherwise) {
        List<Double> numbers = new ArrayList<>(array.isEmpty() ? Collections.nCopies(count, otherwise) : List.of());
        array.forEach(number -> numbers.add(number.asDouble()));
        return numbers;
    }

    /** The same with inputs and outputs where they were not described. */
    ModelJson withSpecs(List<TensorSpec> inputs, List<TensorSpec> outputs) {
        ObjectNode copy = json.deepCopy();
        putSpecs(copy, "inputs", inputs);
        putSpecs(copy, "outputs", outputs);
        return new ModelJson(copy);
    }

    private static void putSpecs(ObjectNode to, String property, List<TensorSpec> specs) {
        if (to.has(property)) {
            return;
        }
        ArrayNode array = to.putArray(property);
        for (TensorSpec spec : specs) {
            ObjectNode node = array.addObject();
            node.put("name", spec.name());
            node.put("type", spec.type().name().toLowerCase(Locale.ROOT));
            ArrayNode shape = node.putArray("shape");
            for (long extent : spec.shape().dimensions()) {
                if (extent == Shape.ANY) {
                    shape.addNull();
                } else {
                    shape.add(extent);
                }
            }
        }
    }

    /** The same as it is kept with an installed model: with the files that are there, and where and when it came. */
    ModelJson installed(List<FileSpec> files, String source, Instant added) {
        ObjectNode copy = json.deepCopy();
        ArrayNode array = copy.putArray("files");
        for (FileSpec file : files) {
            ObjectNode node = array.addObject();
            node.put("name", file.name());
            file.url().ifPresent(url -> node.put("url", url.toString()));
            file.sha256().ifPresent(sha256 -> node.put("sha256", sha256));
            node.put("bytes", file.bytes());
        }
        copy.put("source", source);
        copy.put("added", added.toString());
        return new ModelJson(copy);
    }

    /** The same without what the model is known to answer: a variant answers a little otherwise. */
    ModelJson withoutAnswers() {
        ObjectNode copy = json.deepCopy();
        copy.remove("expected");
        return new ModelJson(copy);
    }

    /** The same as a bundle brings it along: with these files alone, and without where and when it was installed. */
    ModelJson packed(List<FileSpec> files) {
        ObjectNode copy = installed(files, "", Instant.EPOCH).json;
        copy.remove(List.of("source", "added"));
        return new ModelJson(copy);
    }

    /** UTF-8, indented. */
    byte[] bytes() {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }
}
