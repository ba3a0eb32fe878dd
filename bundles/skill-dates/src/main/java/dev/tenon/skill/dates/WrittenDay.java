// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * A day as somebody wrote it. Which day of the calendar that is may depend on today.
 *
 * @param resolver finds the day
 * @param floating whether there is one every year or week, so that it depends on what is asked which one is meant
 * @param doubt the other way to read it
 */
record WrittenDay(Resolver resolver, boolean floating, Optional<Doubt> doubt) {
    /** Which of many to take: the next one, the last one or the one of this year. */
    enum Lean {
        NEXT,
        LAST,
        THIS_YEAR
    }

    /** Finds the day. */
    interface Resolver {
        /**
         * Finds the day.
         *
         * @throws DateTimeException if the calendar has no such day
         */
        LocalDate on(LocalDate today, Lean lean);
    }

    /**
     * Another way to read what was written.
     *
     * @param kind of doubt
     * @param other what it would be then
     */
    record Doubt(Kind kind, Resolver other) {
        /** Kinds of doubt: which of two numbers is the month, and whether "next" skips this week. */
        enum Kind {
            MONTH_FIRST,
            NEXT_WEEKDAY
        }
    }

    private static final int LEAP_GAP = 8;

    LocalDate on(LocalDate today, Lean lean) {
        LocalDate day = resolver.on(today, lean);
        if (day.getYear() < 1 || day.getYear() > 9999) {
            throw new DateTimeException("a year from 1 to 9999 is needed: " + day);
        }
        return day;
    }

    static WrittenDay fixed(Resolver resolver) {
        return new WrittenDay(resolver, false, Optional.empty());
    }

    /**
     * A day that comes every year.
     *
     * @param year of today's year makes the one that is meant; empty if none was named
     * @param inYear the day, empty in years without
     */
    static WrittenDay yearly(Optional<IntUnaryOperator> year, IntFunction<Optional<LocalDate>> inYear) {
        if (year.isPresent()) {
            return fixed((today, lean) -> inYear.apply(year.get().applyAsInt(today.getYear()))
                    .orElseThrow(() -> new DateTimeException("no such day in that year")));
        }
        return new WrittenDay((today, lean) -> nearest(inYear, today, lean), true, Optional.empty());
    }

    private static LocalDate nearest(IntFunction<Optional<LocalDate>> inYear, LocalDate today, Lean lean) {
        int step = lean == Lean.LAST ? -1 : 1;
        for (int i = 0; i <= LEAP_GAP; i++) {
            Optional<LocalDate> day = inYear.apply(today.getYear() + i * step);
            if (day.isPresent() && fits(day.get(), today, lean)) {
                return day.get();
            }
        }
        throw new DateTimeException("no such day in any year");
    }

    private static boolean fits(LocalDate day, LocalDate today, Lean lean) {
        return switch (lean) {
            case NEXT -> !day.isBefore(today);
            case LAST -> !day.isAfter(today);
            case THIS_YEAR -> true;
        };
    }
}
