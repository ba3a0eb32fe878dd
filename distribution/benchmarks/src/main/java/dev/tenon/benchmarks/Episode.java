// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.api.router.Route;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A few examples of each of some intents, and requests whose intent is known.
 *
 * @param routes one per intent
 * @param questions other requests of the same intents
 */
record Episode(List<Route> routes, List<Question> questions) {
    /**
     * A request.
     *
     * @param intent what is meant
     * @param text the words
     */
    record Question(String intent, String text) {}

    /**
     * Draws.
     *
     * @param shots examples per intent
     * @param most questions per intent
     * @param seed of the draw
     * @param shuffled whether the examples are dealt out anew, regardless of their intents: the control
     */
    static Episode of(
            Map<String, List<String>> intents, List<String> names, int shots, int most, long seed, boolean shuffled) {
        Random random = new Random(seed);
        Map<String, List<String>> examples = new LinkedHashMap<>();
        List<Question> questions = new ArrayList<>();
        List<String> dealt = new ArrayList<>();
        for (String name : names) {
            List<String> texts = new ArrayList<>(intents.get(name));
            Collections.shuffle(texts, random);
            examples.put(name, texts.subList(0, shots));
            dealt.addAll(texts.subList(0, shots));
            texts.subList(shots, Math.min(texts.size(), shots + most))
                    .forEach(text -> questions.add(new Question(name, text)));
        }
        if (shuffled) {
            Collections.shuffle(dealt, random);
            int at = 0;
            for (String name : names) {
                examples.put(name, dealt.subList(at, at + shots));
                at += shots;
            }
        }
        List<Route> routes = new ArrayList<>();
        examples.forEach((name, texts) -> routes.add(UnderstandProbe.route(name, texts)));
        return new Episode(List.copyOf(routes), questions);
    }

    /** The examples by intent. */
    Map<String, List<String>> examples() {
        Map<String, List<String>> examples = new LinkedHashMap<>();
        routes.forEach(route ->
                examples.put(route.id(), route.examples().values().iterator().next()));
        return examples;
    }
}
