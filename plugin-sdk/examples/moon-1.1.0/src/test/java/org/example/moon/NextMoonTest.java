package org.example.moon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenon.api.skill.Arguments;
import dev.tenon.tck.TestSkillContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NextMoonTest {
    @Test
    void agreesWithAlmanacs() {
        near("2024-01-25T17:54:00Z", Moon.next(0.5, Instant.parse("2024-01-01T00:00:00Z")));
        near("2025-03-14T06:55:00Z", Moon.next(0.5, Instant.parse("2025-03-01T00:00:00Z")));
        near("2024-04-08T18:21:00Z", Moon.next(0, Instant.parse("2024-03-20T00:00:00Z")));
    }

    @Test
    void saysWhenItIsFullAgain() throws Exception {
        TestSkillContext context = TestSkillContext.in(Locale.ENGLISH)
                .withTime(Instant.parse("2024-01-15T00:00:00Z"), ZoneOffset.UTC);
        String text = new MoonSkill().invoke(Arguments.of("next", "full"), context).text();
        assertTrue(text.startsWith("The moon is full again on 25 January 2024 at 17:"), text);
        assertEquals(0, context.emitted().size());
    }

    private static void near(String expected, Instant actual) {
        Duration off = Duration.between(Instant.parse(expected), actual).abs();
        assertTrue(off.toMinutes() < 5, expected + " but " + actual);
    }
}
