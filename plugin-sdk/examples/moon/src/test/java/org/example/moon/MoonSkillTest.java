package org.example.moon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.tck.SkillContract;
import dev.tenon.tck.TestSkillContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MoonSkillTest extends SkillContract {
    @Override
    protected Skill skill() {
        return new MoonSkill();
    }

    @Test
    void tellsThePhase() throws Exception {
        TestSkillContext context = TestSkillContext.in(Locale.ENGLISH)
                .withTime(Instant.parse("2024-01-25T18:00:00Z"), ZoneOffset.UTC);
        assertEquals(
                "The moon is full, 14.3 days old.",
                skill().invoke(new Arguments(Map.of()), context).text());
    }

    @Test
    void agreesWithTheEclipseOfApril2024() {
        Instant newMoon = Instant.parse("2024-04-08T18:21:00Z");
        assertTrue(Moon.age(newMoon.plusSeconds(600)) < 0.02);
        assertTrue(Moon.age(newMoon.minusSeconds(600)) > 29);
    }
}
