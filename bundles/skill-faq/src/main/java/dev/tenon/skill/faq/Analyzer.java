// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import dev.tenon.skill.faq.Tokens.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds in a text what can be compared: words, known phrases, their concepts, and pairs of Chinese characters. */
final class Analyzer {
    private static final double WEAK = 0.25;
    private static final double NUMBER = 0.15;

    private final Lexicon lexicon = Lexicon.SHIPPED;

    /** What a question asks about, each once. */
    List<Unit> units(String question) {
        List<Unit> units = new ArrayList<>();
        List<Token> tokens = Tokens.of(question);
        for (int i = 0; i < tokens.size(); ) {
            i += tokens.get(i).isHan() ? chinese(tokens.get(i).raw(), units) : english(tokens, i, units);
        }
        Map<Object, Unit> distinct = new LinkedHashMap<>();
        for (Unit unit : units) {
            Object key = unit.concepts().isEmpty() ? unit.words() : unit.concepts();
            distinct.merge(key, unit, Analyzer::joined);
        }
        return List.copyOf(distinct.values());
    }

    /** What a passage speaks of; a token stands there as often as in the text. */
    List<String> tokens(String text) {
        List<String> all = new ArrayList<>();
        List<Unit> units = new ArrayList<>();
        List<Token> tokens = Tokens.of(text);
        for (int i = 0; i < tokens.size(); ) {
            Token token = tokens.get(i);
            if (token.isHan()) {
                pieces(token.raw(), all);
                i += chinese(token.raw(), units);
            } else {
                int read = english(tokens, i, units);
                if (read > 1) {
                    tokens.subList(i, i + read).stream()
                            .filter(part -> !lexicon.isStopword(part.raw()))
                            .forEach(part -> part(part, all));
                }
                i += read;
            }
        }
        for (Unit unit : units) {
            all.addAll(unit.concepts());
            unit.words().stream()
                    .filter(word -> !Tokens.isChinese(word) || word.length() > 2)
                    .forEach(all::add);
        }
        return all;
    }

    private void part(Token part, List<String> all) {
        all.add(part.stem());
        all.addAll(lexicon.concepts(part.stem()));
    }

    /** Chinese characters alone and in pairs. */
    private static void pieces(String run, List<String> all) {
        for (int i = 0; i < run.length(); i++) {
            all.add(run.substring(i, i + 1));
            if (i + 1 < run.length()) {
                all.add(run.substring(i, i + 2));
            }
        }
    }

    private static Unit joined(Unit one, Unit other) {
        List<String> words = new ArrayList<>(one.words());
        other.words().stream().filter(word -> !words.contains(word)).forEach(words::add);
        return new Unit(words, one.concepts(), Math.max(one.weight(), other.weight()));
    }

    private int english(List<Token> tokens, int from, List<Unit> units) {
        int most = Math.min(Lexicon.LONGEST_PHRASE, tokens.size() - from);
        for (int length = most; length > 0; length--) {
            String phrase = tokens.subList(from, from + length).stream()
                    .map(Token::stem)
                    .collect(Collectors.joining(" "));
            List<String> concepts = lexicon.concepts(phrase);
            boolean stop = length == 1 && lexicon.isStopword(tokens.get(from).raw());
            if (!concepts.isEmpty() && !stop) {
                units.add(new Unit(List.of(phrase), concepts, Lexicon.isWeak(concepts) ? WEAK : 1));
                return length;
            }
        }
        Token token = tokens.get(from);
        if (token.isNumber()) {
            units.add(new Unit(List.of(token.stem()), List.of(), NUMBER));
        } else if (!lexicon.isStopword(token.raw())) {
            boolean weak = lexicon.isWeakword(token.stem()) || token.stem().length() < 2;
            units.add(new Unit(List.of(token.stem()), List.of(), weak ? WEAK : 1));
        }
        return 1;
    }

    /** The longest known word at each place; what is between is compared in pairs of characters. */
    private int chinese(String run, List<Unit> units) {
        StringBuilder unknown = new StringBuilder();
        for (int i = 0; i < run.length(); ) {
            String word = known(run, i);
            if (word.isEmpty()) {
                unknown.append(run.charAt(i));
                i++;
                continue;
            }
            pairs(unknown, units);
            List<String> concepts = lexicon.concepts(word);
            if (!concepts.isEmpty()) {
                units.add(new Unit(List.of(word), concepts, Lexicon.isWeak(concepts) ? WEAK : 1));
            } else if (!lexicon.isStopword(word)) {
                units.add(new Unit(List.of(word), List.of(), WEAK));
            }
            i += word.length();
        }
        pairs(unknown, units);
        return 1;
    }

    private String known(String run, int from) {
        for (int length = Math.min(lexicon.longestChinese(), run.length() - from); length > 0; length--) {
            String word = run.substring(from, from + length);
            if (lexicon.knows(word)) {
                return word;
            }
        }
        return "";
    }

    private static void pairs(StringBuilder unknown, List<Unit> units) {
        String text = unknown.toString();
        unknown.setLength(0);
        if (text.length() == 1) {
            units.add(new Unit(List.of(text), List.of(), WEAK));
        }
        double each = text.length() / 2.0 / Math.max(1, text.length() - 1);
        for (int i = 0; i + 1 < text.length(); i++) {
            units.add(new Unit(List.of(text.substring(i, i + 2)), List.of(), each));
        }
    }
}
