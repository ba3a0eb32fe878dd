// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A while, forward or back.
 *
 * @param years calendar years
 * @param months calendar months
 * @param weeks of seven days
 * @param days days
 * @param workingDays Mondays to Fridays
 */
record Span(int years, int months, int weeks, int days, int workingDays) {
    static final Span NONE = new Span(0, 0, 0, 0, 0);
    /** Counted one by one. */
    private static final int MOST_WORKING_DAYS = 1_000_000;

    Span plus(Span other) {
        return new Span(
                years + other.years,
                months + other.months,
                weeks + other.weeks,
                days + other.days,
                workingDays + other.workingDays);
    }

    Span negated() {
        return new Span(-years, -months, -weeks, -days, -workingDays);
    }

    boolean isCalendar() {
        return years != 0 || months != 0;
    }

    /**
     * Goes this far from a day: years and months first, then weeks and days, then working days.
     *
     * @throws DateTimeException if that leads out of the years 1 to 9999
     */
    LocalDate from(LocalDate day) {
        LocalDate moved =
                day.plusYears(years).plusMonths(months).plusWeeks(weeks).plusDays(days);
        if (Math.abs((long) workingDays) > MOST_WORKING_DAYS || moved.getYear() < 1 || moved.getYear() > 9999) {
            throw new DateTimeException("out of the calendar");
        }
        int step = Integer.signum(workingDays);
        for (int left = Math.abs(workingDays); left > 0; ) {
            moved = moved.plusDays(step);
            if (isWorkingDay(moved)) {
                left--;
            }
        }
        if (moved.getYear() < 1 || moved.getYear() > 9999) {
            throw new DateTimeException("out of the calendar");
        }
        return moved;
    }

    static boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /** The parts that are not zero, by the names of the arguments. */
    Map<String, Object> parts() {
        Map<String, Object> parts = new LinkedHashMap<>();
        put(parts, "years", years);
        put(parts, "months", months);
        put(parts, "weeks", weeks);
        put(parts, "days", days);
        put(parts, "workingDays", workingDays);
        return parts;
    }

    private static void put(Map<String, Object> parts, String name, int value) {
        if (value != 0) {
            parts.put(name, value);
        }
    }
}
