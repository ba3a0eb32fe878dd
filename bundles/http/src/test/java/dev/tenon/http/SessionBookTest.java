// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionBookTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final SessionBook book = new SessionBook(() -> now);

    @Test
    void opensOneSessionPerCode() {
        String code = book.newCode();
        assertThat(code).matches("[a-z2-7]{26}");
        assertThat(book.open(code)).isPresent();
        assertThat(book.open(code)).isEmpty();
    }

    @Test
    void takesACodeAsPeopleTypeIt() {
        String code = book.newCode().toUpperCase(Locale.ROOT);
        assertThat(book.open(" " + code.substring(0, 5) + "-" + code.substring(5) + "\n"))
                .isPresent();
    }

    @Test
    void refusesACodeAfterTwoMinutes() {
        String late = book.newCode();
        String inTime = book.newCode();
        now = now.plus(Duration.ofMinutes(2));
        assertThat(book.open(inTime)).isPresent();
        now = now.plusMillis(1);
        assertThat(book.open(late)).isEmpty();
    }

    @Test
    void endsASessionAfterTwelveIdleHours() {
        String id = book.open(book.newCode()).orElseThrow();
        now = now.plus(Duration.ofHours(11));
        assertThat(book.use(id)).isTrue();
        now = now.plus(Duration.ofHours(11));
        assertThat(book.use(id)).isTrue();
        now = now.plus(Duration.ofHours(13));
        assertThat(book.use(id)).isFalse();
    }

    @Test
    void closesASession() {
        String id = book.open(book.newCode()).orElseThrow();
        book.close(id);
        assertThat(book.use(id)).isFalse();
    }

    @Test
    void forgetsTheOldestCodeWhenThereAreTooMany() {
        String first = book.newCode();
        String second = book.newCode();
        IntStream.range(0, 99).forEach(i -> book.newCode());
        assertThat(book.open(first)).isEmpty();
        assertThat(book.open(second)).isPresent();
    }
}
