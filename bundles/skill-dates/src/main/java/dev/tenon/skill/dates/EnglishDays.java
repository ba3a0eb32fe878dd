// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;

/** Reads days in English words: "24 December 2026", "next Friday", "Christmas", "in three weeks". */
final class EnglishDays {
    static final String WEEKDAY = "(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\\.?";
    private static final String MONTH = "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
            + "|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
    private static final String YEAR = "(?:(?:,| of| in)? ?(?<year>\\d{4}|(?:this|next|last) year))?";
    private static final String DAY = "(?<day>" + Numbers.DAY_OF_MONTH + ")\\.?";
    private static final String LEAD = "(?:" + WEEKDAY + ",? (?:the )?)?(?:the )?";
    /** "The second Tuesday of May". */
    static final String NTH_WEEKDAY =
            "(?:the )?(?<nth>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th) (?<weekday>" + WEEKDAY
                    + ") (?:of|in) " + MONTH;

    private static final String ORDINALS = "first second third fourth fifth 1st 2nd 3rd 4th 5th";
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Map<String, Integer> NEAR = Map.of(
            "today", 0,
            "now", 0,
            "right now", 0,
            "tomorrow", 1,
            "the day after tomorrow", 2,
            "day after tomorrow", 2,
            "yesterday", -1,
            "the day before yesterday", -2,
            "day before yesterday", -2);

    static final List<Form<WrittenDay>> FORMS = List.of(
            Form.maybe(
                    "(?:right now|now|today|tomorrow|yesterday|(?:the )?day (?:after tomorrow|before yesterday))"
                            + "(?:'s date)?|today's date",
                    m -> Optional.of(fromToday(NEAR.getOrDefault(m.group().replace("'s date", ""), 0)))),
            Form.maybe(LEAD + DAY + "(?: of)? ?" + MONTH + YEAR, EnglishDays::inMonth),
            Form.maybe("(?:" + WEEKDAY + ",? )?" + MONTH + " ?(?:the )?" + DAY + YEAR, EnglishDays::inMonth),
            Form.maybe(NTH_WEEKDAY + YEAR, EnglishDays::nthWeekday),
            Form.of("(this|the coming|coming|next|last|past)? ?(" + WEEKDAY + ")", EnglishDays::weekday),
            Form.of(
                    "(" + WEEKDAY + ") (?:of )?(this|next|last) week",
                    m -> Weekdays.ofWeek(weeks(m.group(2)), dayOfWeek(m.group(1)))),
            Form.maybe(
                    "(?:(?:this year's|(?:the )?(?<which>next|last|this|coming)) )?(?<feast>[a-z' .-]{4,40}?)" + YEAR,
                    EnglishDays::feast),
            Form.of(
                    "(?:the )?end of (?:the|this) (year|month|week)",
                    m -> WrittenDay.fixed((today, lean) -> end(today, m.group(1)))),
            Form.maybe(
                    "the " + DAY + "(?: of (?<which>this|next) month)?",
                    m -> ofMonth(m.group("which"), Numbers.dayOfMonth(m.group("day")))),
            Form.maybe("in (" + Spans.ENGLISH + ")(?: time)?", m -> away(m.group(1), false)),
            Form.maybe("(" + Spans.ENGLISH + ") (?:from (?:now|today)|hence)", m -> away(m.group(1), false)),
            Form.maybe("(" + Spans.ENGLISH + ") ago", m -> away(m.group(1), true)));

    /** Months and years, which begin on their first day. */
    static final List<Form<WrittenDay>> STARTS = List.of(
            Form.maybe("(?:the (?:start|beginning) of )?" + MONTH + YEAR, m -> NumericDays.day(year(m), month(m), 1)),
            Form.maybe(
                    "(?:the (?:start|beginning) of )?(?<year>[12]\\d{3}|(?:this|next) year)",
                    m -> NumericDays.day(year(m), 1, 1)),
            Form.of(
                    "(?:the (?:start|beginning) of )?next (month|week)",
                    m -> WrittenDay.fixed((today, lean) -> m.group(1).equals("week")
                            ? today.with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                            : today.with(TemporalAdjusters.firstDayOfNextMonth()))));

    private EnglishDays() {}

    static WrittenDay fromToday(int days) {
        return WrittenDay.fixed((today, lean) -> today.plusDays(days));
    }

    static Optional<WrittenDay> away(String text, boolean back) {
        return Spans.read(text)
                .map(span -> back ? span.negated() : span)
                .map(way -> WrittenDay.fixed((today, lean) -> way.from(today)));
    }

    private static int month(Matcher match) {
        return MONTHS.indexOf(match.group("month").substring(0, 3)) + 1;
    }

    private static Optional<WrittenDay> inMonth(Matcher match) {
        return NumericDays.day(year(match), month(match), Numbers.dayOfMonth(match.group("day")));
    }

    private static Optional<WrittenDay> nthWeekday(Matcher match) {
        int at = List.of(ORDINALS.split(" ")).indexOf(match.group("nth"));
        return Weekdays.ofMonth(
                year(match),
                month(match),
                at < 0 ? Weekdays.LAST_OF_MONTH : at % 5 + 1,
                dayOfWeek(match.group("weekday")));
    }

    private static Optional<IntUnaryOperator> year(Matcher match) {
        String year = match.group("year");
        if (year == null) {
            return Optional.empty();
        }
        return Character.isDigit(year.charAt(0))
                ? NumericDays.year(year)
                : Optional.of(today -> today + weeks(year.substring(0, 4).strip()));
    }

    private static int weeks(String which) {
        return which.equals("next") ? 1 : which.equals("last") ? -1 : 0;
    }

    static DayOfWeek dayOfWeek(String name) {
        String start = name.substring(0, 3);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().toLowerCase(java.util.Locale.ROOT).startsWith(start)) {
                return day;
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static WrittenDay weekday(Matcher match) {
        DayOfWeek day = dayOfWeek(match.group(2));
        String which = match.group(1) == null ? "" : match.group(1);
        return switch (which) {
            case "next" -> Weekdays.next(day);
            case "last", "past" -> Weekdays.last(day);
            default -> Weekdays.bare(day);
        };
    }

    private static Optional<WrittenDay> feast(Matcher match) {
        Optional<IntUnaryOperator> year = year(match);
        String which = match.group("which") == null ? "" : match.group("which");
        return Feasts.find(match.group("feast").strip()).map(inYear -> {
            WrittenDay day = WrittenDay.yearly(year, inYear);
            return which.equals("last")
                    ? WrittenDay.fixed((today, lean) -> day.on(today.minusDays(1), WrittenDay.Lean.LAST))
                    : which.isEmpty() && year.isEmpty()
                            ? day
                            : WrittenDay.fixed((today, lean) -> day.on(today, WrittenDay.Lean.NEXT));
        });
    }

    static LocalDate end(LocalDate today, String what) {
        return switch (what) {
            case "year" -> today.with(TemporalAdjusters.lastDayOfYear());
            case "month" -> today.with(TemporalAdjusters.lastDayOfMonth());
            default -> today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        };
    }

    /** "the 15th": of this month or, if that is over, of the next. */
    static Optional<WrittenDay> ofMonth(@org.jspecify.annotations.Nullable String which, int dayOfMonth) {
        if (dayOfMonth < 1 || dayOfMonth > 31) {
            return Optional.empty();
        }
        return Optional.of(WrittenDay.fixed((today, lean) -> {
            boolean next = "next".equals(which) || which == null && today.getDayOfMonth() > dayOfMonth;
            return today.plusMonths(next ? 1 : 0).withDayOfMonth(dayOfMonth);
        }));
    }
}
