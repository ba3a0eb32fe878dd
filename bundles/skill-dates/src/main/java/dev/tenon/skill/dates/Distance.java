// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What lies between two days.
 *
 * @param from the day it is counted from
 * @param to the day it is counted to; may be the earlier one
 * @param bothEnds whether the first and the last day both count
 */
record Distance(LocalDate from, LocalDate to, boolean bothEnds) {
    private LocalDate earlier() {
        return from.isAfter(to) ? to : from;
    }

    /** The first day that does not count any more. */
    private LocalDate end() {
        LocalDate later = from.isAfter(to) ? from : to;
        return bothEnds ? later.plusDays(1) : later;
    }

    private long days() {
        return ChronoUnit.DAYS.between(earlier(), end());
    }

    /** Mondays to Fridays; a day and the one seven days later count once. */
    long workingDays() {
        long whole = days() / 7 * 5;
        LocalDate rest = earlier().plusDays(days() / 7 * 7);
        for (; rest.isBefore(end()); rest = rest.plusDays(1)) {
            if (Span.isWorkingDay(rest)) {
                whole++;
            }
        }
        return whole;
    }

    Map<String, Object> values(String unit) {
        Period period = Period.between(earlier(), end());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("from", from.toString());
        values.put("to", to.toString());
        values.put("days", from.isAfter(to) ? -days() : days());
        values.put("weeks", days() / 7);
        values.put("years", period.getYears());
        values.put("months", period.getMonths());
        values.put("daysBesideMonths", period.getDays());
        if (unit.equals("working-days")) {
            values.put("workingDays", workingDays());
        }
        return values;
    }

    String sentence(String unit, Locale language) {
        String first = Texts.day(from, language);
        String second = Texts.day(to, language);
        String size = size(unit, language);
        if (from.equals(to) && !bothEnds) {
            return Texts.of(language, "Both are the same day, " + first + ": 0 days.", "两者是同一天：" + first + "，相差0天。");
        }
        if (from.isAfter(to)) {
            return Texts.of(
                    language,
                    "%s lies %s before %s.".formatted(second, size, first),
                    "%s比%s早%s。".formatted(second, first, size));
        }
        return Texts.of(
                language,
                "From %s to %s: %s.".formatted(first, second, size),
                "从%s到%s：%s。".formatted(first, second, size));
    }

    private String size(String unit, Locale language) {
        String days = Texts.count(days(), "days", language);
        String period = Texts.period(Period.between(earlier(), end()), language);
        if (unit.equals("working-days")) {
            return Texts.count(workingDays(), "workingDays", language) + ends(language);
        }
        String exact = unit.equals("weeks") ? Texts.weeks(days(), language) : unit.equals("days") ? days : period;
        String other =
                unit.equals("days") ? days() < 7 ? days : days() < 60 ? Texts.weeks(days(), language) : period : days;
        String same = exact.equals(other) ? exact : exact + Texts.of(language, " (" + other + ")", "（即" + other + "）");
        return bothEnds ? same + Texts.of(language, ", first and last day included", "（首尾两天都计入）") : same;
    }

    private String ends(Locale language) {
        return bothEnds
                ? Texts.of(
                        language,
                        " (Monday to Friday, first and last day included, public holidays not considered)",
                        "（周一至周五，首尾两天都计入，未扣除法定节假日）")
                : Texts.of(
                        language,
                        " (Monday to Friday, the last day not included, public holidays not considered)",
                        "（周一至周五，不含最后一天，未扣除法定节假日）");
    }
}
