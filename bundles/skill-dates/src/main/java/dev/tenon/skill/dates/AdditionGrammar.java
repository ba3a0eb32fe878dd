// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** The turns of phrase that ask which day it is a while after or before another. */
final class AdditionGrammar {
    private static final String SPAN = "(?<span>" + Spans.ENGLISH + ")";
    private static final String DATE = "(?<date>.+?)";
    private static final String WHAT = "(?:(?:on )?(?:what|which)(?: calendar)? (?:date|day)|when)";
    private static final String IS =
            " (?:is it|was it|will it be|it will be|would it be|do we have|is|was|will be|would be|comes|falls|lies)";
    private static final String WAY =
            "(?<way>after|following|before|prior to|ahead of|earlier than|later than|from|past|since)";
    private static final String SUBJECT = "(?:what is |what's |what was |what will be |what would be )?"
            + "(?:(?:the )?(?:date|day) (?:that is |which is )?)?";
    private static final String ASKED = "(?:,? (?:is|will be|falls on|was) (?:what|which) (?:date|day)| is when)?";

    private static final String HAN_SPAN =
            "(?<!\\d(?=\\d))(?<![零一二两三四五六七八九十百千万](?=[零一二两三四五六七八九十百千万半]))(?<span>" + Spans.CHINESE + ")";
    private static final String HAN_DATE = "(?:从|自|在|距离?|离)?(?<date>.+?)(?:开始|算起|起|的时候|过后)?";
    private static final String HAN_ASK = "(?:的?(?:那天|日期|日子))?(?:会|将|应该)?(?:是|为|到)?(?:的?日期是?)?"
            + "(?:什么日期|几月几[号日]|几[号日]|哪一?[天日]|什么日子|多少号|什么时候|哪年哪月哪[日号]|哪年哪月|的?日期(?:是?多少|是?什么)?)";

    static final Grammar GRAMMAR = new Grammar(english(), chinese(), Story::end, Gist.Wish.ADDITION);

    private AdditionGrammar() {}

    private static Form<Map<String, Object>> form(String pattern) {
        return Form.maybe(pattern, match -> values(match, false));
    }

    private static Form<Map<String, Object>> back(String pattern) {
        return Form.maybe(pattern, match -> values(match, true));
    }

    private static List<Form<Map<String, Object>>> english() {
        return List.of(
                form(WHAT + IS + "(?: the date)? " + SPAN + " " + WAY + " " + DATE),
                form(WHAT + IS + " in " + SPAN + "(?: time)?(?: from now| from today)?"),
                back(WHAT + IS + " " + SPAN + " ago"),
                back(SUBJECT + SPAN + " (?:ago|back)"),
                form(SUBJECT + "in " + SPAN + " from (?<date>now|today|tomorrow)"),
                form("what(?: is|'s|'ll be| will be)? the date (?:be )?in " + SPAN + "(?: time)?"),
                form("what will the date be (?:in )?" + SPAN + "(?: from now| from today| time)?"),
                form("if (?:today|it) is " + DATE
                        + ",? (?:what|which) (?:date|day) (?:is|will be|will it be)(?: it)?(?: in)? " + SPAN
                        + "(?: later| after| from then| after that)?"),
                form(SUBJECT + SPAN + " " + WAY + " " + DATE + ASKED),
                form("(?:what (?:date|day) is |what is |what's )?" + DATE + " ?(?:plus|\\+|and then) ?" + SPAN),
                back("(?:what (?:date|day) is |what is |what's )?" + DATE + " ?(?:minus|-|less) ?" + SPAN),
                form(SPAN + " (?:forward|forwards|ahead) from " + DATE),
                back("take " + SPAN + " off (?:from |of )?" + DATE),
                form("(?:add|adding|go|count|move|go forward) " + SPAN
                        + "(?: forward| forwards| ahead)? (?:to|onto|on to|from|forward from|after) " + DATE),
                back("(?:subtract|subtracting|deduct|take away|take|count back|count backwards|go back|count|go) "
                        + SPAN + "(?: off| away| back| backwards)? (?:from|before) " + DATE),
                form("(?:if )?(?:i|we) (?:start|begin) (?:on )?" + DATE + ",? (?:what|which) (?:date|day) is it after "
                        + SPAN),
                form("(?:what|which) (?:date|day) (?:do|will) (?:i|we) (?:get|have) (?:if (?:i|we) add )?" + SPAN
                        + " (?<way>after|to|from|before) " + DATE));
    }

    private static List<Form<Map<String, Object>>> chinese() {
        String on = "的?(?:再|后面?)?(?:过|加上?|往后推?|向后推?|后推|推后|推迟|顺延|往后数)了?" + HAN_SPAN + "(?:之|以)?后?" + HAN_ASK;
        String back = "再?(?:减去?|减掉|往前推?|向前推?|前推|倒推|往前数|提前)" + HAN_SPAN + HAN_ASK;
        String away = "的?" + HAN_SPAN + "(?:之|以)?(?<way>后|前)" + HAN_ASK;
        return List.of(
                form(on),
                back(back),
                form(away),
                form(HAN_DATE + on),
                form(HAN_DATE + "再?(?:加上?|往后推?|向后推?|后推|顺延|往后数)" + HAN_SPAN),
                back(HAN_DATE + back),
                back(HAN_DATE + "再?(?:减去?|减掉|往前推?|向前推?|前推|倒推|往前数)" + HAN_SPAN),
                form(HAN_DATE + away),
                form(HAN_DATE + "(?:之|以)?的?(?<way>后|前)的?第?" + HAN_SPAN + HAN_ASK),
                form(HAN_DATE + "的?" + HAN_SPAN + "(?:之|以)(?<way>后|前)"));
    }

    private static Optional<Map<String, Object>> values(Matcher match, boolean back) {
        String named = group(match, "date");
        String date = named == null || named.isBlank() ? "today" : named.strip();
        Optional<Span> span = Spans.read(match.group("span"));
        if (span.isEmpty() || Days.read(date).isEmpty()) {
            return Optional.empty();
        }
        String way = group(match, "way");
        boolean before = back || way != null && way.matches("before|prior to|ahead of|earlier than|前");
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("date", date);
        values.putAll((before ? span.get().negated() : span.get()).parts());
        return Optional.of(values);
    }

    private static @Nullable String group(Matcher match, String name) {
        return match.pattern().pattern().contains("(?<" + name + ">") ? match.group(name) : null;
    }
}
