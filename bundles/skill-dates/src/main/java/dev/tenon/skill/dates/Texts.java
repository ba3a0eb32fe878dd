// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The words of the answers. */
final class Texts {
    private static final DateTimeFormatter ENGLISH_DAY =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter CHINESE_DAY =
            DateTimeFormatter.ofPattern("uuuu年M月d日（EEEE）", Locale.SIMPLIFIED_CHINESE);
    private static final DateTimeFormatter ENGLISH_PLAIN = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter CHINESE_PLAIN =
            DateTimeFormatter.ofPattern("uuuu年M月d日", Locale.SIMPLIFIED_CHINESE);
    private static final LocalDate GREGORIAN = LocalDate.of(1582, 10, 15);

    private static final Map<String, String> UNITS =
            Map.of("years", "年", "months", "个月", "weeks", "周", "days", "天", "workingDays", "个工作日");

    private Texts() {}

    static String of(Locale language, String english, String chinese) {
        return Languages.isChinese(language) ? chinese : english;
    }

    /** With its weekday. */
    static String day(LocalDate day, Locale language) {
        return (Languages.isChinese(language) ? CHINESE_DAY : ENGLISH_DAY).format(day);
    }

    static String plainDay(LocalDate day, Locale language) {
        return (Languages.isChinese(language) ? CHINESE_PLAIN : ENGLISH_PLAIN).format(day);
    }

    static String weekday(LocalDate day, Locale language) {
        return day.getDayOfWeek()
                .getDisplayName(
                        TextStyle.FULL, Languages.isChinese(language) ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
    }

    /** "3 weeks", "3周". */
    static String count(long number, String unit, Locale language) {
        if (Languages.isChinese(language)) {
            return number + UNITS.getOrDefault(unit, "");
        }
        String plural = unit.equals("workingDays") ? "working days" : unit;
        return number + " " + (number == 1 ? plural.substring(0, plural.length() - 1) : plural);
    }

    /** "1 year, 2 months and 3 days"; the parts that are zero are left out. */
    static String period(Period period, Locale language) {
        List<String> parts = new ArrayList<>();
        add(parts, period.getYears(), "years", language);
        add(parts, period.getMonths(), "months", language);
        add(parts, period.getDays(), "days", language);
        return parts.isEmpty() ? count(0, "days", language) : join(parts, language);
    }

    /** "4 weeks and 3 days". */
    static String weeks(long days, Locale language) {
        List<String> parts = new ArrayList<>();
        add(parts, days / 7, "weeks", language);
        add(parts, days % 7, "days", language);
        return parts.isEmpty() ? count(0, "weeks", language) : join(parts, language);
    }

    /** The size of a span in words, whatever its direction. */
    static String span(Span span, Locale language) {
        List<String> parts = new ArrayList<>();
        span.parts().forEach((unit, number) -> add(parts, Math.abs(((Integer) number).longValue()), unit, language));
        return join(parts, language);
    }

    private static void add(List<String> parts, long number, String unit, Locale language) {
        if (number != 0) {
            parts.add(count(number, unit, language));
        }
    }

    private static String join(List<String> parts, Locale language) {
        int last = parts.size() - 1;
        if (Languages.isChinese(language) && last > 0) {
            return String.join("", parts.subList(0, last)) + "零" + parts.get(last);
        }
        return last == 0 ? parts.get(0) : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }

    /** Days before the reform of 1582 bore other dates in their time. */
    static String calendar(LocalDate day, Locale language) {
        return day.isBefore(GREGORIAN)
                ? of(
                        language,
                        " Dates before 15 October 1582 are counted back by the Gregorian calendar.",
                        "1582年10月15日以前的日期按格里历往前推算。")
                : "";
    }
}
