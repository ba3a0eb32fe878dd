// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.chance;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Draws random whole numbers. */
@Component
public final class RandomNumberSkill implements Skill {
    static final int MOST_DIGITS = 400;
    private static final int MOST_NUMBERS = 100;

    private final SkillDescriptor descriptor = SkillDescriptor.load(RandomNumberSkill.class, "random-number");
    private final Draw draw;

    /** Made by the framework: draws from {@link SecureRandom}. */
    @Activate
    public RandomNumberSkill() {
        this(new SecureRandom());
    }

    RandomNumberSkill(Random random) {
        draw = new Draw(random);
    }

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        for (Wording.Reading reading : Wording.readings(utterance.text())) {
            Optional<NumberGrammar.Wanted> wanted = NumberGrammar.read(reading.text());
            if (wanted.isPresent()) {
                return Optional.of(understanding(wanted.get(), reading.confidence()));
            }
        }
        return Wording.gist(utterance.text())
                .flatMap(Gist::numbers)
                .map(wanted -> understanding(wanted, Gist.CONFIDENCE));
    }

    private static Understanding understanding(NumberGrammar.Wanted wanted, double confidence) {
        return new Understanding(
                new Arguments(Map.of(
                        "min", wanted.min(),
                        "max", wanted.max(),
                        "count", wanted.count(),
                        "different", wanted.different())),
                confidence);
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Language language = Language.of(context);
        BigInteger min = whole(arguments, "min", 1, language);
        BigInteger max = whole(arguments, "max", 100, language);
        int count = language.count(arguments, "count", 1, MOST_NUMBERS);
        boolean different = different(arguments, language);
        BigInteger range = max.subtract(min).add(BigInteger.ONE);
        if (range.signum() <= 0) {
            throw language.invalid("'min' must not be greater than 'max'.", "最小值不能大于最大值。");
        }
        if (different && range.compareTo(BigInteger.valueOf(count)) < 0) {
            throw language.invalid(
                    "There are no %d different numbers from %d to %d.".formatted(count, min, max),
                    "%d 到 %d 之间没有 %d 个不同的数。".formatted(min, max, count));
        }
        List<BigInteger> drawn = (different
                        ? draw.differentBelow(range, count).stream()
                        : Stream.generate(() -> draw.below(range)).limit(count))
                .map(min::add)
                .toList();
        String numbers = drawn.stream().map(BigInteger::toString).collect(Collectors.joining(language.pick(", ", "、")));
        String text =
                language.pick("%s (drawn from %d to %d)", "%s（范围 %d 到 %d）").formatted(numbers, min, max);
        return new SkillResult(text, Map.of("numbers", List.copyOf(drawn), "min", min, "max", max));
    }

    private static boolean different(Arguments arguments, Language language) throws SkillException {
        Object different = arguments.values().getOrDefault("different", false);
        if (different instanceof Boolean value) {
            return value;
        }
        throw language.invalid("'different' must be true or false.", "“different”应为 true 或 false。");
    }

    private static BigInteger whole(Arguments arguments, String name, long otherwise, Language language)
            throws SkillException {
        BigDecimal number = arguments.number(name).orElse(BigDecimal.valueOf(otherwise));
        boolean small = Math.abs((long) number.precision() - number.scale()) <= MOST_DIGITS + 20L
                && number.scale() <= MOST_DIGITS
                && number.stripTrailingZeros().scale() <= 0;
        if (!small && number.signum() != 0) {
            throw language.invalid(
                    "'%s' must be a whole number of at most %d digits.".formatted(name, MOST_DIGITS),
                    "“%s”应为最多 %d 位的整数。".formatted(name, MOST_DIGITS));
        }
        return number.toBigInteger();
    }
}
