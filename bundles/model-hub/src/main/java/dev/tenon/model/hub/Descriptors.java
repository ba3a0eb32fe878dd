// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenon.api.model.Tasks;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Writes a model's descriptor from what its repository says. */
final class Descriptors {
    static final String TOKENIZER = "tokenizer.json";

    /** A descriptor's picture is the first input; models of other tasks may ask for a text first. */
    private static final Set<String> ONE_PICTURE = Set.of(
            Tasks.IMAGE_CLASSIFICATION,
            Tasks.OBJECT_DETECTION,
            Tasks.FACE_DETECTION,
            Tasks.IMAGE_TO_IMAGE,
            "image-segmentation",
            "image-feature-extraction",
            "depth-estimation");

    private static final int LONGEST_ID = 64;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SUMMARY = 200;

    private Descriptors() {}

    /**
     * Writes.
     *
     * @param visit the repository
     * @param files the model
     * @return without files, inputs and outputs
     * @throws ModelRefusedException if the repository does not say enough; the message says what to write oneself
     */
    static ObjectNode write(Visit visit, ModelFiles files) {
        Repository repository = visit.repository();
        JsonNode config = visit.json(files.model(), "config.json");
        ObjectNode json = base(visit, files);
        String task = TaskWord.of(repository, config)
                .orElseThrow(() -> unsaid(
                        visit,
                        files,
                        "what the model does (pipeline_tag)",
                        base(visit, files).put("task", Tasks.IMAGE_CLASSIFICATION)));
        json.put("task", task);
        json.put("format", "onnx");
        json.put(
                "summary",
                cut(
                        task + " from " + visit.reference().repository() + ", commit "
                                + repository.commit().substring(0, 10),
                        LONGEST_SUMMARY));
        Licences.of(repository.about()).ifPresent(licence -> json.put("license", licence));
        if (task.equals(Tasks.EMBEDDING)) {
            json.set("text", text(visit, files, config));
        } else {
            if (ONE_PICTURE.contains(task)) {
                ImageRecipe.of(visit.json(files.model(), "preprocessor_config.json"))
                        .ifPresent(image -> json.set("image", image));
            }
            List<String> labels = labels(config);
            if (!labels.isEmpty()) {
                ArrayNode array = json.putArray("labels");
                labels.forEach(array::add);
            }
        }
        return json;
    }

    private static ObjectNode base(Visit visit, ModelFiles files) {
        String variant = files.variant();
        String name = visit.reference().repository() + (variant.isEmpty() ? "" : " (" + variant + ")");
        return Visit.MAPPER
                .createObjectNode()
                .put("id", id(visit.reference().name() + (variant.isEmpty() ? "" : "-" + variant)))
                .put("name", cut(name, LONGEST_NAME));
    }

    private static ObjectNode text(Visit visit, ModelFiles files, JsonNode config) {
        if (visit.repository().beside(files.model(), TOKENIZER).isEmpty()) {
            throw new ModelRefusedException(
                    Reason.UNSUPPORTED,
                    visit.reference().repository() + " has no " + TOKENIZER + ", without which no text can be read;"
                            + " save it with a fast tokenizer, or look for another conversion of the model");
        }
        Optional<ObjectNode> text = TextRecipe.of(visit, config);
        if (text.isEmpty()) {
            ObjectNode example = base(visit, files).put("task", Tasks.EMBEDDING);
            example.putObject("text").put("tokenizer", TOKENIZER).put("pooling", "mean");
            throw unsaid(
                    visit, files, "how the vectors of its tokens become one (" + TextRecipe.POOLING + ")", example);
        }
        return text.get();
    }

    private static ModelRefusedException unsaid(Visit visit, ModelFiles files, String what, ObjectNode example) {
        HubReference reference = files.isUsual()
                ? visit.reference()
                : visit.reference().withPath(files.model().path());
        return new ModelRefusedException(
                Reason.BAD_DESCRIPTOR,
                visit.reference().repository() + " does not say " + what + "; write it into a file, for instance "
                        + example.put("format", "onnx") + ", and say tenon model add " + reference
                        + " --descriptor FILE");
    }

    /** Names by index; none if there are gaps, or only numbers behind the word that stands for no name. */
    private static List<String> labels(JsonNode config) {
        JsonNode names = config.path("id2label");
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            labels.add(names.path(Integer.toString(i)).asText());
        }
        boolean isNamed = labels.stream().noneMatch(String::isEmpty)
                && !labels.stream().allMatch(label -> label.matches("LABEL_\\d+"));
        return isNamed ? labels : List.of();
    }

    /** As the schema wants ids; what is too long ends in a digest, so that it stays one model's. */
    static String id(String name) {
        String id =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-").replaceAll("^[._-]+|[._-]+$", "");
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            String mark = Digests.sha256(name.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
            return id.substring(0, Math.min(id.length(), LONGEST_ID - 1 - mark.length()))
                    + (id.isEmpty() ? "" : "-")
                    + mark;
        }
        return id;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
