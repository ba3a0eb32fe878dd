// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenon.runtime.InputRecipe;
import dev.tenon.runtime.InputRecipe.Generator;
import dev.tenon.runtime.InputRecipe.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the part {@code evaluation} of a descriptor. Stateless. */
final class Recipes {
    private Recipes() {}

    /**
     * Reads it.
     *
     * @param evaluation fit for the schema, or missing
     * @throws IllegalArgumentException if a range is the wrong way round
     */
    static InputRecipe read(JsonNode evaluation) {
        Map<String, Generator> inputs = new TreeMap<>();
        evaluation
                .path("inputs")
                .properties()
                .forEach(input -> inputs.put(input.getKey(), generator(input.getValue())));
        return new InputRecipe(evaluation.path("data").asText(), inputs);
    }

    private static Generator generator(JsonNode node) {
        List<Long> extents = new ArrayList<>();
        node.path("extents").forEach(extent -> extents.add(extent.asLong()));
        if (node.has("constant")) {
            return new Generator(Kind.CONSTANT, node.path("constant").asDouble(), 0, extents);
        }
        Kind kind = node.has("normal") ? Kind.NORMAL : Kind.UNIFORM;
        JsonNode numbers = node.path(kind == Kind.NORMAL ? "normal" : "uniform");
        return new Generator(kind, numbers.path(0).asDouble(), numbers.path(1).asDouble(), extents);
    }
}
