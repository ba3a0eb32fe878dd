// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

import java.util.regex.Pattern;

/**
 * Reads a regular expression as Oniguruma would: its {@code \w} has no joiners (U+200C, U+200D) but Latin-1's powers and
 * fractions, Java's the other way round.
 */
final class Expression {
    private static final String WORD = "\\p{IsAlphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u00B2\\u00B3\\u00B9\\u00BC-\\u00BE";

    private Expression() {}

    static Pattern compile(String expression) {
        StringBuilder java = new StringBuilder();
        int classes = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            char next = c == '\\' && i + 1 < expression.length() ? expression.charAt(++i) : 0;
            if (next == 'w') {
                java.append(classes > 0 ? WORD : "[" + WORD + "]");
            } else if (next == 'W') {
                java.append("[^" + WORD + "]");
            } else if (next != 0) {
                java.append(c).append(next);
            } else {
                classes += c == '[' ? 1 : c == ']' && classes > 0 ? -1 : 0;
                java.append(c);
            }
        }
        return Pattern.compile(java.toString(), Pattern.UNICODE_CHARACTER_CLASS);
    }
}
