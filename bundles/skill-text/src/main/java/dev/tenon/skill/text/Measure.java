// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What of a text can be counted. */
enum Measure {
    CHARACTERS(
            "characters", "character", "个字符", "\\b(?:characters?|chars?|graphemes?|symbols?|long|length)\\b|字符|多长|长度"),
    LETTERS("letters", "letter", "个字母", "\\bletters?\\b|字母"),
    WORDS("words", "word", "个字词", "\\b(?:words?|wordcount)\\b|单词|词数|个词|字数|(?<!汉|文)字(?!符|母|典)"),
    CHINESE(
            "chinese-characters",
            "Chinese character",
            "个汉字",
            "\\b(?:chinese characters?|hanzi|han characters?)\\b|汉字|中文字"),
    SENTENCES("sentences", "sentence", "个句子", "\\bsentences?\\b|句子|[句](?!话)|几句话|多少句话"),
    LINES("lines", "line", "行", "\\blines?\\b|行");

    private final String id;
    private final String english;
    private final String chinese;
    private final Pattern asked;

    Measure(String id, String english, String chinese, String asked) {
        this.id = id;
        this.english = english;
        this.chinese = chinese;
        this.asked = Pattern.compile(asked);
    }

    /** The name in arguments. */
    String id() {
        return id;
    }

    boolean isIn(String wish) {
        return asked.matcher(wish).find();
    }

    static Optional<Measure> of(String id) {
        return Arrays.stream(values()).filter(measure -> measure.id.equals(id)).findFirst();
    }

    /** "3 words", "3行". */
    String text(long number, Locale language) {
        return Texts.of(language, number + " " + english + (number == 1 ? "" : "s"), number + chinese);
    }
}
