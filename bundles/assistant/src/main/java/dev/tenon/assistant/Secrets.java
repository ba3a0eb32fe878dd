// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenon.api.skill.Arguments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a skill's schema marks {@code "writeOnly": true}, JSON Schema's word for what is given and never shown again. */
final class Secrets {
    private Secrets() {}

    /**
     * Keeps a skill's secrets out of the trace. Where its schema marks something and no value of it is known, the request
     * as a whole is kept out.
     *
     * @param arguments as they were read; empty if they were not
     */
    static void keep(Installed skill, Optional<Arguments> arguments, Recorder recorder) {
        JsonNode schema = skill.schema().node();
        if (schema.findValues("writeOnly").stream().noneMatch(JsonNode::asBoolean)) {
            return;
        }
        List<String> values = arguments.map(given -> of(schema, given)).orElse(List.of());
        if (values.isEmpty()) {
            recorder.hideRequest();
        } else {
            recorder.hide(values);
        }
    }

    /** The marked values among arguments, as text. */
    static List<String> of(JsonNode schema, Arguments arguments) {
        List<String> found = new ArrayList<>();
        collect(schema, arguments.values(), false, found);
        return found;
    }

    private static void collect(JsonNode schema, Object value, boolean inside, List<String> found) {
        boolean secret = inside || schema.path("writeOnly").asBoolean();
        if (value instanceof Map<?, ?> map) {
            map.forEach(
                    (name, each) -> collect(schema.path("properties").path(String.valueOf(name)), each, secret, found));
        } else if (value instanceof Collection<?> items) {
            items.forEach(each -> collect(schema.path("items"), each, secret, found));
        } else if (secret) {
            found.add(String.valueOf(value));
        }
    }
}
