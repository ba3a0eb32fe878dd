// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.price;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges what is left of a request when its numbers are taken out. */
final class Rest {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z']*|\\p{IsHan}");

    private Rest() {}

    /** Counts the words and Chinese characters that neither pattern explains. */
    static int unexplained(String rest, Pattern... explained) {
        String left = rest;
        for (Pattern pattern : explained) {
            left = pattern.matcher(left).replaceAll(" ");
        }
        int words = 0;
        Matcher word = WORD.matcher(left);
        while (word.find()) {
            words++;
        }
        return words;
    }
}
