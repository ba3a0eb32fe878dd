// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.color;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Tells the contrast of two colours and what WCAG 2.2 says of it. */
@Component
public final class ColorContrastSkill implements Skill {
    private static final double AA_NORMAL = 4.5;
    private static final double AA_LARGE = 3;
    private static final double AAA_NORMAL = 7;
    private static final double AAA_LARGE = 4.5;
    private static final double NON_TEXT = 3;

    private final SkillDescriptor descriptor = SkillDescriptor.load(ColorContrastSkill.class, "color-contrast");
    private final ColorReader reader = new ColorReader();
    private final ColorGrammar grammar = new ColorGrammar(reader);

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return grammar.contrast(utterance.text())
                .map(pair -> new Understanding(
                        new Arguments(Map.of("foreground", pair.foreground(), "background", pair.background())), 1));
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        boolean chinese = context.language().getLanguage().equals("zh");
        Color foreground = Sentences.color(reader, arguments.text("foreground").orElse(""), chinese);
        Color background = Sentences.color(reader, arguments.text("background").orElse(""), chinese);
        // What floating point adds to an exact 21 or 4.5 must not decide.
        double ratio = Math.round(foreground.contrast(background) * 1e9) / 1e9;
        BigDecimal shown =
                BigDecimal.valueOf(ratio).setScale(2, RoundingMode.DOWN).stripTrailingZeros();
        String text = (chinese
                        ? "%s 与 %s 的对比度是 %s:1。普通文字：%s；大号文字：%s；图标和控件：%s。"
                        : "The contrast of %s on %s is %s:1. Normal text: %s. Large text: %s. Icons and controls: %s.")
                .formatted(
                        foreground.hex(),
                        background.hex(),
                        shown.toPlainString(),
                        verdict(ratio >= AA_NORMAL, ratio >= AAA_NORMAL, chinese),
                        verdict(ratio >= AA_LARGE, ratio >= AAA_LARGE, chinese),
                        nonText(ratio >= NON_TEXT, chinese));
        return new SkillResult(
                text,
                Map.of(
                        "foreground", foreground.hex(),
                        "background", background.hex(),
                        "ratio", shown,
                        "aaNormal", ratio >= AA_NORMAL,
                        "aaLarge", ratio >= AA_LARGE,
                        "aaaNormal", ratio >= AAA_NORMAL,
                        "aaaLarge", ratio >= AAA_LARGE,
                        "nonText", ratio >= NON_TEXT));
    }

    private static String verdict(boolean aa, boolean aaa, boolean chinese) {
        if (aaa) {
            return chinese ? "通过 AA 和 AAA" : "passes AA and AAA";
        }
        if (aa) {
            return chinese ? "通过 AA，未达 AAA" : "passes AA, fails AAA";
        }
        return chinese ? "未达 AA" : "fails AA and AAA";
    }

    private static String nonText(boolean passes, boolean chinese) {
        if (chinese) {
            return passes ? "通过" : "未通过";
        }
        return passes ? "pass" : "fail";
    }
}
