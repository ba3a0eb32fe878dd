// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.chance;

import dev.tenon.api.lifecycle.TenonPlugin;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Flips coins. */
@TenonPlugin(
        id = "dev.tenon.skill.chance",
        name = "Chance",
        summary = "Flips coins, rolls dice, draws random numbers and chooses among what you name.",
        categories = "skill")
@Component
public final class FlipCoinSkill implements Skill {
    private static final int MOST_COINS = 1_000;
    private static final int MOST_SHOWN = 20;

    private final SkillDescriptor descriptor = SkillDescriptor.load(FlipCoinSkill.class, "flip-coin");
    private final Draw draw;

    /** Made by the framework: draws from {@link SecureRandom}. */
    @Activate
    public FlipCoinSkill() {
        this(new SecureRandom());
    }

    FlipCoinSkill(Random random) {
        draw = new Draw(random);
    }

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        for (Wording.Reading reading : Wording.readings(utterance.text())) {
            Optional<Integer> coins = CoinGrammar.read(reading.text());
            if (coins.isPresent()) {
                return coins.map(count -> new Understanding(Arguments.of("coins", count), reading.confidence()));
            }
        }
        return Wording.gist(utterance.text())
                .flatMap(Gist::coins)
                .map(count -> new Understanding(Arguments.of("coins", count), Gist.CONFIDENCE));
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Language language = Language.of(context);
        int coins = language.count(arguments, "coins", 1, MOST_COINS);
        List<String> faces = IntStream.range(0, coins)
                .mapToObj(i -> draw.below(2) == 0 ? "heads" : "tails")
                .toList();
        long heads = faces.stream().filter("heads"::equals).count();
        return new SkillResult(
                text(faces, heads, language),
                Map.of("coins", coins, "heads", heads, "tails", coins - heads, "faces", List.copyOf(faces)));
    }

    private static String text(List<String> faces, long heads, Language language) {
        if (faces.size() == 1) {
            return heads == 1 ? language.pick("Heads.", "正面。") : language.pick("Tails.", "反面。");
        }
        String counts = language.pick("%d heads, %d tails", "正面 %d 次，反面 %d 次").formatted(heads, faces.size() - heads);
        if (faces.size() > MOST_SHOWN) {
            return counts + language.pick(".", "。");
        }
        String each = faces.stream()
                .map(face -> face.equals("heads") ? language.pick("heads", "正") : language.pick("tails", "反"))
                .collect(Collectors.joining(language.pick(", ", "、")));
        return language.pick("Flipped: %s (%s).", "结果：%s（%s）。").formatted(each, counts);
    }
}
