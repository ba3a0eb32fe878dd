// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import dev.tenon.api.skill.Arguments;
import dev.tenon.wording.ChineseText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which entry a request speaks of, somewhere in it; no arguments where it does not say. */
final class Mention {
    private static final String HAN_LIST = "(?:待办事项|待办清单|待办列表|待办任务|待办|代办|任务清单|任务列表|任务|清单|todo|事项|列表)";
    private static final String NOT_END = "[^，,。；;：:？?！!“”「」]";
    private static final String END = "[，,。；;：:？?！!“”「」]";
    private static final String MADE = "(?:做|买|办|弄|写|交|洗|修|打|寄|还|订|处理|收拾|整理|准备|拿|取|搞)(?:完|好|到|回来|掉|妥|定)?";
    private static final String BOUGHT =
            "(?:finished|completed|done with|did|bought|got|picked up|handled|took care of|dealt with|sorted)";

    private static final List<Pattern> NUMBERED = List.of(
            pattern("\\b(?:to-?do|task|item|entry|number|no\\.?) ?#? ?" + Numbers.ENGLISH
                    + "\\b(?! (?:items?|tasks?|entries)\\b)"),
            pattern("\\b" + Numbers.ORDINAL + " (?:to-?do|task|item|entry|one|thing)\\b"),
            pattern("第" + Numbers.CHINESE + "[条个项件号]"),
            pattern("(?<number>\\d{1,9})号"));
    private static final Pattern NEWEST =
            pattern("\\b(?:last|latest|newest|most recent) (?:to-?do|task|item|entry|one|thing)\\b"
                    + "|(?:最后|最新|最近|刚才|刚刚|刚|上)(?:记|写|加|添)?(?:下|了|上)?的?[那这一]{0,2}[条个项件]");
    private static final List<Pattern> WORDS = List.of(
            pattern("[\"“「『](?<words>[^\"”」』]{1,100})[\"”」』]"),
            pattern(
                    "\\b(?:mark|set|flag|tick|check|cross|strike|count|put) (?:the |my |off )?(?<words>(?!(?:it|that|this|them|off)\\b)[^,.;:!?]{2,60}?)(?: (?:to-?do|task|item|entry|one))? (?:as|to|off|done|complete)\\b"),
            pattern(
                    "\\b(?:delete|remove|erase|scrap|drop|cancel|scratch|ditch|take|cross|strike|forget(?: about)?|get rid of|knock|pull) (?:the |my |that )?(?:(?:to-?do|task|item|entry) (?:about|for|of|to|called|saying) )?"
                            + "(?<words>(?!(?:it|that|this|them|off|from)\\b)[^,.;:!?]{2,60}?)(?: (?:to-?do|task|item|entry|one))?(?= (?:from|off|out of|on) (?:the|my|our|that)\\b|\\s?[,.;:!?]|$)"),
            pattern(
                    "\\b" + BOUGHT
                            + " (?:the |my |some )?(?<words>[^,.;:!?]{2,50}?)(?: (?:item|task|to-?do|entry|thing|one)\\b.*?)?(?=\\s?[,.;:!?]| (?:on the way|from|at|so|and|today|already|yesterday|now|in|on)\\b|$)"),
            pattern(
                    "^(?:the |my )?(?<words>[^,.;:!?]{2,40}?) (?:is|are|was|has been|shouldn['’]t|can|doesn['’]t|isn['’]t|no longer)\\b"),
            pattern(
                    "\\b(?:the|my|that) (?<words>(?!(?:last|latest|first|second|third|same|whole)\\b)[\\w'’-]{2,20}(?: [\\w'’-]{2,20})?) (?:to-?do|task|item|entry|one|thing)\\b"),
            pattern("不(?:买|做|去|要|办|用|需要|想买|打算买|用买)(?<words>" + NOT_END + "{1,14}?)了"),
            pattern(HAN_LIST + "[里上中](?:面|头)?的?(?<words>(?:(?![把将第])" + NOT_END
                    + "){1,16}?)的?(?:[那这][条个项件]|已经|都|给|可以|我|不|删|完成|" + MADE + "了|取消|去掉|划|勾|打|拿|" + END + "|$)"),
            pattern("(?:^|[把将\\s]|" + END + "|我)(?<words>(?:(?![把将第])" + NOT_END + "){1,14}?)的?(?:[那这]一?[条个项件]|的(?="
                    + HAN_LIST + "))"),
            pattern("(?:^|[把将\\s]|" + END + "|我)(?:已经|终于|刚刚?|才)?(?<words>(?:(?![把将第我])" + NOT_END
                    + "){1,14}?)(?:已经|终于|都|也|给|我){0,2}" + MADE + "(?:了|啦)"),
            pattern("[:：]\\s?(?<words>[^，,。；;：:？?！!]{2,60}?)[。！!.]?$"),
            pattern("^(?<words>[^✔✓☑✅，,.。]{2,40}?)\\s?[✔✓☑✅]"));

    /** What tells no word of an entry. */
    private static final Pattern NOTHING = pattern(
            "(?:(?:all|any|my|me|the|them|it|this|that|these|those|every(?:thing)?|anything|which|what|to-?dos?|tasks?|items?|list|one|of|on|off|entry|thing|there)(?: |$)){1,6}"
                    + "|.*\\b(?:i|you|me|list|task)\\b.*|.*(?:我|你|之前|上次|刚才|刚刚|所有|全部|最[后新近]|[删勾划]|什么|啥|哪些|帮|请|待办|任务|清单|事项|标记).*|[这那]?[条个项件一]?");

    private static final Pattern ARTICLE = pattern("^(?:the|my|our|a|an|some) ");
    private static final Pattern IT = pattern(
            "\\b(?:tick|check|cross|mark|strike) (?:it|that|this|them)(?: one)? (?:off|as|done)\\b|[勾划]掉|打[上个]?[勾钩]");

    private Mention() {}

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
    }

    /** Whether something is to be ticked off that was named before. */
    static boolean isOfIt(String folded) {
        return IT.matcher(folded).find();
    }

    static Arguments of(String text) {
        String folded = ChineseText.plain(text);
        for (Pattern pattern : NUMBERED) {
            Optional<Long> number = first(pattern, folded, text, "number").flatMap(Numbers::read);
            if (number.isPresent()) {
                return Arguments.of("number", number.get());
            }
        }
        return NEWEST.matcher(folded).find()
                ? Arguments.of("last", true)
                : WORDS.stream()
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
