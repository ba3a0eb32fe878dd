// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** How a picture becomes numbers: {@code preprocessor_config.json} of transformers as a descriptor's {@code image}. */
final class ImageRecipe {
    /** From this size on, ConvNeXT's processor stretches a picture instead of cutting its middle out. */
    private static final int STRETCHED_FROM = 384;

    private static final int CHANNELS = 3;

    private ImageRecipe() {}

    /**
     * Translates.
     *
     * @param config the file, or nothing
     * @return empty if it is about something else than pictures of one size
     */
    static Optional<ObjectNode> of(JsonNode config) {
        Optional<ObjectNode> image = target(config);
        image.ifPresent(node -> numbers(config, node));
        return image;
    }

    private static Optional<ObjectNode> target(JsonNode config) {
        if (config.path("do_center_crop").asBoolean(false)) {
            return extents(config.path("crop_size"), "crop");
        }
        JsonNode size = config.path("size");
        int edge = size.path("shortest_edge").asInt(size.asInt(0));
        boolean isCut = config.has("crop_pct") || type(config).startsWith("ConvNext");
        if (isCut && edge > 0) {
            return Optional.of(node(edge, edge, edge < STRETCHED_FROM ? "crop" : "stretch"));
        }
        return extents(size, "stretch");
    }

    private static String type(JsonNode config) {
        return config.path("image_processor_type")
                .asText(config.path("feature_extractor_type").asText());
    }

    private static Optional<ObjectNode> extents(JsonNode size, String fit) {
        int height = size.path("height").asInt(size.asInt(0));
        int width = size.path("width").asInt(size.asInt(0));
        boolean isSize = height > 0 && width > 0 && height <= 16384 && width <= 16384;
        return isSize ? Optional.of(node(width, height, fit)) : Optional.empty();
    }

    private static ObjectNode node(int width, int height, String fit) {
        return Visit.MAPPER
                .createObjectNode()
                .put("width", width)
                .put("height", height)
                .put("channels", "rgb")
                .put("layout", "nchw")
                .put("fit", fit);
    }

    /** Theirs: value * rescale_factor, then (… - image_mean) / image_std; each step can be off. */
    private static void numbers(JsonNode config, ObjectNode image) {
        if (config.path("do_flip_channel_order").asBoolean(false)) {
            image.put("channels", "bgr");
        }
        boolean isScaled = config.path("do_rescale").asBoolean(true);
        image.put("scale", isScaled ? config.path("rescale_factor").asDouble(1 / 255.0) : 1);
        boolean isNormalized = config.path("do_normalize").asBoolean(true) && config.has("image_mean");
        double offset = config.path("rescale_offset").asBoolean(false) ? 1 : 0;
        ArrayNode mean = image.putArray("mean");
        ArrayNode deviation = image.putArray("deviation");
        for (int channel = 0; channel < CHANNELS; channel++) {
            mean.add(offset + (isNormalized ? number(config.path("image_mean"), channel, 0) : 0));
            deviation.add(isNormalized ? number(config.path("image_std"), channel, 1) : 1);
        }
    }

    private static double number(JsonNode numbers, int channel, double otherwise) {
        return numbers.isArray() ? numbers.path(channel).asDouble(otherwise) : numbers.asDouble(otherwise);
    }
}
