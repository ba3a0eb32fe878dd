// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What words are worth and which of them mean nearly the same, in English and Chinese. Immutable. */
final class Lexicon {
    static final Lexicon SHIPPED = new Lexicon();

    /** Begins a concept that says little by itself. */
    static final String WEAK = "~";

    /** English phrases have at most this many words. */
    static final int LONGEST_PHRASE = 4;

    private final Map<String, List<String>> concepts = new HashMap<>();
    private final Set<String> stopwords = new HashSet<>();
    private final Set<String> weakwords = new HashSet<>();
    private final int longestChinese;

    private Lexicon() {
        Resources.lines("stopwords.txt").forEach(line -> stopwords.addAll(List.of(line.split("\\s+"))));
        Resources.lines("weakwords.txt").forEach(line -> {
            for (String word : line.split("\\s+")) {
                weakwords.add(Tokens.isChinese(word) ? word : Tokens.stem(word));
            }
        });
        for (String line : Resources.lines("concepts.txt")) {
            int colon = line.indexOf(':');
            for (String phrase : line.substring(colon + 1).split(",")) {
                List<String> named = concepts.computeIfAbsent(key(phrase), key -> new ArrayList<>());
                String concept = "#" + line.substring(0, colon);
                if (!named.contains(concept)) {
                    named.add(concept);
                }
            }
        }
        longestChinese = concepts.keySet().stream()
                .filter(Tokens::isChinese)
                .mapToInt(String::length)
                .max()
                .orElse(1);
    }

    private static String key(String phrase) {
        return Tokens.of(phrase).stream().map(Tokens.Token::stem).collect(Collectors.joining(" "));
    }

    /** The concepts of a word or of a phrase of stems; empty if it is unknown. */
    List<String> concepts(String phrase) {
        return concepts.getOrDefault(phrase, List.of());
    }

    static boolean isWeak(List<String> concepts) {
        return !concepts.isEmpty() && concepts.stream().allMatch(concept -> concept.startsWith("#" + WEAK));
    }

    boolean isStopword(String word) {
        return stopwords.contains(word);
    }

    boolean isWeakword(String stem) {
        return weakwords.contains(stem);
    }

    boolean knows(String chinese) {
        return concepts.containsKey(chinese) || stopwords.contains(chinese) || weakwords.contains(chinese);
    }

    /** The length of the longest Chinese word. */
    int longestChinese() {
        return longestChinese;
    }
}
