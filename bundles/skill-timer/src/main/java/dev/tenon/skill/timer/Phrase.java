// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import dev.tenon.wording.ChineseText;
import dev.tenon.wording.Clauses;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request without what is only polite.
 *
 * @param chinese whether it has Chinese characters; then all spaces are gone
 * @param text the rest, in one kind of signs
 * @param question whether it was put as a question
 * @param whole whether nothing but courtesies was left out
 */
record Phrase(boolean chinese, String text, boolean question, boolean whole) {
    private static final double LESS_SURE = 0.85;
    private static final int MAX_LENGTH = 300;
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern QUESTION = Pattern.compile("(?:\\?|[吗没呢]\\??|没有\\??)$");
    private static final Pattern AROUND_ENGLISH = Pattern.compile(
            "^(?:please|pls|hey(?: there)?|hi|hello|ok|okay|so|now|then|alright|all right|well|tenon|just|quickly|kindly|go ahead and"
                    + "|(?:can|could|will|would|do) you(?! mind)|(?:can|could|may) (?:i|we) (?:get|have)(?! (?:any|a timer (?:on|running)))"
                    + "|let'?s(?: do| have)?|let us|(?:can|could|should|shall) we|(?:would|do) you mind|mind|if you could"
                    + "|(?:i|we)(?:'d| would)? (?:want|need|like|love) (?:you )?to(?: know)?|(?:you|we|i) (?:can|should)|do me a favou?r and"
                    + "|(?:i'm|i am) (?:wondering|curious)|i wonder|let me know(?= how)|maybe|actually|oh|and)[, ]+"
                    + "|(?:[, ]+(?:please|pls|thanks|thank you|thx|cheers|roughly|exactly|about|for me|now|right now|right away|at the moment|ok|okay|instead|yet"
                    + "|already|if possible|if you can|when you can|(?:can|could|will|would) you)|[ ?!.,;]+)$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AROUND_CHINESE =
            Pattern.compile("^(?:请问|请你?|麻烦你?|劳驾|拜托你?|帮我|帮忙|给我(?!的)|替我|为我|你?(?:能不能|可不可以|能否|可否|能(?!有)|可以)"
                    + "|我(?:想知道|想看看?|想要|想让你|需要你?|想|要(?!睡))|想知道|让我|咱们|算了|对了|现在|马上|立刻|那(?!个)|嗯|哦|好的|好了|喂|嘿|,)"
                    + "|(?:[吗呢啊呀吧嘛哦喔哈呗啦了!?。.,;~]|谢谢你?|多谢|拜托了?|好吗|好么|可以吗|行吗|行不行|好不好|可不可以|来着)$");
    private static final Pattern MIND = Pattern.compile("mind[, ]+$", Pattern.CASE_INSENSITIVE);
    private static final Map<String, String> VERBS = new HashMap<>();

    static {
        for (String pair : ("setting-set starting-start stopping-stop cancelling-cancel canceling-cancel turning-turn"
                        + " checking-check telling-tell showing-show listing-list ending-end clearing-clear removing-remove"
                        + " deleting-delete making-make creating-create reminding-remind waking-wake giving-give"
                        + " switching-switch shutting-shut killing-kill letting-let running-run adding-add timing-time")
                .split(" ")) {
            String[] forms = pair.split("-");
            VERBS.put(forms[0], forms[1]);
        }
    }

    /** What a request may say: the whole of it, then without what gives its reason; none if it is too long. */
    static List<Phrase> readings(String request) {
        List<Phrase> readings = new ArrayList<>();
        if (request.length() > MAX_LENGTH) {
            return readings;
        }
        String plain = plain(request);
        readings.add(of(plain, true));
        for (String rest : Clauses.without(plain)) {
            readings.add(of(rest, false));
        }
        return readings;
    }

    /** A request in one kind of signs and without quotes. */
    static String plain(String request) {
        return Normalizer.normalize(request, Normalizer.Form.NFKC)
                .replace('\u2019', '\'')
                .replace('、', ',')
                .replaceAll("[“”\"「」『』]", "")
                .strip();
    }

    private static Phrase of(String plain, boolean whole) {
        boolean chinese = HAN.matcher(plain).find();
        String spaced = plain.replaceAll("\\s+", chinese ? "" : " ");
        boolean question = QUESTION.matcher(ChineseText.plain(spaced)).find();
        return new Phrase(chinese, strip(chinese ? AROUND_CHINESE : AROUND_ENGLISH, spaced), question, whole);
    }

    /** How sure one can be of what was read. */
    double sure(double confidence) {
        return whole ? confidence : Math.min(confidence, LESS_SURE);
    }

    private static String strip(Pattern around, String text) {
        String result = text;
        for (Matcher found = around.matcher(ChineseText.plain(result));
                found.find();
                found = around.matcher(ChineseText.plain(result))) {
            boolean before = found.start() == 0;
            result = before ? result.substring(found.end()) : result.substring(0, found.start());
            if (before && MIND.matcher(found.group()).find()) {
                String verb = result.split(" ", 2)[0];
                result = VERBS.getOrDefault(verb.toLowerCase(Locale.ROOT), verb) + result.substring(verb.length());
            }
        }
        return result;
    }
}
