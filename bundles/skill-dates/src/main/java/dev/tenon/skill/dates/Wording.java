// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Takes from a request what is said out of politeness. */
final class Wording {
    /** Nobody asks for a date in more words. */
    static final int MAX_LENGTH = 200;

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern AROUND_ENGLISH = Pattern.compile(
            "^(?:please|hey|hi|hello|ok|okay|so|and|well|quick question|excuse me|just|can you|could you"
                    + "|would you|will you|can i ask|tell me|show me|give me|calculate|compute|work out|find out|find"
                    + "|figure out|check|let me know|i want to know|i'd like to know|i would like to know|i need to know"
                    + "|i need|i wonder|i'm wondering|do you know|count)\\b[,:]? *"
                    + "|(?:[, ]*(?:\\bplease|\\bthanks|\\bthank you|\\bexactly|\\bfor me)|[ ?!,;:=]+|(?<!\\d)\\.)$");
    private static final Pattern AROUND_CHINESE =
            Pattern.compile("^(?:请问一下|请问|请你?帮我|请告诉我|告诉我|你知道|知不知道|我想知道|想知道|我想问一?下?|帮我|帮忙|麻烦你?|能不能|能否|可以"
                    + "|计算一?下?|算一算|算一?下|算算|算出?|查一?下|查查|看一?下|看看|数一?数|请|那么|那|你好|[,:;])"
                    + "|(?:[吗呢啊呀吧嘛哦?!.,;=。、]|谢谢你?|告诉我)+$");
    private static final Pattern CLAUSE = Pattern.compile("[,;:!?。、] ?|\\. ");

    private Wording() {}

    static boolean isChinese(String text) {
        return HAN.matcher(text).find();
    }

    /** Lower case, half-width signs, single spaces; without spaces in Chinese. */
    static String plain(String request) {
        String folded = Normalizer.normalize(request, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[’‘`]", "'")
                .replaceAll("[–—−]", "-")
                .replaceAll("[“”\"]", "")
                .strip();
        return folded.replaceAll("\\s+", isChinese(folded) ? "" : " ");
    }

    /** Removes what stands politely around a question. */
    static String bare(String plain) {
        Pattern around = isChinese(plain) ? AROUND_CHINESE : AROUND_ENGLISH;
        String before;
        String result = plain;
        do {
            before = result;
            result = around.matcher(result).replaceAll("").strip();
        } while (!result.equals(before));
        return result;
    }

    /** What follows or precedes a comma or a full stop: a question often has a story before it. */
    static List<String> clauses(String plain) {
        List<String> clauses = new ArrayList<>();
        var separator = CLAUSE.matcher(plain);
        while (separator.find() && clauses.size() < 20) {
            clauses.add(bare(plain.substring(separator.end())));
            clauses.add(bare(plain.substring(0, separator.start())));
        }
        return clauses;
    }
}
