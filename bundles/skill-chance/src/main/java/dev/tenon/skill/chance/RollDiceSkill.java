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
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Rolls dice. */
@Component
public final class RollDiceSkill implements Skill {
    private static final int MOST_CHARACTERS = 100;
    private static final int MOST_SHOWN = 30;

    private final SkillDescriptor descriptor = SkillDescriptor.load(RollDiceSkill.class, "roll-dice");
    private final Draw draw;

    /** Made by the framework: draws from {@link SecureRandom}. */
    @Activate
    public RollDiceSkill() {
        this(new SecureRandom());
    }

    RollDiceSkill(Random random) {
        draw = new Draw(random);
    }

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        for (Wording.Reading reading : Wording.readings(utterance.text())) {
            Optional<Dice> dice = DiceGrammar.read(reading.text());
            if (dice.isPresent()) {
                return dice.map(d -> new Understanding(Arguments.of("dice", d.toString()), reading.confidence()));
            }
        }
        return Wording.gist(utterance.text())
                .flatMap(Gist::dice)
                .map(dice -> new Understanding(Arguments.of("dice", dice.toString()), Gist.CONFIDENCE));
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Language language = Language.of(context);
        Dice dice = arguments
                .text("dice")
                .filter(text -> text.length() <= MOST_CHARACTERS)
                .flatMap(Dice::read)
                .filter(Dice::isPossible)
                .orElseThrow(() -> language.invalid(
                        "Say the dice like 2d6 or 3d20+5: at most 1,000 dice with 2 to 1,000,000 sides.",
                        "请用 2d6 或 3d20+5 这样的写法：最多 1000 个骰子，每个 2 到 1000000 面。"));
        List<Integer> rolls = new ArrayList<>();
        long total = dice.modifier();
        for (Dice.Group group : dice.groups()) {
            for (int i = 0; i < group.count(); i++) {
                int rolled = draw.below(group.sides()) + 1;
                rolls.add(rolled);
                total += (long) group.sign() * rolled;
            }
        }
        return new SkillResult(
                text(dice, rolls, total, language),
                Map.of(
                        "dice",
                        dice.toString(),
                        "rolls",
                        List.copyOf(rolls),
                        "modifier",
                        dice.modifier(),
                        "total",
                        total));
    }

    private static String text(Dice dice, List<Integer> rolls, long total, Language language) {
        if (rolls.size() == 1 && dice.modifier() == 0) {
            return language.pick("You rolled a %d (%s).", "掷出 %d（%s）。").formatted(total, dice);
        }
        String each = rolls.size() > MOST_SHOWN
                ? ""
                : rolls.stream().map(String::valueOf).collect(Collectors.joining(language.pick(", ", "、")));
        String modifier = dice.modifier() == 0 ? "" : " %+d".formatted(dice.modifier());
        return each.isEmpty()
                ? language.pick("%s: %d in total.", "%s：共 %d 点。").formatted(dice, total)
                : language.pick("%s: %s%s. Total: %d.", "%s：%s%s，共 %d 点。").formatted(dice, each, modifier, total);
    }
}
