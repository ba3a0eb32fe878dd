// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.number.base;

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
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Writes whole numbers in other bases. */
@TenonPlugin(
        id = "dev.tenon.skill.number.base",
        name = "Number bases",
        summary = "Converts whole numbers between bases 2 to 36, and to and from Roman numerals.",
        categories = "skill")
@Component
public final class BaseConversionSkill implements Skill {
    private static final int MOST_DIGITS = 1_000;

    private final SkillDescriptor descriptor = SkillDescriptor.load(BaseConversionSkill.class, "base-conversion");

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return BaseGrammar.read(utterance.text())
                .filter(question -> question.number().length() <= MOST_DIGITS)
                .map(question -> understanding(question, 1))
                .or(() -> Gist.base(utterance.text()).map(question -> understanding(question, Gist.CONFIDENCE)));
    }

    private static Understanding understanding(BaseGrammar.Question question, double confidence) {
        return new Understanding(
                new Arguments(Map.of("number", question.number(), "from", question.from(), "to", question.to())),
                confidence);
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        boolean chinese = isChinese(context.language());
        String number = arguments
                .text("number")
                .filter(text -> !text.isEmpty() && text.length() <= MOST_DIGITS)
                .orElseThrow(() -> invalid(
                        chinese ? "请给出一个最多 1000 位的整数。" : "Give a whole number of at most 1,000 digits to convert."));
        int from = base(arguments, "from", Bases.ofPrefix(number).orElse(10), chinese);
        int to = base(arguments, "to", 10, chinese);
        String digits = Bases.digits(number, from);
        BigInteger value = value(digits, from, chinese);
        String result = value.toString(to).toUpperCase(Locale.ROOT);
        String text = chinese
                ? "%s（%s）= %s（%s）"
                        .formatted(
                                Bases.shown(value.toString(from), from),
                                name(from, true),
                                Bases.shown(result, to),
                                name(to, true))
                : "%s (%s) = %s (%s)"
                        .formatted(
                                Bases.shown(value.toString(from), from),
                                name(from, false),
                                Bases.shown(result, to),
                                name(to, false));
        return new SkillResult(text, Map.of("number", number, "from", from, "to", to, "result", result));
    }

    private static String name(int base, boolean chinese) {
        return Bases.name(base, chinese);
    }

    private static BigInteger value(String digits, int base, boolean chinese) throws SkillException {
        String size = digits.startsWith("-") ? digits.substring(1) : digits;
        Optional<Integer> wrong = size.codePoints()
                .filter(c -> c > 127 || Character.digit(c, base) < 0)
                .boxed()
                .findFirst();
        if (wrong.isPresent() || size.isEmpty()) {
            String digit = wrong.map(Character::toString).orElse("");
            String last = Integer.toString(base - 1, base).toUpperCase(Locale.ROOT);
            throw invalid(
                    chinese
                            ? "“%s”不是%s的数字；%s只用 0 到 %s。".formatted(digit, name(base, true), name(base, true), last)
                            : "'%s' is no digit in %s, which uses 0 to %s.".formatted(digit, name(base, false), last));
        }
        return new BigInteger(digits, base);
    }

    private static int base(Arguments arguments, String name, int otherwise, boolean chinese) throws SkillException {
        BigDecimal base = arguments.number(name).orElse(BigDecimal.valueOf(otherwise));
        boolean known = base.compareTo(BigDecimal.valueOf(Bases.LEAST)) >= 0
                && base.compareTo(BigDecimal.valueOf(Bases.MOST)) <= 0
                && base.stripTrailingZeros().scale() <= 0;
        if (!known) {
            throw invalid(chinese ? "进制必须是 2 到 36 的整数。" : "A base is a whole number from 2 to 36.");
        }
        return base.intValueExact();
    }

    private static SkillException invalid(String message) {
        return new SkillException(Reason.INVALID_ARGUMENT, message);
    }

    private static boolean isChinese(Locale language) {
        return language.getLanguage().equals("zh");
    }
}
