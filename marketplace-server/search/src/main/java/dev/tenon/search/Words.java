// SPDX-License-Identifier: Apache-2.0
package dev.tenon.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts text into what is matched: words of alphabetic scripts, pairs of characters of Chinese. */
final class Words {
    private static final Pattern RUN = Pattern.compile("(\\p{IsHan}+)|([\\p{L}\\p{Nd}&&[^\\p{IsHan}]]+)");
    private static final Set<String> STOP = Set.of(
            "a", "an", "and", "are", "be", "can", "do", "does", "for", "from", "how", "i", "in", "is", "it", "me", "my",
            "of", "on", "or", "please", "tell", "that", "the", "this", "to", "what", "which", "with", "you");

    private Words() {}

    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        for (Matcher runs = RUN.matcher(plain); runs.find(); ) {
            if (runs.group(1) != null) {
                pairs(runs.group(1), words);
            } else if (!STOP.contains(runs.group(2))) {
                words.add(stem(runs.group(2)));
            }
        }
        return words;
    }

    private static void pairs(String han, List<String> words) {
        int[] characters = han.codePoints().toArray();
        if (characters.length == 1) {
            words.add(han);
        }
        for (int i = 0; i + 1 < characters.length; i++) {
            words.add(new String(characters, i, 2));
        }
    }

    /** Plurals only: enough that "units" finds "unit", too little to confuse words. */
    private static String stem(String word) {
        boolean plural = word.length() > 3 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us");
        return plural ? word.substring(0, word.length() - 1) : word;
    }
}
