// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.password;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import dev.tenon.skill.password.Recipe.Kind;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes new passwords. */
@Component
public final class GeneratePasswordSkill implements Skill {
    private final SkillDescriptor descriptor = SkillDescriptor.load(GeneratePasswordSkill.class, "generate-password");
    private final Generator generator;

    /** Made by the framework: draws from {@link SecureRandom}. */
    /** Too little to be believed unless the request is like the skill's examples. */
    private static final double GIST_CONFIDENCE = 0.65;

    @Activate
    public GeneratePasswordSkill() {
        this(new SecureRandom());
    }

    GeneratePasswordSkill(Random random) {
        generator = new Generator(random);
    }

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        for (Wording.Reading reading : Wording.readings(utterance.text())) {
            Optional<Recipe> recipe = RecipeGrammar.read(reading.text());
            if (recipe.isPresent()) {
                return recipe.map(wanted -> new Understanding(new Arguments(wanted.arguments()), reading.confidence()));
            }
        }
        return Wording.bare(utterance.text())
                .flatMap(text -> RecipeGist.read(text.toLowerCase(Locale.ROOT)))
                .map(wanted -> new Understanding(new Arguments(wanted.arguments()), GIST_CONFIDENCE));
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        boolean chinese = context.language().getLanguage().equals("zh");
        Kind kind = kind(arguments, chinese);
        int size = size(arguments, kind, chinese);
        Object symbols = arguments.values().getOrDefault("symbols", true);
        if (!(symbols instanceof Boolean withSymbols)) {
            throw invalid(chinese ? "symbols 应为 true 或 false。" : "'symbols' must be true or false.");
        }
        Generator.Made made =
                switch (kind) {
                    case PASSWORD -> generator.password(size, withSymbols);
                    case PASSPHRASE -> generator.passphrase(size);
                    case PIN -> generator.pin(size);
                };
        String text = (chinese ? "%s\n（随机性 %d 位，请保存到密码管理器中）" : "%s\n(%d bits of chance; keep it in a password manager)")
                .formatted(made.text(), made.bits());
        return new SkillResult(text, Map.of("kind", kind.id(), "password", made.text(), "bits", made.bits()));
    }

    private static Kind kind(Arguments arguments, boolean chinese) throws SkillException {
        String wanted = arguments.text("kind").orElse(Kind.PASSWORD.id());
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> invalid(
                        chinese
                                ? "kind 应为 password、passphrase 或 pin。"
                                : "'kind' is one of password, passphrase and pin."));
    }

    private static int size(Arguments arguments, Kind kind, boolean chinese) throws SkillException {
        Optional<BigDecimal> length = arguments.number("length");
        Optional<BigDecimal> words = arguments.number("words");
        BigDecimal size = (kind == Kind.PASSPHRASE ? words : length).orElse(BigDecimal.valueOf(kind.usual()));
        boolean fits = size.compareTo(BigDecimal.valueOf(kind.least())) >= 0
                && size.compareTo(BigDecimal.valueOf(kind.most())) <= 0
                && size.stripTrailingZeros().scale() <= 0;
        if (!fits) {
            String range = kind.least() + (chinese ? " 到 " : " to ") + kind.most();
            throw invalid(
                    switch (kind) {
                        case PASSWORD ->
                            chinese ? "密码长度应为 " + range + " 个字符。" : "A password has " + range + " characters.";
                        case PASSPHRASE ->
                            chinese ? "密码短语应有 " + range + " 个单词。" : "A passphrase has " + range + " words.";
                        case PIN -> chinese ? "数字密码应为 " + range + " 位。" : "A PIN has " + range + " digits.";
                    });
        }
        return size.intValueExact();
    }

    private static SkillException invalid(String message) {
        return new SkillException(Reason.INVALID_ARGUMENT, message);
    }
}
