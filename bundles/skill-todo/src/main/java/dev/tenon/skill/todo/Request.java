// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import dev.tenon.wording.ChineseText;
import dev.tenon.wording.Clauses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request without its courtesies.
 *
 * @param core what is left
 * @param chinese whether it has Chinese characters
 * @param whole whether nothing but courtesies was left out
 */
record Request(String core, boolean chinese, boolean whole) {
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern BEFORE = Pattern.compile(
            "(?:(?:(?:hey(?: there)?|hi|hello|ok|okay|please|pls|kindly|so|and|now|also|just|quickly|well|can you|could you"
                    + "|would you|will you|can we|could we|shall we|should we|can i|could i|may i|let me|let['’]s|i want you to|i['’]d like you to"
                    + "|i want to|i['’]d love to|i['’]d prefer to|i wonder(?: if you could)?|do you mind|would you mind|mind|if you could"
                    + "|be so kind as to|(?:don['’]t forget|remember|make sure|be sure|time) to|it['’]d be (?:great|nice) if you could|then"
                    + "|alright|all right|oh|we can|we need to|we should|we want to|i think you can|i['’]d like to know|i want to know|remind me|i['’]d like to|i would like to|i wanna|i need to|i need you to|i['’]d like"
                    + "|i would like|i want|i need|go ahead and|help me(?: to)?|tell me|do me a favou?r and"
                    + "|you should|you can|maybe|actually|quick|pls|let us|i guess)\\b[,:!.]{0,2}\\s{1,5}"
                    + "|我?想知道|我?想看看(?!我)|请问|请你|请(?![假客教求])|麻烦你?|劳驾|帮忙|帮我|帮|给我(?!的)|替我|为我|我想要?(?!起)|我要|我需要|能不能|能否|可不可以|可以|可否|你能|你可以"
                    + "|你好|拜托|咱们|我们(?=把)|我想知道|想知道|让我(?=看|听|知)|想(?=看|让|把|请|加|删)|提醒我一下|给(?=第)|嗯|哦|对了|好了|好的|算了|再(?=帮|把)|能(?=看|帮|把|给|不|建|加|删)|赶紧|快点|另外|随手|顺便|顺手|[，,]\\s{0,5}|(?<=\\p{IsHan})\\s)){0,8}+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AFTER_ALL = Pattern.compile(
            "(?:[\\s,]{1,5}(?:please|pls|thanks|thank you|thx|cheers|for me|with me|now|right now|right away|again|anymore"
                    + "|any more|would you|could you|will you|can you|if you can|if possible|when you can|at the moment|roughly|exactly|instead|ok|okay)"
                    + "|好吗|好么|拜托了?|麻烦了|来着|呗|[啦嘛哈哟喔]|可以吗|行吗|好不好|谢谢你?|[吧吗呢啊呀哦]|[\\s?!.,。，！？~]){1,12}$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AFTER_TEXT = Pattern.compile(
            "(?:[\\s,]{1,5}(?:please|pls)|[,.]\\s{0,5}(?:thanks|thank you)|[，,。]\\s{0,5}(?:好吗|可以吗|行吗|好不好|谢谢你?))[\\s?!.。！？]{0,5}$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MIND = Pattern.compile("mind\\s{1,5}$", Pattern.CASE_INSENSITIVE);
    private static final Map<String, String> VERBS = verbs(
            "adding add putting put noting note removing remove deleting delete marking mark checking check ticking tick"
                    + " crossing cross showing show listing list reading read telling tell taking take writing write setting set"
                    + " clearing clear erasing erase making make jotting jot saving save creating create dropping drop getting get"
                    + " finding find searching search striking strike completing complete finishing finish opening open giving give"
                    + " recording record keeping keep scratching scratch throwing throw looking look pulling pull");
    private static final Pattern QUESTION =
            Pattern.compile("(?:can|could|would|will|may)\\s|能|可以|可否", Pattern.CASE_INSENSITIVE);
    private static final int TAIL = 60;
    private static final double LESS_SURE = 0.85;

    /** For requests that end with what the asker wants to be kept as it is. */
    static Request withText(String text) {
        Request request = of(text, AFTER_TEXT);
        int end = request.core.length() - 1;
        boolean asked = end >= 0
                && "?？".indexOf(request.core.charAt(end)) >= 0
                && QUESTION.matcher(text.substring(0, Math.min(TAIL, text.length() - end)))
                        .find();
        return asked ? new Request(request.core.substring(0, end), request.chinese, true) : request;
    }

    /** For requests whose last sign says nothing. */
    static Request plain(String text) {
        return of(text, AFTER_ALL);
    }

    /** What a request may say: the whole of it, then without what gives its reason. */
    static List<Request> readings(String text) {
        List<Request> readings = new ArrayList<>();
        readings.add(plain(text));
        for (String rest : Clauses.without(text)) {
            Request request = plain(rest);
            readings.add(new Request(request.core, request.chinese, false));
        }
        return readings;
    }

    /** How sure one can be of what was read. */
    double sure(double confidence) {
        return whole ? confidence : Math.min(confidence, LESS_SURE);
    }

    private static Request of(String text, Pattern after) {
        String whole = text.strip();
        boolean chinese = HAN.matcher(whole).find();
        String folded = ChineseText.plain(whole);
        Matcher before = BEFORE.matcher(folded);
        int start = before.lookingAt() ? before.end() : 0;
        boolean mind = start > 0 && MIND.matcher(before.group()).find();
        String rest = mind ? verb(whole.substring(start)) : whole.substring(start);
        int tail = Math.max(0, rest.length() - TAIL);
        Matcher end = after.matcher(ChineseText.plain(rest)).region(tail, rest.length());
        return new Request((end.find() ? rest.substring(0, end.start()) : rest).strip(), chinese, true);
    }

    /** Would you mind adding: add. */
    private static String verb(String rest) {
        String first = rest.split("\\s", 2)[0];
        return VERBS.getOrDefault(first.toLowerCase(Locale.ROOT), first) + rest.substring(first.length());
    }

    private static Map<String, String> verbs(String pairs) {
        Map<String, String> verbs = new HashMap<>();
        String[] words = pairs.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            verbs.put(words[i], words[i + 1]);
        }
        return verbs;
    }

    /** The core of a Chinese request without the blanks that some people put around foreign words and numbers. */
    String dense() {
        return chinese ? core.replaceAll("(?<=\\p{IsHan})\\s{1,5}|\\s{1,5}(?=\\p{IsHan})", "") : core;
    }
}
