// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a day in any of the ways people write it. */
final class Days {
    private static final int LONGEST = 60;
    private static final List<Form<WrittenDay>> DAYS = Stream.of(
                    NumericDays.FORMS, EnglishDays.FORMS, ChineseDays.FORMS)
            .flatMap(List::stream)
            .toList();
    private static final List<Form<WrittenDay>> STARTS = Stream.of(EnglishDays.STARTS, ChineseDays.STARTS)
            .flatMap(List::stream)
            .toList();
    private static final Pattern LEAD = Pattern.compile("^(?:on |the (?:date|day) (?:of )?)");

    private Days() {}

    /**
     * Reads a day.
     *
     * @param text in plain form, see {@link Wording#plain}
     * @return empty if it is none
     */
    static Optional<WrittenDay> read(String text) {
        return Form.first(DAYS, clean(text));
    }

    /** Reads a day, or a month or year as its first day. */
    static Optional<WrittenDay> readStart(String text) {
        String clean = clean(text);
        return Form.first(DAYS, clean).or(() -> Form.first(STARTS, clean));
    }

    private static String clean(String text) {
        String bare = LEAD.matcher(text.strip()).replaceFirst("").strip();
        return bare.length() > LONGEST ? "" : bare;
    }
}
