// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The tokens that a model wants around a text: the file's {@code post_processor}.
 *
 * @param before ids
 * @param after ids
 */
record Framing(List<Integer> before, List<Integer> after) {
    private static final Framing NONE = new Framing(List.of(), List.of());

    static Framing read(Optional<Part> part) {
        return part.map(Framing::read).orElse(NONE);
    }

    private static Framing read(Part part) {
        return switch (part.type()) {
            case "TemplateProcessing" -> template(part);
            case "BertProcessing", "RobertaProcessing" ->
                new Framing(List.of(pair(part, "cls")), List.of(pair(part, "sep")));
            case "ByteLevel" -> NONE;
            case "Sequence" ->
                part.parts("processors").stream().map(Framing::read).reduce(NONE, Framing::within);
            default -> throw part.unknown("post-processor");
        };
    }

    private Framing within(Framing outer) {
        return new Framing(
                IntStream.concat(ints(outer.before), ints(before)).boxed().toList(),
                IntStream.concat(ints(after), ints(outer.after)).boxed().toList());
    }

    private static IntStream ints(List<Integer> ids) {
        return ids.stream().mapToInt(Integer::intValue);
    }

    private static int pair(Part part, String key) {
        return Part.number(part.array(key).path(1), part.place() + "/" + key + "/1");
    }

    private static Framing template(Part part) {
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        int texts = 0;
        for (Part each : part.parts("single")) {
            if (each.has("Sequence")) {
                texts++;
            } else {
                String name = each.part("SpecialToken").text("id");
                Part tokens = part.part("special_tokens").part(name);
                for (JsonNode id : tokens.array("ids")) {
                    (texts == 0 ? before : after).add(Part.number(id, tokens.place() + "/ids"));
                }
            }
        }
        if (texts != 1) {
            throw new TokenizerFormatException(part.place() + "/single", "the text must stand in it once");
        }
        return new Framing(List.copyOf(before), List.copyOf(after));
    }

    int size() {
        return before.size() + after.size();
    }

    /** The ids between the frame's. */
    int[] around(int[] ids) {
        return IntStream.concat(IntStream.concat(ints(before), IntStream.of(ids)), ints(after))
                .toArray();
    }
}
