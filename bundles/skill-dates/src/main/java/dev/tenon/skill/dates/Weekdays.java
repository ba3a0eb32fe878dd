// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import dev.tenon.skill.dates.WrittenDay.Doubt;
import dev.tenon.skill.dates.WrittenDay.Lean;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/** Days said by their weekday. Weeks begin on Monday. */
final class Weekdays {
    private Weekdays() {}

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
