// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Days of the Chinese calendar, for the years that {@code chinese-years.txt} has. */
final class ChineseCalendar {
    private static final Map<Integer, Year> YEARS = years();

    /**
     * One year.
     *
     * @param first its New Year's Day
     * @param months a letter each: L of 30 days, S of 29, small if it is a leap month
     * @param qingming the day of tomb sweeping in that Gregorian year
     * @param solstice the winter solstice in that Gregorian year
     */
    private record Year(LocalDate first, String months, LocalDate qingming, LocalDate solstice) {
        static Year of(String line) {
            String[] cells = line.split(" ");
            int year = Integer.parseInt(cells[0]);
            return new Year(day(year, cells[1]), cells[2], day(year, cells[3]), day(year, cells[4]));
        }

        private static LocalDate day(int year, String monthAndDay) {
            return LocalDate.of(
                    year, Integer.parseInt(monthAndDay.substring(0, 2)), Integer.parseInt(monthAndDay.substring(2)));
        }
    }

    private ChineseCalendar() {}

    private static Map<Integer, Year> years() {
        try (InputStream in = ChineseCalendar.class.getResourceAsStream("chinese-years.txt")) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks chinese-years.txt");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Year::of)
                    .collect(Collectors.toMap(year -> year.first().getYear(), year -> year));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A day by its place in the Chinese year that begins in a Gregorian one.
     *
     * @param month from 1 to 12, not a leap month
     * @param day from 1 to 30
     * @return empty if the year is not known or its month has no such day
     */
    static Optional<LocalDate> day(int year, int month, int day) {
        return Optional.ofNullable(YEARS.get(year)).flatMap(known -> {
            LocalDate start = known.first();
            int number = 0;
            for (char kind : known.months().toCharArray()) {
                int length = kind == 'L' || kind == 'l' ? 30 : 29;
                number += Character.isUpperCase(kind) ? 1 : 0;
                if (number == month && Character.isUpperCase(kind)) {
                    return day <= length ? Optional.of(start.plusDays(day - 1L)) : Optional.empty();
                }
                start = start.plusDays(length);
            }
            return Optional.empty();
        });
    }

    /** The day before New Year's Day. */
    static Optional<LocalDate> eve(int year) {
        return day(year, 1, 1).map(day -> day.minusDays(1));
    }

    /** A day of the last month, which mostly lies in the Gregorian year after. */
    static Optional<LocalDate> inLastMonth(int year, int day) {
        return day(year - 1, 12, day);
    }

    static Optional<LocalDate> qingming(int year) {
        return Optional.ofNullable(YEARS.get(year)).map(Year::qingming);
    }

    static Optional<LocalDate> solstice(int year) {
        return Optional.ofNullable(YEARS.get(year)).map(Year::solstice);
    }
}
