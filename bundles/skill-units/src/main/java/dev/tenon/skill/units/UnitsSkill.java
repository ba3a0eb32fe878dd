// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.units;

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
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Converts units. */
@TenonPlugin(
        id = "dev.tenon.skill.units",
        name = "Unit converter",
        summary = "Converts lengths, masses, temperatures, areas, volumes, speeds, data sizes and more.",
        categories = "skill")
@Component
public final class UnitsSkill implements Skill {
    private static final BigDecimal LARGEST = new BigDecimal("1e60");

    private final SkillDescriptor descriptor = SkillDescriptor.load(UnitsSkill.class, "units");
    private final Catalogue catalogue = new Catalogue();
    private final Grammar grammar = new Grammar(catalogue);
    private final Gist gist = new Gist(catalogue);

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return grammar.read(utterance.text())
                .map(question -> understanding(question, 1))
                .or(() -> gist.read(utterance.text()).map(question -> understanding(question, Gist.CONFIDENCE)));
    }

    private static Understanding understanding(Grammar.Question question, double confidence) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("value", question.value());
        values.put("from", question.from().symbol());
        values.put("to", question.to().symbol());
        return new Understanding(new Arguments(values), confidence);
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Locale language = context.language();
        BigDecimal value = arguments
                .number("value")
                .filter(number -> number.abs().compareTo(LARGEST) <= 0)
                .orElseThrow(() -> invalid(language, "value"));
        Measure from = unit(arguments, "from", language);
        Measure to = unit(arguments, "to", language);
        if (!from.convertsTo(to)) {
            throw new SkillException(Reason.NO_ANSWER, incompatible(from, to, language));
        }
        BigDecimal result =
                from.convert(value, to).orElseThrow(() -> new SkillException(Reason.NO_ANSWER, upsideDown(language)));
        return result(value, from, result.round(MathContext.DECIMAL64), to, language);
    }

    private Measure unit(Arguments arguments, String name, Locale language) throws SkillException {
        String wanted = arguments.text(name).orElseThrow(() -> invalid(language, name));
        return catalogue
                .find(wanted)
                .orElseThrow(() -> new SkillException(Reason.INVALID_ARGUMENT, unknown(wanted, language)));
    }

    private static SkillResult result(BigDecimal value, Measure from, BigDecimal result, Measure to, Locale language) {
        BigDecimal exact = plain(result);
        BigDecimal shown = plain(shown(exact));
        String sign = shown.compareTo(exact) == 0 ? " = " : " ≈ ";
        String text = text(plain(value)) + " " + from.name(language) + sign + text(shown) + " " + to.name(language);
        return new SkillResult(text, Map.of("value", value, "from", from.symbol(), "result", exact, "to", to.symbol()));
    }

    /** Two places, and four digits where that is more; all where they are few. */
    private static BigDecimal shown(BigDecimal exact) {
        if (exact.precision() <= 6) {
            return exact;
        }
        int beforeThePoint = exact.precision() - exact.scale();
        return exact.setScale(Math.max(2, 4 - beforeThePoint), RoundingMode.HALF_EVEN);
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String text(BigDecimal number) {
        return number.precision() > 25 || number.scale() > 25
                ? number.stripTrailingZeros().toString()
                : number.toPlainString();
    }

    private static SkillException invalid(Locale language, String argument) {
        return new SkillException(
                Reason.INVALID_ARGUMENT,
                isChinese(language)
                        ? "需要数值、原单位和目标单位（缺少或超出范围：" + argument + "）。"
                        : "A conversion needs a value and two units ('" + argument + "' is missing or out of range).");
    }

    private static String unknown(String wanted, Locale language) {
        String shown = wanted.length() > 40 ? wanted.substring(0, 40) + "…" : wanted;
        return isChinese(language) ? "我不认识单位“" + shown + "”。" : "I do not know the unit '" + shown + "'.";
    }

    private static String incompatible(Measure from, Measure to, Locale language) {
        String one = from.name(language);
        String other = to.name(language);
        String what = from.dimension().in(language);
        String into = to.dimension().in(language);
        return isChinese(language)
                ? "“" + one + "”是" + what + "单位，“" + other + "”是" + into + "单位，无法互相换算。"
                : one + " measures " + what + " and " + other + " " + into
                        + ": one cannot be converted into the other.";
    }

    private static String upsideDown(Locale language) {
        return isChinese(language) ? "零油耗无法换算。" : "A fuel consumption of zero has no counterpart.";
    }

    private static boolean isChinese(Locale language) {
        return language.getLanguage().equals("zh");
    }
}
