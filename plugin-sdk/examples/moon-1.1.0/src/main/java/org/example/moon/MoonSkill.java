package org.example.moon;

import dev.tenon.api.lifecycle.TenonPlugin;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/** Tells the phase of the moon and when it is full or new again. */
@TenonPlugin(
        id = "org.example.moon",
        name = "Moon",
        summary = "Tells the phase of the moon and when it is full or new again.",
        categories = "skill")
@Component
public final class MoonSkill implements Skill {
    private static final Pattern PHASE = Pattern.compile(
            "(?i).*\\b(phase of the moon|(moon|lunar) phase|phase is the moon|(old|how) is the moon)\\b.*|.*(月相|月龄|月亮是什么样|月亮圆不圆).*");
    private static final Pattern FULL =
            Pattern.compile("(?i).*\\bwhen\\b.*\\bfull moon\\b.*|.*(下一?[次个]满月|什么时候满月|哪天满月|满月是(什么时候|哪天)).*");
    private static final Pattern NEW =
            Pattern.compile("(?i).*\\bwhen\\b.*\\bnew moon\\b.*|.*(下一?[次个]新月|什么时候新月|哪天新月|新月是(什么时候|哪天)).*");
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
        String text = utterance.text();
        if (text.length() >= 200) {
            return Optional.empty();
        }
        if (FULL.matcher(text).matches() || NEW.matcher(text).matches()) {
            String event = FULL.matcher(text).matches() ? "full" : "new";
            return Optional.of(new Understanding(Arguments.of("next", event), 0.9));
        }
        return PHASE.matcher(text).matches()
                ? Optional.of(new Understanding(new Arguments(Map.of()), 0.9))
                : Optional.empty();
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Optional<String> next = arguments.text("next");
        return next.isPresent() ? next(next.get(), context) : phase(context);
    }

    private static SkillResult next(String event, SkillContext context) throws SkillException {
        if (!event.equals("full") && !event.equals("new")) {
            throw new SkillException(SkillException.Reason.INVALID_ARGUMENT, "'next' is full or new, not " + event);
        }
        Instant moment = Moon.next(event.equals("full") ? 0.5 : 0, context.clock().instant());
        boolean chinese = isChinese(context);
        String when = DateTimeFormatter.ofPattern(
                        chinese ? "yyyy年M月d日 HH:mm" : "d MMMM yyyy 'at' HH:mm", chinese ? Locale.CHINESE : Locale.ENGLISH)
                .format(moment.atZone(context.clock().getZone()));
        String text = chinese
                ? "下一次%s是 %s。".formatted(event.equals("full") ? "满月" : "新月", when)
                : "The moon is %s again on %s.".formatted(event, when);
        return new SkillResult(text, Map.of("ageDays", Moon.age(context.clock().instant()), "next", moment.toString()));
    }

    private static SkillResult phase(SkillContext context) {
        double age = Moon.age(context.clock().instant());
        int eighth = (int) Math.round(age / 29.53 * 8) % 8;
        String text = isChinese(context)
                ? "现在是%s，月龄 %.1f 天。".formatted(CHINESE[eighth], age)
                : "The moon is %s, %.1f days old.".formatted(ENGLISH[eighth], age);
        return new SkillResult(text, Map.of("ageDays", age));
    }

    private static boolean isChinese(SkillContext context) {
        return context.language().getLanguage().equals("zh");
    }
}
