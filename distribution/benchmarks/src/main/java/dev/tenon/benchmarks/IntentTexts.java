// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The public texts that the encoder is judged by; which intents are held out, {@code train/split.py} says as well. */
final class IntentTexts {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path folder;

    IntentTexts(Path data) {
        folder = data.resolve("text-data");
    }

    /**
     * A question about a paragraph.
     *
     * @param text the question
     * @param paragraph number of its paragraph
     */
    record Question(String text, int paragraph) {}

    /** HWU64, 64 intents: sentences by intent, both sorted. */
    Map<String, List<String>> hwu() throws IOException {
        Map<String, Set<String>> intents = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve("hwu64/train.tsv"))) {
            String[] sides = line.split("\t", 2);
            intents.computeIfAbsent(sides[0], name -> new TreeSet<>()).add(clean(sides[1]));
        }
        return lists(intents);
    }

    /** CLINC150, 150 intents. */
    Map<String, List<String>> clinc() throws IOException {
        return clinc("train", "val", "test");
    }

    private Map<String, List<String>> clinc(String... parts) throws IOException {
        Map<String, Set<String>> intents = new TreeMap<>();
        JsonNode sets =
                MAPPER.readTree(folder.resolve("oos-eval/data_full.json").toFile());
        for (String part : parts) {
            for (JsonNode pair : sets.path(part)) {
                intents.computeIfAbsent(pair.get(1).asText(), name -> new TreeSet<>())
                        .add(clean(pair.get(0).asText()));
            }
        }
        return lists(intents);
    }

    /** The 1,000 test requests of CLINC150 that belong to none of its intents. */
    List<String> clincOutOfScope() throws IOException {
        return clinc("oos_test").get("oos");
    }

    /** 200 other requests that belong nowhere, for the calibration. */
    List<String> clincOutOfScopeForTraining() throws IOException {
        return clinc("oos_train", "oos_val").get("oos");
    }

    /** The 240 paragraphs of XQuAD. */
    List<String> paragraphs(String language) throws IOException {
        List<String> paragraphs = new ArrayList<>();
        for (JsonNode article : xquad(language)) {
            article.path("paragraphs")
                    .forEach(each -> paragraphs.add(each.path("context").asText()));
        }
        return paragraphs;
    }

    /** The 1,190 questions about them, in the same order in every language. */
    List<Question> questions(String language) throws IOException {
        List<Question> questions = new ArrayList<>();
        int paragraph = 0;
        for (JsonNode article : xquad(language)) {
            for (JsonNode each : article.path("paragraphs")) {
                for (JsonNode asked : each.path("qas")) {
                    questions.add(new Question(asked.path("question").asText(), paragraph));
                }
                paragraph++;
            }
        }
        return questions;
    }

    private JsonNode xquad(String language) throws IOException {
        return MAPPER.readTree(
                        folder.resolve("xquad/xquad." + language + ".json").toFile())
                .path("data");
    }

    /** Every fourth of the sorted names: held out of the training. */
    static List<String> every(Map<String, List<String>> intents, int from, int most) {
        List<String> names = List.copyOf(intents.keySet());
        return IntStream.range(0, names.size())
                .filter(i -> i % 4 == from)
                .mapToObj(names::get)
                .limit(most)
                .toList();
    }

    /** The others: the encoder saw most of them. */
    static List<String> others(Map<String, List<String>> intents, List<String> heldOut) {
        Set<String> out = new HashSet<>(heldOut);
        return intents.keySet().stream().filter(name -> !out.contains(name)).toList();
    }

    private static String clean(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\[[^:\\]]*:([^\\]]*)\\]", "$1");
        return plain.replaceAll("\\s+", " ").strip();
    }

    private static Map<String, List<String>> lists(Map<String, Set<String>> intents) {
        Map<String, List<String>> lists = new TreeMap<>();
        intents.forEach((name, texts) -> lists.put(name, List.copyOf(texts)));
        return lists;
    }
}
