package org.example.moon;

import dev.tenon.api.lifecycle.TenonPlugin;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/** Tells the phase of the moon. */
@TenonPlugin(
        id = "org.example.moon",
        name = "Moon",
        summary = "Tells the phase of the moon.",
        categories = "skill")
@Component
public final class MoonSkill implements Skill {
    private static final Pattern PHASE = Pattern.compile(
            "(?i).*\\b(phase of the moon|(moon|lunar) phase|phase is the moon|(old|how) is the moon)\\b.*|.*(月相|月龄|月亮是什么样|月亮圆不圆).*");
    private static final String[] ENGLISH = {
        "new", "a waxing crescent", "at its first quarter", "waxing gibbous",
        "full", "waning gibbous", "at its last quarter", "a waning crescent"
    };
    private static final String[] CHINESE = {"新月", "蛾眉月", "上弦月", "盈凸月", "满月", "亏凸月", "下弦月", "残月"};

    private final SkillDescriptor descriptor = SkillDescriptor.load(MoonSkill.class, "moon");

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        boolean asked = utterance.text().length() < 200 && PHASE.matcher(utterance.text()).matches();
        return asked ? Optional.of(new Understanding(new Arguments(Map.of()), 0.9)) : Optional.empty();
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) {
        double age = Moon.age(context.clock().instant());
        int eighth = (int) Math.round(age / 29.53 * 8) % 8;
        boolean chinese = context.language().getLanguage().equals("zh");
        String text = chinese
                ? "现在是%s，月龄 %.1f 天。".formatted(CHINESE[eighth], age)
                : "The moon is %s, %.1f days old.".formatted(ENGLISH[eighth], age);
        return new SkillResult(text, Map.of("ageDays", age));
    }
}
