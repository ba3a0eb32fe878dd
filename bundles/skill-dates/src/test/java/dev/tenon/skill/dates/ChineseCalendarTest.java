// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChineseCalendarTest {
    /** As the almanacs of these years have them; 2020 and 2033 have leap months. */
    @ParameterizedTest
    @CsvSource({
        "1997,1,1,1997-02-07", "2000,1,1,2000-02-05", "2008,8,15,2008-09-14", "2020,5,5,2020-06-25",
        "2020,8,15,2020-10-01", "2023,1,15,2023-02-05", "2024,9,9,2024-10-11", "2025,8,15,2025-10-06",
        "2026,1,1,2026-02-17", "2026,5,5,2026-06-19", "2026,8,15,2026-09-25", "2027,1,1,2027-02-06",
        "2027,7,7,2027-08-08", "2033,12,1,2034-01-20", "2034,1,1,2034-02-19"
    })
    void knowsTheDays(int year, int month, int day, LocalDate expected) {
        assertThat(ChineseCalendar.day(year, month, day)).contains(expected);
    }

    @Test
    void knowsTheTermsOfTheSun() {
        assertThat(ChineseCalendar.qingming(2025)).contains(LocalDate.of(2025, 4, 4));
        assertThat(ChineseCalendar.qingming(2027)).contains(LocalDate.of(2027, 4, 5));
        assertThat(ChineseCalendar.solstice(2025)).contains(LocalDate.of(2025, 12, 21));
    }

    @Test
    void hasNoDayOutsideItsYearsAndMonths() {
        assertThat(ChineseCalendar.day(1949, 1, 1)).isEmpty();
        assertThat(ChineseCalendar.day(2101, 1, 1)).isEmpty();
        assertThat(ChineseCalendar.day(2027, 3, 30)).isEmpty();
        assertThat(ChineseCalendar.eve(2026)).contains(LocalDate.of(2026, 2, 16));
    }
}
