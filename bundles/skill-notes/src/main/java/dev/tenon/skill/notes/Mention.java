// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

import dev.tenon.api.skill.Arguments;
import dev.tenon.wording.ChineseText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which note a request speaks of, somewhere in it; no arguments where it does not say. */
final class Mention {
    private static final String HAN_NOTES = "(?:笔记|备忘|便签|便条|便笺|记事本)";
    private static final String END = "[，,。；;？?！!“”「」]";
    private static final String NOT_END = "[^，,。；;？?！!“”「」]";

    private static final List<Pattern> NUMBERED = List.of(
            pattern("\\b(?:note|memo|number|no\\.?) ?#? ?" + Numbers.ENGLISH + "\\b(?! notes?\\b)"),
            pattern("\\b" + Numbers.ORDINAL + " (?:note|memo|one)\\b"),
            pattern("第" + Numbers.CHINESE + "[条个篇则份号]"),
            pattern("(?<number>\\d{1,9})号"));
    private static final Pattern NEWEST = pattern("\\b(?:last|latest|newest|most recent) (?:note|memo|one|thing)\\b"
            + "|\\b(?:note|memo|one) (?:that |which )?i(?:['’]ve)? (?:just|last)\\b"
            + "|(?:最后|最新|最近|刚才|刚刚|刚|上)(?:记|写|加|存)?(?:下|了)?的?[那这一]{0,2}[条个篇则]");
    private static final List<Pattern> WORDS = List.of(
            pattern("[\"“「『](?<words>[^\"”」』]{1,100})[\"”」』]"),
            pattern(
                    "\\b(?:about|on|mention(?:s|ed|ing)?|regarding|concerning|contain(?:s|ing)?|to do with|that says?|saying|with)"
                            + "\\s(?:the words? )?(?<words>(?!(?:me|it|them|us|file|hand|(?:my|the) (?:notes?|list|notebook))\\b)[^,.;:!?，。]{2,60}?)"
                            + "(?=\\s{0,3}(?:[,.;:!?]|$)| (?:in|from|among|out of) (?:my|the|your) (?:notes?|notebook)"
                            + "| (?:can|could|may|should|isn['’]t|is|please|any ?more|so|and|out|away|now)\\b)"),
            pattern(
                    "\\b(?:the|my|that) (?<words>(?!(?:last|latest|newest|first|second|third|one|same|whole)\\b)[\\w'’-]{2,20}(?: [\\w'’-]{2,20})?) (?:note|memo)\\b"),
            pattern(HAN_NOTES + "本?[里中](?:面|头)?(?:有没有|有)?(?:提到|提过|关于|有关|写着|写|记着|记|说)(?:了|过)?(?<words>" + NOT_END
                    + "{1,20}?)(?:的|那[条个篇]|吗|没有|" + END + "|$)"),
            pattern("(?:关于|有关|提到|提过|写着|记着|记录|讲)(?:了|过)?(?<words>" + NOT_END + "{1,20}?)(?:的|那[条个篇]|这[条个篇]|吗|没有|" + END
                    + "|$)"),
            pattern("(?:^|[把将\\s]|" + END + "|以前|之前|上次|我|记的|写的)(?<words>(?:(?![把将第])" + NOT_END
                    + "){1,14}?)的?[那这]一?[条个篇则份](?:的)?" + HAN_NOTES),
            pattern("[那这]一?[条个篇则份](?<words>(?:(?![把将第])" + NOT_END + "){1,14}?)的" + HAN_NOTES),
            pattern("(?:^|[把将\\s]|" + END + ")(?<words>(?:(?![把将第])" + NOT_END + "){1,14}?)的" + HAN_NOTES));

    /** What tells no word of a note. */
    private static final Pattern NOTHING = pattern(
            "(?:(?:all|any|my|me|the|them|it|this|that|these|those|every(?:thing)?|anything|which|what|notes?|memos?|list|one|old|new|of|saved)(?: |$)){1,6}"
                    + "|.*\\b(?:i|you|me|note|notes)\\b.*"
                    + "|.*(?:我|你|之前|以前|上次|刚才|刚刚|所有|全部|最[后新近]|[删扔看查找搜]|什么|啥|哪些|有没有|记的|写的|帮|请|[这那]|存的).*");

    private static final Pattern ARTICLE = pattern("^(?:the|my|our|a|an) ");

    private Mention() {}

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
    }

    /** A single note. */
    static Arguments of(String text) {
        String folded = ChineseText.plain(text);
        for (Pattern pattern : NUMBERED) {
            Optional<Long> number = first(pattern, folded, text, "number").flatMap(Numbers::read);
            if (number.isPresent()) {
                return Arguments.of("number", number.get());
            }
        }
        return NEWEST.matcher(folded).find() ? Arguments.of("last", true) : listed(text);
    }

    /** Any number of notes. */
    static Arguments listed(String text) {
        String folded = ChineseText.plain(text);
        return WORDS.stream()
                .flatMap(pattern -> first(pattern, folded, text, "words").stream())
                .map(words -> ARTICLE.matcher(words).replaceFirst("").strip())
                .filter(words -> !words.isEmpty()
                        && words.length() <= Words.MAX_LENGTH
                        && !NOTHING.matcher(ChineseText.plain(words)).matches())
                .findFirst()
                .map(words -> Arguments.of("words", words))
                .orElseGet(() -> new Arguments(Map.of()));
    }

    private static Optional<String> first(Pattern pattern, String folded, String text, String group) {
        Matcher found = pattern.matcher(folded);
        return found.find()
                ? Optional.of(
                        text.substring(found.start(group), found.end(group)).strip())
                : Optional.empty();
    }
}
