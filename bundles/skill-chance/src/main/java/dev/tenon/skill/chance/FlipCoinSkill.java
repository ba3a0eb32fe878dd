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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final String RESULT =
            "(?:,? (?:and|to) (?:tell me|show me|say|see|decide|let me know)(?: (?:the result|what (?:comes|came) up|how it lands?|what (?:it is|it lands on|i get|you get)|if it's heads or tails|whether it's heads or tails))?)?";
    private static final List<Pattern> FORMS = List.of(
            form(
                    "(?:flip|toss|throw|spin)(?: up)? (?:(?:a|the|one|your|an|some) )?(?:(?:fair|virtual|random|real|lucky) )?coin(?: (?:once|(?<n>"
                            + Counts.SAID + ") times|twice|in the air))?" + RESULT),
            form("(?:flip|toss|throw) (?:(?<n>" + Counts.SAID + ") )(?:fair |virtual )?coins(?: at once)?" + RESULT),
            form("(?:flip|toss) (?:heads or tails|it)(?<=tails)"),
            form(
                    "(?:do |make |give me |i need |how about )?(?:a |one |another )?(?:random |quick )?coin[- ]?(?:flip|toss)"
                            + RESULT),
            form("(?:(?<n>" + Counts.SAID + ") )coin[- ]?(?:flips|tosses)"),
            form("heads or tails|(?:is it |call it )heads or tails|let (?:a|the) coin decide"),
            form("来?(?:抛|扔|掷|丢|投|翻|弹|抛出|来)(?:一?(?:个|枚|次|下)|(?<n>" + Counts.SAID + ")(?:个|枚|次))?(?:一下)?硬币(?:吧)?(?:(?<m>"
                    + Counts.SAID + ")次)?(?:[,]?看看?(?:结果)?(?:是)?(?:正面?还是反面?|什么结果|哪一?面|结果|正反面?)?(?:朝上)?)?"),
            form("(?:把)?硬币(?:抛|扔|掷|丢)(?:一下|(?<n>" + Counts.SAID + ")[次下回])(?:[,]?看看?(?:结果|正反面?))?"),
            form("(?:是)?(?:正面还是反面|正反面|字还是花|猜硬币|抛硬币|掷硬币|扔硬币|投硬币)"),
            form("(?:抛|扔|掷|丢|投)(?<n>" + Counts.SAID + ")次硬币(?:[,]?有?(?:几|多少)次(?:是)?正面)?"),
            form("(?:用|靠)?(?:抛|扔|掷|丢)?(?:一枚|个)?硬币(?:来)?(?:决定|做决定|帮我决定)"));

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
        Optional<String> bare = Wording.bare(utterance.text());
        for (Pattern form : FORMS) {
            Matcher match = form.matcher(bare.orElse(""));
            if (match.matches()) {
                boolean twice =
                        bare.orElse("").toLowerCase(java.util.Locale.ROOT).contains(" twice");
                return Counts.group(form, match, "n", "m")
                        .map(Counts::small)
                        .orElse(Optional.of(twice ? 2 : 1))
                        .map(coins -> new Understanding(Arguments.of("coins", coins), 1));
            }
        }
        return Optional.empty();
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

    private static Pattern form(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }
}
