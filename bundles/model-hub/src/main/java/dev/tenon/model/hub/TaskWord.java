// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenon.api.model.Tasks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a model does, in the words of descriptors. */
final class TaskWord {
    /** Where hubs call it otherwise. */
    private static final Map<String, String> OURS = Map.of(
            "feature-extraction", Tasks.EMBEDDING,
            "sentence-similarity", Tasks.EMBEDDING,
            "tabular-classification", Tasks.TABULAR,
            "tabular-regression", Tasks.TABULAR);

    /** What the class of a model's head says (transformers: {@code architectures} of config.json). */
    private static final Map<String, String> HEADS = Map.of(
            "ForImageClassification", Tasks.IMAGE_CLASSIFICATION,
            "ForObjectDetection", Tasks.OBJECT_DETECTION,
            "ForSequenceClassification", Tasks.TEXT_CLASSIFICATION,
            "ForTokenClassification", "token-classification",
            "ForQuestionAnswering", "question-answering",
            "ForMaskedLM", "fill-mask",
            "ForCausalLM", Tasks.TEXT_GENERATION,
            "ForAudioClassification", "audio-classification",
            "ForSemanticSegmentation", "image-segmentation",
            "ForDepthEstimation", "depth-estimation");

    private TaskWord() {}

    /**
     * Finds it: what the hub says, what the repository's files say, what the model's head says.
     *
     * @param repository with what the hub says of it
     * @param config config.json, or nothing
     */
    static Optional<String> of(Repository repository, JsonNode config) {
        String hub = Stream.of(repository.about(), repository.about().path("cardData"))
                .map(node -> node.path("pipeline_tag").asText())
                .filter(word -> word.matches("[a-z0-9][a-z0-9-]{0,63}"))
                .findFirst()
                .orElse("");
        if (!hub.isEmpty()) {
            return Optional.of(OURS.getOrDefault(hub, hub));
        }
        if (List.of("modules.json", TextRecipe.POOLING).stream().anyMatch(repository.files()::containsKey)) {
            return Optional.of(Tasks.EMBEDDING);
        }
        String architecture = config.path("architectures").path(0).asText();
        return HEADS.entrySet().stream()
                .filter(head -> architecture.endsWith(head.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
