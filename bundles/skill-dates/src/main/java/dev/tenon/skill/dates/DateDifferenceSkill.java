// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import dev.tenon.api.lifecycle.TenonPlugin;
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
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** Tells how much time lies between two days. */
@TenonPlugin(
        id = "dev.tenon.skill.dates",
        name = "Dates",
        summary = "Counts the days between dates, goes from a date a while on or back, and knows weekdays.",
        categories = "skill")
@Component
public final class DateDifferenceSkill implements Skill {
    private static final Set<String> UNITS = Set.of("days", "weeks", "months", "years", "working-days");

    private final SkillDescriptor descriptor = SkillDescriptor.load(DateDifferenceSkill.class, "date-difference");

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return DifferenceGrammar.GRAMMAR.read(utterance.text());
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Locale language = context.language();
        AskedDay from = AskedDay.of(arguments, "from", language);
        AskedDay to = AskedDay.of(arguments, "to", language);
        String unit = arguments.text("unit").orElse("days");
        boolean bothEnds = bothEnds(arguments, language);
        if (!UNITS.contains(unit)) {
            throw new SkillException(
                    Reason.INVALID_ARGUMENT,
                    Texts.of(
                            language,
                            "'unit' is one of days, weeks, months, years and working-days.",
                            "“unit”应为days、weeks、months、years或working-days。"));
        }
        LocalDate today = LocalDate.now(context.clock());
        LocalDate end = to.on(today, Lean.NEXT);
        LocalDate start = from.written().floating()
                ? from.on(to.written().floating() ? today : end, to.written().floating() ? Lean.THIS_YEAR : Lean.LAST)
                : from.on(today, Lean.NEXT);
        if (to.written().floating()) {
            end = to.on(start, Lean.NEXT);
        }
        Distance distance = new Distance(start, end, bothEnds);
        String text = distance.sentence(unit, language)
                + from.doubt(today, start)
                + to.doubt(today, end)
                + Texts.calendar(start.isBefore(end) ? start : end, language);
        return new SkillResult(text, distance.values(unit));
    }

    private static boolean bothEnds(Arguments arguments, Locale language) throws SkillException {
        Object value = arguments.values().getOrDefault("bothEnds", false);
        if (value instanceof Boolean both) {
            return both;
        }
        throw new SkillException(
                Reason.INVALID_ARGUMENT,
                Texts.of(language, "'bothEnds' must be true or false.", "“bothEnds”应为true或false。"));
    }
}
