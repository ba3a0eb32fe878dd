// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The turns of phrase that ask for the weekday of a day, or for the day of a feast. */
final class WeekdayGrammar {
    private static final String DATE = "(?<date>.+?)";
    private static final String DAY = "(?:day of (?:the )?week|week ?day|day)";
    private static final String VERB =
            "(?<verb>is|was|will|did|does|would|do|are|were)(?: it| that| be| fall| have been)*";
    private static final String ENDING =
            "(?: (?:(?:gonna|going to) be|fall|falls|fell|land|lands|be|come|happen)(?: on| in)?| on| in)?";
    private static final String WEEKDAY_NAME =
            "(?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|weekends?|weekday|week day|working day|workday)";
    private static final String HAN_DAY = "(?:星期几|周几|礼拜几|星期多少|哪个星期几|周末吗?|(?:星期|周|礼拜)[一二三四五六日天](?:吗|还是.{2,4})?|工作日吗?)";

    /** Which weekday today or tomorrow is, a clock tells. */
    private static final Pattern CLOCK =
            Pattern.compile("today|now|right now|tomorrow|yesterday|今天|今日|现在|目前|今|明天|明日|后天|昨天|昨日|前天");
    /** Days whose date is not in their name: only of those one asks for the date. */
    private static final Pattern IN_DIGITS = Pattern.compile(".*(?:\\d{1,2}[-/.]\\d|月).*|\\d+ .*|.* \\d{1,2}");

    /** A while from today: which date that is, the skill of additions tells. */
    private static final Pattern AWAY =
            Pattern.compile("in .*|.* (?:ago|hence|from now|from today)|.*(?:天|日|周|星期|礼拜|月|年|半)(?:之|以)?[后前]|再?过.*");

    static final Grammar GRAMMAR = new Grammar(english(), chinese(), Story::weekday, Gist.Wish.WEEKDAY);

    private WeekdayGrammar() {}

    private static Form<Map<String, Object>> form(String pattern) {
        return Form.maybe(pattern, match -> {
            boolean past = pattern.contains("(?<verb>") && match.group("verb").matches("was|did|were");
            String year = pattern.contains("(?<year>") && match.group("year") != null ? match.group("year") : "";
            String date = match.group("date").strip();
            boolean asksForWeekday =
                    Wording.isChinese(match.group()) || match.group().contains("week");
            if (AWAY.matcher(date).matches() && !asksForWeekday) {
                return Optional.empty();
            }
            return values(date + year, past);
        });
    }

    /** "When is Easter?" is about a day with a name. */
    private static Form<Map<String, Object>> named(String pattern) {
        return Form.maybe(pattern, match -> {
            String date = match.group("date").strip();
            return IN_DIGITS.matcher(date).matches() || AWAY.matcher(date).matches()
                    ? Optional.empty()
                    : values(date, false);
        });
    }

    private static Optional<Map<String, Object>> values(String date, boolean past) {
        if (CLOCK.matcher(date).matches() || Days.read(date).isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("date", date);
        if (past) {
            values.put("past", true);
        }
        return Optional.of(values);
    }

    private static List<Form<Map<String, Object>>> english() {
        return List.of(
                form("(?:on )?(?:what|which) " + DAY + " " + VERB + " (?:on )?(?:(?:my|our|the) (?:[a-z']+ ){1,3}on )?"
                        + DATE + ENDING + "(?<year> in \\d{4}| (?:this|next) year)?"),
                form("(?:what is |what's |what was )?(?:the )?(?:day of (?:the )?week|week ?day)"
                        + "(?: name)? (?:of|for|on|is|was) " + DATE),
                form(DATE + " (?:is|was|will be|falls on|fell on|will fall on|is on)(?: on)? (?:what|which)(?: " + DAY
                        + ")"),
                form("(?:what|which) " + DAY + " " + DATE + " (?<verb>is|falls on|fell on|was|will be)(?: on)?"),
                form(
                        DATE
                                + "(?:,| -)? (?:week ?day|day of (?:the )?week|(?:what|which) (?:day of (?:the )?week|week ?day))"),
                form("(?:is|was|will|does|did) " + DATE
                        + "(?: going to)?(?: be| fall| land| falls)?(?: on| in)?(?: an?| the)? " + WEEKDAY_NAME
                        + "(?: or (?:on )?(?:an? )?" + WEEKDAY_NAME + ")?(?<year> (?:this|next) year)?"),
                form("(?:on )?(?:what|which) " + DAY
                        + " (?<verb>was) (?:i|he|she|it|someone|somebody|a person|my \\w+) born(?: on)?(?: if (?:i|he|she) was born(?: on)?)?,? "
                        + DATE),
                form("(?:someone|somebody|a person|i|he|she) (?<verb>was) born on " + DATE
                        + ",? (?:on )?(?:what|which) " + DAY + "(?: was (?:it|that))?"),
                named("(?:on )?(?:what|which) (?:date|day)(?: of the month)? (?:is|does|will) (?:the )?" + DATE
                        + ENDING),
                named("when (?:is|does|will) " + DATE + ENDING),
                named("(?:what is |what's )?the (?:exact )?date of " + DATE),
                named("date of " + DATE));
    }

    private static List<Form<Map<String, Object>>> chinese() {
        return List.of(
                form(DATE + "(?:,|那天|那一天|这天|当天|出生的?那天)?(?:是|为|会是|将是|在|逢|落在|对应|该是|应该是)*(?:个)?(?:不是)?(?:一个)?" + HAN_DAY),
                form(DATE + "(?:那天|出生)?(?:是|为)?的?(?:星期|周几|礼拜)(?:数)?"),
                form("(?:星期几|周几|礼拜几)(?:是|,|:)*" + DATE),
                named(DATE + "(?:会|将)?(?:是|在|为)(?:哪年)?(?:哪月)?(?:几月)?(?:几[号日]|哪一?[天日]|什么时候|多少号|什么日期|哪[日号])"),
                named(DATE + "(?:的)?(?:日期|几月几[号日]|几[号日])(?:是?(?:哪天|什么|多少|几号))?"));
    }
}
