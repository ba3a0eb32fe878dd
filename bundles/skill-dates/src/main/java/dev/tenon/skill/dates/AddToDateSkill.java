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
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Tells which day it is a while after or before another. */
@Component
public final class AddToDateSkill implements Skill {
    private static final BigDecimal MOST = BigDecimal.valueOf(9_999_999);

    private final SkillDescriptor descriptor = SkillDescriptor.load(AddToDateSkill.class, "add-to-date");

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return AdditionGrammar.GRAMMAR.read(utterance.text());
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Locale language = context.language();
        AskedDay asked = AskedDay.of(arguments.text("date").orElse("today"), language);
        Span span = span(arguments, language);
        LocalDate today = LocalDate.now(context.clock());
        LocalDate start = asked.on(today, Lean.NEXT);
        LocalDate end = moved(start, span, language);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("from", start.toString());
        values.put("date", end.toString());
        values.put("weekday", end.getDayOfWeek().name().toLowerCase(Locale.ROOT));
        String text = sentence(start, span, end, language)
                + notes(start, span, end, language)
                + asked.doubt(today, start)
                + Texts.calendar(start.isBefore(end) ? start : end, language);
        return new SkillResult(text, values);
    }

    private static LocalDate moved(LocalDate start, Span span, Locale language) throws SkillException {
        try {
            return span.from(start);
        } catch (DateTimeException e) {
            throw new SkillException(
                    Reason.NO_ANSWER,
                    Texts.of(
                            language,
                            "That leads out of the years 1 to 9999; take a shorter while.",
                            "结果超出了公元1年到9999年，请缩短时间。"),
                    e);
        }
    }

    private static Span span(Arguments arguments, Locale language) throws SkillException {
        Span span = new Span(
                number(arguments, "years", language),
                number(arguments, "months", language),
                number(arguments, "weeks", language),
                number(arguments, "days", language),
                number(arguments, "workingDays", language));
        if (span.equals(Span.NONE)) {
            throw new SkillException(
                    Reason.INVALID_ARGUMENT,
                    Texts.of(
                            language,
                            "Say how far: years, months, weeks, days or workingDays.",
                            "请说明多长时间：years、months、weeks、days或workingDays。"));
        }
        return span;
    }

    private static int number(Arguments arguments, String name, Locale language) throws SkillException {
        BigDecimal number = arguments.number(name).orElse(BigDecimal.ZERO);
        if (number.abs().compareTo(MOST) > 0 || number.stripTrailingZeros().scale() > 0) {
            throw new SkillException(
                    Reason.INVALID_ARGUMENT,
                    Texts.of(
                            language,
                            "'" + name + "' must be a whole number of at most 7 digits.",
                            "“" + name + "”应为不超过7位的整数。"));
        }
        return number.intValueExact();
    }

    private static String sentence(LocalDate start, Span span, LocalDate end, Locale language) {
        String size = Texts.span(span, language);
        String first = Texts.plainDay(start, language);
        String last = Texts.day(end, language);
        return end.isBefore(start)
                ? Texts.of(
                        language,
                        "%s before %s is %s.".formatted(size, first, last),
                        "%s之前%s是%s。".formatted(first, size, last))
                : Texts.of(
                        language,
                        "%s after %s is %s.".formatted(size, first, last),
                        "%s之后%s是%s。".formatted(first, size, last));
    }

    private static String notes(LocalDate start, Span span, LocalDate end, Locale language) {
        boolean onlyCalendar = span.isCalendar() && span.weeks() == 0 && span.days() == 0 && span.workingDays() == 0;
        if (span.workingDays() != 0) {
            return Texts.of(
                    language,
                    " Working days are Monday to Friday; public holidays are not considered.",
                    "工作日按周一至周五计，未扣除法定节假日。");
        }
        return onlyCalendar && end.getDayOfMonth() != start.getDayOfMonth()
                ? Texts.of(
                        language,
                        " That month has no day " + start.getDayOfMonth() + ", so its last day is taken.",
                        "该月没有" + start.getDayOfMonth() + "日，取该月最后一天。")
                : "";
    }
}
