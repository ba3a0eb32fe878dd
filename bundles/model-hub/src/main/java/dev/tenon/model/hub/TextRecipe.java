// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a text becomes a vector: the files of sentence-transformers as a descriptor's {@code text}. Repositories of models
 * that were only converted leave them out; then those of the model that was converted count ({@code base_model} of the
 * card).
 */
final class TextRecipe {
    static final String POOLING = "1_Pooling/config.json";

    private static final int MOST_TOKENS = 65_536;
    private static final Set<String> PARTS = Set.of("Transformer", "Pooling", "Normalize");

    /** By the keys of {@value #POOLING}. */
    private static final Map<String, String> MODES = Map.of(
            "pooling_mode_cls_token", "cls",
            "pooling_mode_mean_tokens", "mean",
            "pooling_mode_max_tokens", "max");

    /** These count the tokens from behind the one for padding, so that two places fewer are theirs. */
    private static final Set<String> TWO_FEWER = Set.of("roberta", "xlm-roberta", "camembert", "mpnet");

    private TextRecipe() {}

    /**
     * Finds it.
     *
     * @param visit the model's repository
     * @param config its config.json, or nothing
     * @return empty if nothing says how the vectors of tokens become one
     * @throws ModelRefusedException if it is a way that descriptors do not know
     */
    static Optional<ObjectNode> of(Visit visit, JsonNode config) {
        Visit describing = visit;
        if (!visit.repository().files().containsKey(POOLING)) {
            Optional<Visit> base = base(visit);
            if (base.isEmpty()) {
                return Optional.empty();
            }
            describing = base.get();
        }
        checkParts(describing);
        Optional<String> pooling = pooling(describing.json(POOLING));
        if (pooling.isEmpty()) {
            throw new ModelRefusedException(
                    Reason.UNSUPPORTED,
                    describing.reference().repository() + " makes one vector of those of the tokens in a way that is"
                            + " not known here (" + POOLING + "); known are mean, cls and max");
        }
        ObjectNode text = Visit.MAPPER.createObjectNode().put("tokenizer", Descriptors.TOKENIZER);
        text.put("pooling", pooling.get());
        tokens(describing, config).ifPresent(most -> text.put("maxTokens", most));
        JsonNode prompts = describing.json("config_sentence_transformers.json");
        String prompt = prompts.path("prompts")
                .path(prompts.path("default_prompt_name").asText())
                .asText();
        if (!prompt.isEmpty()) {
            text.put("prefix", prompt);
        }
        return Optional.of(text);
    }

    private static Optional<Visit> base(Visit visit) {
        JsonNode written = visit.repository().about().path("cardData").path("base_model");
        String base = written.isArray() && written.size() == 1 ? written.path(0).asText() : written.asText();
        if (base.isEmpty() || base.equals(visit.reference().repository())) {
            return Optional.empty();
        }
        try {
            return Optional.of(visit.of(HubReference.parse(HubReference.SCHEME + ":" + base)))
                    .filter(other -> other.repository().files().containsKey(POOLING));
        } catch (ModelRefusedException e) {
            if (e.reason() == Reason.UNKNOWN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A further layer behind the pooling is not in the ONNX file's vectors of tokens. */
    private static void checkParts(Visit visit) {
        for (JsonNode module : visit.json("modules.json")) {
            String type = module.path("type").asText();
            if (!PARTS.contains(type.substring(type.lastIndexOf('.') + 1))) {
                throw new ModelRefusedException(
                        Reason.UNSUPPORTED,
                        visit.reference().repository() + " has a part " + type + " behind the pooling, which cannot be"
                                + " described; give a descriptor of your own with --descriptor");
            }
        }
    }

    private static Optional<String> pooling(JsonNode config) {
        String mode = config.path("pooling_mode").asText();
        if (!mode.isEmpty()) {
            return Optional.of(mode).filter(MODES::containsValue);
        }
        List<String> on = config.properties().stream()
                .filter(entry -> entry.getKey().startsWith("pooling_mode_"))
                .filter(entry -> entry.getValue().asBoolean())
                .map(Map.Entry::getKey)
                .toList();
        return on.size() == 1 ? Optional.ofNullable(MODES.get(on.get(0))) : Optional.empty();
    }

    private static Optional<Integer> tokens(Visit visit, JsonNode config) {
        int places = config.path("max_position_embeddings").asInt(0);
        int usable = TWO_FEWER.contains(config.path("model_type").asText()) ? places - 2 : places;
        for (JsonNode said : List.of(
                visit.json("sentence_bert_config.json").path("max_seq_length"),
                visit.json("tokenizer_config.json").path("model_max_length"))) {
            if (said.canConvertToInt() && said.asInt() > 0 && said.asInt() <= MOST_TOKENS) {
                return Optional.of(usable > 0 ? Math.min(usable, said.asInt()) : said.asInt());
            }
        }
        return usable > 0 && usable <= MOST_TOKENS ? Optional.of(usable) : Optional.empty();
    }
}
