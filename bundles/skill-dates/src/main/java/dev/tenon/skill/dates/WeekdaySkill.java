// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import dev.tenon.skill.dates.WrittenDay.Lean;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Tells which weekday a day is or was, and which day a feast is. */
@Component
public final class WeekdaySkill implements Skill {
    private final SkillDescriptor descriptor = SkillDescriptor.load(WeekdaySkill.class, "weekday");

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return WeekdayGrammar.GRAMMAR.read(utterance.text());
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Locale language = context.language();
        AskedDay asked = AskedDay.of(arguments, "date", language);
        Object past = arguments.values().getOrDefault("past", false);
        if (!(past instanceof Boolean)) {
            throw new SkillException(
                    Reason.INVALID_ARGUMENT,
                    Texts.of(language, "'past' must be true or false.", "“past”应为true或false。"));
        }
        LocalDate today = LocalDate.now(context.clock());
        LocalDate day = asked.on(today, past.equals(true) ? Lean.LAST : Lean.NEXT);
        String plain = Texts.plainDay(day, language);
        String weekday = Texts.weekday(day, language);
        String text = Texts.of(
                        language,
                        "%s %s a %s.".formatted(plain, day.isBefore(today) ? "was" : "is", weekday),
                        "%s是%s。".formatted(plain, weekday))
                + asked.doubt(today, day)
                + Texts.calendar(day, language);
        return new SkillResult(
                text,
                Map.of(
                        "date",
                        day.toString(),
                        "weekday",
                        day.getDayOfWeek().name().toLowerCase(Locale.ROOT)));
    }
}
