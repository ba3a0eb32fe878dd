// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import java.time.DayOfWeek;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Reads days in Chinese: 2026年12月24日, 十二月二十四号, 下周五, 明年元旦, 三天后. */
final class ChineseDays {
    private static final String YEAR = "(?:(?<year>\\d{4}|[〇零一二三四五六七八九]{4}|今|明|去|后|前)年的?)?";
    private static final String WEEKDAY_TAIL = "(?:[(]?(?:星期|周|礼拜)[一二三四五六日天][)]?)?(?:那天|那一天|当天|这天|这一天)?";
    private static final Map<String, Integer> NEAR = Map.ofEntries(
            Map.entry("今天", 0),
            Map.entry("今日", 0),
            Map.entry("现在", 0),
            Map.entry("目前", 0),
            Map.entry("今", 0),
            Map.entry("明天", 1),
            Map.entry("明日", 1),
            Map.entry("后天", 2),
            Map.entry("大后天", 3),
            Map.entry("昨天", -1),
            Map.entry("昨日", -1),
            Map.entry("前天", -2),
            Map.entry("大前天", -3));

    static final List<Form<WrittenDay>> FORMS = List.of(
            Form.maybe(
                    "(大?后天|大?前天|[今明昨][天日]|现在|目前|今)(?:这天|这一天)?",
                    m -> Optional.of(EnglishDays.fromToday(NEAR.getOrDefault(m.group(1), 0)))),
            Form.maybe(
                    YEAR + "(?<month>" + Numbers.CHINESE + ")月(?:份的?)?(?<day>" + Numbers.CHINESE + ")[日号]?"
                            + WEEKDAY_TAIL,
                    m -> NumericDays.day(year(m), number(m, "month"), number(m, "day"))),
            Form.maybe(
                    "(?<which>这个|本|下个|下|上个|上)月的?(?<day>" + Numbers.CHINESE + ")[日号]" + WEEKDAY_TAIL,
                    m -> ofMonth(m.group("which"), number(m, "day"))),
            Form.maybe(
                    "(?<day>" + Numbers.CHINESE + ")[日号]" + WEEKDAY_TAIL,
                    m -> EnglishDays.ofMonth(null, number(m, "day"))),
            Form.maybe(
                    "(?:(?<which>这个?|本|下一?个?|上一?个?)月|" + YEAR + "(?<month>" + Numbers.CHINESE
                            + ")月(?:份)?)的?(?:[第头]?(?<nth>[一二三四五1-5])个?|(?<last>最后一?个))(?:周|星期|礼拜)"
                            + "(?<weekday>[一二三四五六日天1-6])",
                    ChineseDays::nthWeekday),
            Form.maybe(
                    YEAR + "(?:农历|阴历|旧历)(?<month>正|冬|腊|[一二三四五六七八九十]{1,2})月(?:初)?(?<day>[一二三四五六七八九十廿]{1,3})",
                    ChineseDays::ofChineseMonth),
            Form.of("(下下个?|下个?|上上个?|上个?|这个?|本)?(?:周|星期|礼拜)([一二三四五六日天末1-6])", ChineseDays::weekday),
            Form.maybe(
                    "(?:" + YEAR + "|(?<which>下一?个|上一?个))(?:的)?(?<feast>[\\p{IsHan}\\d]{2,8}?)" + WEEKDAY_TAIL,
                    ChineseDays::feast),
            Form.of("(?:今|本)?年[底末]|年终", m -> WrittenDay.fixed((today, lean) -> EnglishDays.end(today, "year"))),
            Form.of("(?:这个|本)?月[底末]", m -> WrittenDay.fixed((today, lean) -> EnglishDays.end(today, "month"))),
            Form.of("下个?月[底末]", m -> WrittenDay.fixed((today, lean) -> EnglishDays.end(today.plusMonths(1), "month"))),
            Form.maybe(
                    "(?:再过|过)?(" + Spans.CHINESE + ")(?:之|以)?(后|前)",
                    m -> EnglishDays.away(m.group(1), m.group(2).equals("前"))),
            Form.maybe("再过(" + Spans.CHINESE + ")", m -> EnglishDays.away(m.group(1), false)));

    /** Months and years, which begin on their first day. */
    static final List<Form<WrittenDay>> STARTS = List.of(
            Form.maybe(
                    YEAR + "(?<month>" + Numbers.CHINESE + ")月份?[初]?",
                    m -> NumericDays.day(year(m), number(m, "month"), 1)),
            Form.maybe("(?<year>\\d{4}|[〇零一二三四五六七八九]{4}|今|明|后)年初?", m -> NumericDays.day(year(m), 1, 1)),
            Form.of(
                    "下个?月初?",
                    m -> WrittenDay.fixed((today, lean) -> today.with(TemporalAdjusters.firstDayOfNextMonth()))));

    private ChineseDays() {}

    private static int number(Matcher match, String group) {
        return Numbers.chinese(match.group(group));
    }

    private static Optional<IntUnaryOperator> year(Matcher match) {
        String year = match.group("year");
        if (year == null) {
            return Optional.empty();
        }
        return switch (year) {
            case "今" -> Optional.of(today -> today);
            case "明" -> Optional.of(today -> today + 1);
            case "后" -> Optional.of(today -> today + 2);
            case "去" -> Optional.of(today -> today - 1);
            case "前" -> Optional.of(today -> today - 2);
            default -> {
                int number = Numbers.chinese(year);
                yield Optional.of(today -> number);
            }
        };
    }

    private static Optional<WrittenDay> ofMonth(String which, int dayOfMonth) {
        if (dayOfMonth < 1 || dayOfMonth > 31) {
            return Optional.empty();
        }
        int months = months(which);
        return Optional.of(WrittenDay.fixed(
                (today, lean) -> today.withDayOfMonth(1).plusMonths(months).withDayOfMonth(dayOfMonth)));
    }

    private static int months(String which) {
        return which.startsWith("下") ? 1 : which.startsWith("上") ? -1 : 0;
    }

    private static Optional<WrittenDay> nthWeekday(Matcher match) {
        int ordinal = match.group("last") != null ? Weekdays.LAST_OF_MONTH : number(match, "nth");
        DayOfWeek weekday = dayOfWeek(match.group("weekday").charAt(0));
        if (match.group("which") != null) {
            int months = months(match.group("which"));
            return Optional.of(WrittenDay.fixed((today, lean) -> today.withDayOfMonth(1)
                    .plusMonths(months)
                    .with(TemporalAdjusters.dayOfWeekInMonth(ordinal, weekday))));
        }
        return Weekdays.ofMonth(year(match), number(match, "month"), ordinal, weekday);
    }

    private static Optional<WrittenDay> ofChineseMonth(Matcher match) {
        String name = match.group("month");
        int month =
                switch (name) {
                    case "正" -> 1;
                    case "冬" -> 11;
                    case "腊" -> 12;
                    default -> Numbers.chinese(name);
                };
        int day = Numbers.chinese(match.group("day").replaceFirst("^廿", "二十"));
        return Optional.of(WrittenDay.yearly(year(match), inYear -> ChineseCalendar.day(inYear, month, day)));
    }

    private static WrittenDay weekday(Matcher match) {
        DayOfWeek day = dayOfWeek(match.group(2).charAt(0));
        @Nullable String which = match.group(1);
        if (which == null) {
            return Weekdays.bare(day);
        }
        int one = which.startsWith("下") ? 1 : which.startsWith("上") ? -1 : 0;
        boolean twice = which.startsWith("下下") || which.startsWith("上上");
        return Weekdays.ofWeek(twice ? 2 * one : one, day);
    }

    static DayOfWeek dayOfWeek(char sign) {
        int index = "一二三四五六日".indexOf(sign);
        int number = index >= 0 ? index + 1 : sign == '末' ? 6 : sign == '天' ? 7 : sign - '0';
        return DayOfWeek.of(number);
    }

    private static Optional<WrittenDay> feast(Matcher match) {
        Optional<IntUnaryOperator> year = year(match);
        @Nullable String which = match.group("which");
        return Feasts.find(match.group("feast")).map(inYear -> {
            WrittenDay day = WrittenDay.yearly(year, inYear);
            if (which == null) {
                return day;
            }
            return which.startsWith("上")
                    ? WrittenDay.fixed((today, lean) -> day.on(today.minusDays(1), WrittenDay.Lean.LAST))
                    : WrittenDay.fixed((today, lean) -> day.on(today, WrittenDay.Lean.NEXT));
        });
    }
}
