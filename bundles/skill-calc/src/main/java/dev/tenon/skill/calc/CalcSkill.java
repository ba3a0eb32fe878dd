// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

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
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Calculates. */
@TenonPlugin(
        id = "dev.tenon.skill.calc",
        name = "Calculator",
        summary = "Calculates with exact decimals, percent, powers, roots and functions, in words or signs.",
        categories = "skill")
@Component
public final class CalcSkill implements Skill {
    private final SkillDescriptor descriptor = SkillDescriptor.load(CalcSkill.class, "calc");

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return Wording.hear(utterance.text())
                .map(heard -> new Understanding(
                        Arguments.of("expression", heard.expression().toString()), heard.confidence()));
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Locale language = context.language();
        String request = arguments
                .text("expression")
                .orElseThrow(() -> new SkillException(Reason.INVALID_ARGUMENT, unreadable("", language)));
        Expression expression = Wording.read(request)
                .or(() -> Wording.hear(request).map(Wording.Heard::expression))
                .orElseThrow(() -> new SkillException(Reason.INVALID_ARGUMENT, unreadable(request, language)));
        try {
            Figure figure = Figure.of(Evaluator.value(expression));
            return new SkillResult(
                    sentence(expression, figure, language),
                    Map.of("expression", expression.toString(), "result", figure.number()));
        } catch (UndefinedException e) {
            throw new SkillException(Reason.NO_ANSWER, e.problem().in(language), e);
        }
    }

    private static String sentence(Expression expression, Figure figure, Locale language) {
        String said = expression.toString().replace(" * ", " × ").replace(" / ", " ÷ ");
        String equals = figure.exact() ? " = " : " ≈ ";
        String sum = said.length() > 200 ? figure.text() : said + equals + figure.text();
        return isChinese(language) ? "结果：" + sum : sum;
    }

    private static String unreadable(String request, Locale language) {
        String shown = request.length() > 80 ? request.substring(0, 80) + "…" : request;
        return isChinese(language) ? "这不是能计算的算式：“" + shown + "”。" : "'" + shown + "' is nothing to calculate.";
    }

    private static boolean isChinese(Locale language) {
        return language.getLanguage().equals("zh");
    }

    /**
     * A result as it is given away.
     *
     * @param number with at most 40 digits unless it is exact
     * @param text as it is shown
     * @param exact whether nothing was rounded
     */
    private record Figure(BigDecimal number, String text, boolean exact) {
        /** What was rounded has 40 digits or more; nobody writes more than 30 by hand. */
        private static final int EXACT_DIGITS = 30;

        private static Figure of(BigDecimal value) {
            BigDecimal kept = value.stripTrailingZeros();
            if (kept.scale() > 0 && kept.precision() > 40) {
                kept = kept.round(new java.math.MathContext(40)).stripTrailingZeros();
            }
            if (kept.scale() <= 0 || kept.precision() <= EXACT_DIGITS) {
                BigDecimal plain = kept.scale() < 0 ? kept.setScale(0) : kept;
                return new Figure(plain, plain.toPlainString(), true);
            }
            BigDecimal shown = kept.round(new java.math.MathContext(15)).stripTrailingZeros();
            boolean tiny = shown.scale() > 30;
            return new Figure(kept, tiny ? shown.toString() : shown.toPlainString(), false);
        }
    }
}
