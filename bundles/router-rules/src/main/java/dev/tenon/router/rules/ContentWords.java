// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.rules;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a sentence that say what it is about: no numbers, none of those that stand in every sentence. Of Chinese,
 * each two neighbours between such characters are a word.
 */
final class ContentWords {
    private static final Pattern WORD = Pattern.compile("\\p{IsHan}++|[\\p{L}\\p{M}&&[^\\p{IsHan}]]++");

    private static final Set<String> COMMON =
            Set.of(("a about all an and any are as at be been by can could did do does"
                            + " doing for from get give had has have how i if in into is it its just know let like ll m make may me"
                            + " might much many my need no not now of off on one or our out over please re s shall she should show"
                            + " so some t tell than that the their them then there these they thing this those to under up us ve"
                            + " want was we were what when where which who whom whose why will with without would yes you your")
                    .split(" "));

    private static final String COMMON_CHINESE = "的了吗呢吧啊呀嘛请帮我你您他她它们是在有个一这那什么怎几多少和与或把被给让想要能可以会就都也还很";

    private ContentWords() {}

    static Set<String> of(String plain) {
        Set<String> words = new LinkedHashSet<>();
        Matcher word = WORD.matcher(plain);
        while (word.find()) {
            String found = word.group();
            if (Character.UnicodeScript.of(found.codePointAt(0)) == Character.UnicodeScript.HAN) {
                chinese(found, words);
            } else if (!COMMON.contains(found)) {
                words.add(singular(found));
            }
        }
        return words;
    }

    private static String singular(String word) {
        return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }

    private static void chinese(String run, Set<String> words) {
        for (String part : run.split("[" + COMMON_CHINESE + "]+")) {
            int[] characters = part.codePoints().toArray();
            if (characters.length == 1) {
                words.add(part);
            }
            for (int i = 0; i + 1 < characters.length; i++) {
                words.add(new String(characters, i, 2));
            }
        }
    }
}
