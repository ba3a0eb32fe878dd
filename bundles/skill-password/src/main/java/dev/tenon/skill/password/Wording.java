// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.password;

import java.util.Optional;
import java.util.regex.Pattern;

/** Takes away what is said around a request: greetings, pleas, thanks and the last full stop. */
final class Wording {
    /** Nobody asks at greater length; looking at more would take time for nothing. */
    private static final int MAX_LENGTH = 500;

    /** Nobody is more polite. */
    private static final int MOST_ROUNDS = 12;

    private static final Pattern BEFORE = Pattern.compile(
            "(?i)^(?:(?:please|hey|hi|hello|ok|okay|so|now|and|just|can you|could you|would you|will you|i want you to"
                    + "|i'd like you to|help me|i want to|i would like to|i need to)\\b"
                    + "|请问一下|请问|请|帮我|帮忙|麻烦你?|你?能不能|你?可以|告诉我|我想知道|我要|我想要|替我|给我|[,:])[,:]?\\s*+");
    private static final Pattern AFTER =
            Pattern.compile("(?i)(?:\\b(?:please|thanks|thank you|for me)|谢谢你?|好吗|可以吗|行吗|一下|[呢啊呀吧吗]|[.!?。~;,])\\s*$");
    private static final Pattern BESIDE_HAN = Pattern.compile("(?<=\\p{IsHan})\\s+|\\s+(?=\\p{IsHan})");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private Wording() {}

    /**
     * Reads the words that matter.
     *
     * @return empty if the request is too long to be one
     */
    static Optional<String> bare(String request) {
        if (request.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String text = SPACES.matcher(narrow(request)).replaceAll(" ").strip();
        text = BESIDE_HAN.matcher(text).replaceAll("");
        String before = "";
        for (int round = 0; round < MOST_ROUNDS && !text.equals(before); round++) {
            before = text;
            text = AFTER.matcher(BEFORE.matcher(text).replaceFirst(""))
                    .replaceFirst("")
                    .strip();
        }
        return Optional.of(text);
    }

    /** Signs of full width and their like, as ASCII has them. */
    private static String narrow(String request) {
        StringBuilder narrow = new StringBuilder(request.length());
        for (int i = 0; i < request.length(); i++) {
            char c = request.charAt(i);
            if (c >= '\uFF01' && c <= '\uFF5E') {
                c -= 0xFEE0;
            }
            narrow.append(
                    switch (c) {
                        case '\u2212', '\u2013' -> '-';
                        case '\u2019' -> '\'';
                        case '\u3000', '\u00A0' -> ' ';
                        default -> c;
                    });
        }
        return narrow.toString();
    }
}
