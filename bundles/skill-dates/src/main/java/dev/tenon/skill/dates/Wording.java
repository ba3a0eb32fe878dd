// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import dev.tenon.wording.ChineseText;
import dev.tenon.wording.Spelling;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes from a request what is said out of politeness. */
final class Wording {
    /** Nobody asks for a date in more words. */
    static final int MAX_LENGTH = 200;

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern AROUND_ENGLISH = Pattern.compile(
            "^(?:please|pls|hey|hi|hello|exactly|ok|okay|so|and|well|quick question|excuse me|just|can you|could you"
                    + "|would you|will you|can i ask|tell me|show me|give me|calculate|compute|work out|find out|find"
                    + "|figure out|check|let me know|i want to know|i'd like to know|i would like to know|i need to know"
                    + "|i need|i wonder|i'm wondering|do you know|count)\\b[,:]? *"
                    + "|(?:[, ]*(?:\\bplease|\\bthanks|\\bthank you|\\bexactly|\\bfor me)|[ ?!,;:=]+|(?<!\\d)\\.)$");
    private static final Pattern AROUND_CHINESE =
            Pattern.compile("^(?:请问一下|请问|请你?帮我|请告诉我|告诉我|你知道|知不知道|我想知道|想知道|我想问一?下?|帮我|帮忙|麻烦你?|能不能|能否|可以"
                    + "|计算一?下?|算一算|算一?下|算算|算出?|查一?下|查查|看一?下|看看|数一?数|请|那么|那|你好|[,:;])"
                    + "|(?:来着|(?:可以|好|行)吗|[吗呢啊呀吧嘛哦?!.,;=。、]|谢谢你?|告诉我)+$");
    private static final Pattern CLAUSE = Pattern.compile("[,;:!?。、] ?|\\. ");

    private static final Pattern NAMED_CHINESE =
            Pattern.compile("(?<=[离从到])[\\p{IsHan}&&[^今明后去年月号〇零一二三四五六七八九十]]{1,6}(?=(?:\\d{4}年)?\\d{1,2}月\\d)");
    private static final Pattern NAMED_ENGLISH = Pattern.compile(
            "(?<=\\b(?:between|until|since|from|till|and|to) )(?:my|our|the|his|her) (?:[a-z]{2,15} ){1,3}(?:on )?(?=\\d{1,2}(?:st|nd|rd|th)? [a-z]{3})");
    private static final Spelling SPELLING = new Spelling(
            Set.of(
                    "week",
                    "weekday",
                    "days",
                    "weeks",
                    "months",
                    "until",
                    "between",
                    "what",
                    "which",
                    "date",
                    "many",
                    "christmas"),
            Set.of("months", "month", "day", "man", "may", "weekdays", "that", "dates", "witch", "march"));

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
        folded = ChineseText.plain(folded).replace("工作天", "工作日");
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

    /** Without slips of the finger, and without the name of a day whose date is given: "my exam on 3 May". */
    static String mended(String plain) {
        return NAMED_ENGLISH
                .matcher(NAMED_CHINESE.matcher(SPELLING.mended(plain)).replaceAll(""))
                .replaceAll("");
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
