// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request without its courtesies.
 *
 * @param core what is left
 * @param chinese whether it has Chinese characters
 */
record Request(String core, boolean chinese) {
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern BEFORE = Pattern.compile(
            "(?:(?:(?:hey|hi|hello|ok|okay|please|pls|kindly|so|and|now|also|just|quickly|well|can you|could you"
                    + "|would you|will you|can we|can i|could i|may i|let me|let['’]s|i want you to|i['’]d like you to"
                    + "|i want to|i['’]d like to|i would like to|i wanna|i need to|i need you to|i['’]d like"
                    + "|i would like|i want|i need|go ahead and|help me(?: to)?|tell me|do me a favou?r and"
                    + "|you should|you can|maybe|actually|quick)\\b[,:!.]{0,2}\\s{1,5}"
                    + "|请问|请你|请(?![假客教求])|麻烦你?|劳驾|帮忙|帮我|帮|给我(?!的)|替我|为我|我想要?(?!起)|我要|我需要|能不能|能否|可不可以|可以|可否|你能|你可以"
                    + "|你好|赶紧|快点|另外|随手|顺便|顺手|[，,]\\s{0,5}|(?<=\\p{IsHan})\\s)){0,8}+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AFTER_ALL = Pattern.compile(
            "(?:[\\s,]{1,5}(?:please|pls|thanks|thank you|for me|now|right now|right away|again|anymore|any more)"
                    + "|好吗|可以吗|行吗|好不好|谢谢你?|[吧吗呢啊呀哦]|[\\s?!.,。，！？~]){1,12}$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AFTER_TEXT = Pattern.compile(
            "(?:[\\s,]{1,5}(?:please|pls)|[,.]\\s{0,5}(?:thanks|thank you)|[，,。]\\s{0,5}(?:好吗|可以吗|行吗|好不好|谢谢你?))[\\s?!.。！？]{0,5}$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern QUESTION =
            Pattern.compile("(?:can|could|would|will|may)\\s|能|可以|可否", Pattern.CASE_INSENSITIVE);
    private static final int TAIL = 60;

    /** For requests that end with what the asker wants to be kept as it is. */
    static Request withText(String text) {
        Request request = of(text, AFTER_TEXT);
        int end = request.core.length() - 1;
        boolean asked = end >= 0
                && "?？".indexOf(request.core.charAt(end)) >= 0
                && QUESTION.matcher(text.substring(0, Math.min(TAIL, text.length() - end)))
                        .find();
        return asked ? new Request(request.core.substring(0, end), request.chinese) : request;
    }

    /** For requests whose last sign says nothing. */
    static Request plain(String text) {
        return of(text, AFTER_ALL);
    }

    private static Request of(String text, Pattern after) {
        String whole = text.strip();
        boolean chinese = HAN.matcher(whole).find();
        Matcher before = BEFORE.matcher(whole);
        String rest = before.lookingAt() ? whole.substring(before.end()) : whole;
        int tail = Math.max(0, rest.length() - TAIL);
        Matcher end = after.matcher(rest).region(tail, rest.length());
        return new Request((end.find() ? rest.substring(0, end.start()) : rest).strip(), chinese);
    }

    /** The core of a Chinese request without the blanks that some people put around foreign words and numbers. */
    String dense() {
        return chinese ? core.replaceAll("(?<=\\p{IsHan})\\s{1,5}|\\s{1,5}(?=\\p{IsHan})", "") : core;
    }
}
