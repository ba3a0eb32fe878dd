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
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Chooses one of the options that the asker names. */
@Component
public final class ChooseSkill implements Skill {
    static final int MOST_OPTIONS = 100;

    private final SkillDescriptor descriptor = SkillDescriptor.load(ChooseSkill.class, "choose");
    private final Draw draw;

    /** Made by the framework: draws from {@link SecureRandom}. */
    @Activate
    public ChooseSkill() {
        this(new SecureRandom());
    }

    ChooseSkill(Random random) {
        draw = new Draw(random);
    }

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return ChooseGrammar.read(utterance.text())
                .map(options -> new Understanding(Arguments.of("options", List.copyOf(options)), 1))
                .or(() -> ChooseGrammar.gist(utterance.text())
                        .map(options -> new Understanding(
                                Arguments.of("options", List.copyOf(options)), ChooseGist.CONFIDENCE)));
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Language language = Language.of(context);
        List<String> options = options(arguments);
        if (options.size() < 2 || options.size() > MOST_OPTIONS) {
            throw language.invalid(
                    "Name 2 to 100 options to choose from, like: choose between tea and coffee.",
                    "请给出 2 到 100 个选项，例如：在茶和咖啡之间选一个。");
        }
        int index = draw.below(options.size());
        String choice = options.get(index);
        String text = language.pick("I choose: %s.", "我选：%s。").formatted(choice);
        return new SkillResult(text, Map.of("choice", choice, "index", index, "options", List.copyOf(options)));
    }

    /** The options; none if the argument is no list of texts. */
    private static List<String> options(Arguments arguments) {
        List<String> options = new ArrayList<>();
        if (arguments.values().get("options") instanceof List<?> given) {
            for (Object option : given) {
                if (!(option instanceof String text) || text.isBlank() || text.length() > 1_000) {
                    return List.of();
                }
                options.add(text);
            }
        }
        return options;
    }
}
