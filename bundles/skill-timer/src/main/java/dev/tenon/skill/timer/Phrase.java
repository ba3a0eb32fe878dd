// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request without what is only polite.
 *
 * @param chinese whether it has Chinese characters; then all spaces are gone
 * @param text the rest, in one kind of signs
 * @param question whether it was put as a question
 */
record Phrase(boolean chinese, String text, boolean question) {
    private static final int MAX_LENGTH = 300;
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern QUESTION = Pattern.compile("(?:\\?|[吗没呢]\\??|没有\\??)$");
    private static final Pattern AROUND_ENGLISH = Pattern.compile(
            "^(?:please|pls|hey|hi|hello|ok|okay|so|now|then|alright|all right|well|tenon|just|quickly|kindly|go ahead and"
                    + "|(?:can|could|will|would) you|(?:can|could|may) i (?:get|have)|let'?s|let us"
                    + "|i(?:'d| would)? (?:want|need|like) (?:you )?to|you (?:can|should)|do me a favou?r and)[, ]+"
                    + "|(?:[, ]+(?:please|pls|thanks|thank you|thx|for me|now|right now|right away|ok|okay"
                    + "|(?:can|could|will|would) you)|[ ?!.,;]+)$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AROUND_CHINESE =
            Pattern.compile("^(?:请问|请你?|麻烦你?|劳驾|帮我|帮忙|给我|替我|为我|你?(?:能不能|可不可以|能|可以)"
                    + "|我(?:想要|想让你|需要你?|想|要)|现在|马上|立刻|那|嗯|好的|喂|嘿|,)"
                    + "|(?:[吗呢啊呀吧嘛哦喔了!?。.,;~]|谢谢你?|好吗|可以吗|行吗|行不行|好不好)$");

    /** Reads a request; empty if it is too long to be about timers. */
    static Optional<Phrase> of(String request) {
        if (request.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String plain = Normalizer.normalize(request, Normalizer.Form.NFKC)
                .replace('’', '\'')
                .replace('、', ',')
                .replaceAll("[“”\"「」]", "")
                .strip();
        boolean chinese = HAN.matcher(plain).find();
        String spaced = plain.replaceAll("\\s+", chinese ? "" : " ");
        boolean question = QUESTION.matcher(spaced).find();
        return Optional.of(new Phrase(chinese, strip(chinese ? AROUND_CHINESE : AROUND_ENGLISH, spaced), question));
    }

    private static String strip(Pattern around, String text) {
        String before;
        String result = text;
        do {
            before = result;
            result = around.matcher(result).replaceAll("");
        } while (!result.equals(before));
        return result;
    }
}
