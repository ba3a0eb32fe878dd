// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A timer that runs.
 *
 * @param number short, for people; unique among those that run
 * @param name what it is for
 * @param length as it was asked for, in whole seconds
 * @param ends when it rings
 * @param language to ring in
 */
record Timer(long number, Optional<String> name, Duration length, Instant ends, Locale language) {
    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofDays(30);
    static final int MAX_NAME = 60;

    /** Tells whether somebody could have started it. */
    boolean isSound() {
        return number > 0
                && length.compareTo(SHORTEST) >= 0
                && length.compareTo(LONGEST) <= 0
                && name.map(text -> !text.isBlank() && text.length() <= MAX_NAME)
                        .orElse(true)
                && !language.getLanguage().isEmpty();
    }

    boolean isOver(Instant now) {
        return !ends.isAfter(now);
    }

    /** Rounds up to whole seconds: a timer with nothing left has rung. */
    Duration left(Instant now) {
        Duration left = Duration.between(now, ends);
        return left.isNegative()
                ? Duration.ZERO
                : Duration.ofSeconds(left.plusMillis(999).toSeconds());
    }
}
