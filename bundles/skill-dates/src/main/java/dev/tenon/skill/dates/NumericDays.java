// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import dev.tenon.skill.dates.WrittenDay.Doubt;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** Reads dates in digits: 2026-12-24, 24.12.2026, 12/24/2026. */
final class NumericDays {
    static final List<Form<WrittenDay>> FORMS = List.of(
            Form.maybe("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})", m -> day(year(m.group(1)), m.group(3), m.group(4))),
            Form.maybe("(\\d{4})(\\d{2})(\\d{2})", m -> day(year(m.group(1)), m.group(2), m.group(3))),
            Form.maybe(
                    "(\\d{1,2})\\. ?(\\d{1,2})\\. ?(\\d{4}|\\d{2})",
                    m -> day(year(m.group(3)), m.group(2), m.group(1))),
            Form.maybe("(\\d{1,2})\\. ?(\\d{1,2})\\.", m -> day(Optional.empty(), m.group(2), m.group(1))),
            Form.maybe(
                    "(\\d{1,2})([-/])(\\d{1,2})\\2(\\d{4}|\\d{2})",
                    m -> eitherWay(year(m.group(4)), m.group(1), m.group(3))),
            Form.maybe("(\\d{1,2})/(\\d{1,2})", m -> eitherWay(Optional.empty(), m.group(1), m.group(2))));

    /** Two digits mean 1970 to 2069. */
    private static final int FIRST_SHORT_YEAR = 70;

    private NumericDays() {}

    /** Four digits stand for themselves. */
    static Optional<IntUnaryOperator> year(String digits) {
        int number = Integer.parseInt(digits);
        int year = digits.length() > 2 ? number : number < FIRST_SHORT_YEAR ? 2000 + number : 1900 + number;
        return Optional.of(today -> year);
    }

    private static Optional<WrittenDay> day(Optional<IntUnaryOperator> year, String month, String dayOfMonth) {
        return day(year, Integer.parseInt(month), Integer.parseInt(dayOfMonth));
    }

    /** Empty if no calendar could have such numbers; 30 February is read and found out later. */
    static Optional<WrittenDay> day(Optional<IntUnaryOperator> year, int month, int dayOfMonth) {
        if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > 31) {
            return Optional.empty();
        }
        return Optional.of(WrittenDay.yearly(year, inYear -> of(inYear, month, dayOfMonth)));
    }

    private static Optional<LocalDate> of(int year, int month, int dayOfMonth) {
        try {
            MonthDay day = MonthDay.of(month, dayOfMonth);
            return day.isValidYear(year) ? Optional.of(Year.of(year).atMonthDay(day)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** With slashes some write the month first, some the day. */
    private static Optional<WrittenDay> eitherWay(Optional<IntUnaryOperator> year, String first, String second) {
        int one = Integer.parseInt(first);
        int two = Integer.parseInt(second);
        Optional<WrittenDay> monthFirst = day(year, one, two);
        Optional<WrittenDay> dayFirst = day(year, two, one);
        if (monthFirst.isPresent() && dayFirst.isPresent() && one != two) {
            Doubt doubt = new Doubt(Doubt.Kind.MONTH_FIRST, dayFirst.get().resolver());
            return monthFirst.map(day -> new WrittenDay(day.resolver(), day.floating(), Optional.of(doubt)));
        }
        return monthFirst.or(() -> dayFirst);
    }
}
