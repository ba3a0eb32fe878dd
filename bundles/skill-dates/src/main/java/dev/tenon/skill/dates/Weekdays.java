// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import dev.tenon.skill.dates.WrittenDay.Doubt;
import dev.tenon.skill.dates.WrittenDay.Lean;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** Days said by their weekday. Weeks begin on Monday. */
final class Weekdays {
    /** The last one of a month, whichever number that is. */
    static final int LAST_OF_MONTH = -1;

    private Weekdays() {}

    /** The so many-th of its kind in a month, in years that have it. */
    static Optional<WrittenDay> ofMonth(Optional<IntUnaryOperator> year, int month, int ordinal, DayOfWeek weekday) {
        if (month < 1 || month > 12) {
            return Optional.empty();
        }
        return Optional.of(WrittenDay.yearly(year, inYear -> Optional.of(
                        LocalDate.of(inYear, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(ordinal, weekday)))
                .filter(day -> day.getMonthValue() == month)));
    }

    /** The Friday to come, or, looking back, the one before today. */
    static WrittenDay bare(DayOfWeek weekday) {
        return new WrittenDay(
                (today, lean) -> today.with(
                        lean == Lean.LAST ? TemporalAdjusters.previous(weekday) : TemporalAdjusters.next(weekday)),
                true,
                Optional.empty());
    }

    /** Some mean the first one to come, some the one of the week after this. */
    static WrittenDay next(DayOfWeek weekday) {
        return new WrittenDay(
                (today, lean) -> today.with(TemporalAdjusters.next(weekday)),
                false,
                Optional.of(new Doubt(Doubt.Kind.NEXT_WEEKDAY, (today, lean) -> inWeek(today, 1, weekday))));
    }

    static WrittenDay last(DayOfWeek weekday) {
        return WrittenDay.fixed((today, lean) -> today.with(TemporalAdjusters.previous(weekday)));
    }

    /** The Friday of this week or so many weeks later. */
    static WrittenDay ofWeek(int weeks, DayOfWeek weekday) {
        return WrittenDay.fixed((today, lean) -> inWeek(today, weeks, weekday));
    }

    private static LocalDate inWeek(LocalDate today, int weeks, DayOfWeek weekday) {
        return today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .plusWeeks(weeks)
                .with(TemporalAdjusters.nextOrSame(weekday));
    }
}
