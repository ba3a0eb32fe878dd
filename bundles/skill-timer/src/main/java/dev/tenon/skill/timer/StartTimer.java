// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

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
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Starts a timer. */
@TenonPlugin(
        id = "dev.tenon.skill.timer",
        name = "Timers",
        summary = "Start, list and cancel timers by asking; each tells you when it ends, also after a restart.",
        categories = "skill")
@Component
public final class StartTimer implements Skill {
    private final SkillDescriptor descriptor = SkillDescriptor.load(StartTimer.class, "start-timer");
    private final Timers timers;

    /**
     * Starts timers.
     *
     * @param timers that run
     */
    @Activate
    public StartTimer(@Reference Timers timers) {
        this.timers = timers;
    }

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        Optional<StartGrammar.Start> read = StartGrammar.read(utterance.text()).or(() -> Gist.start(utterance.text()));
        return read.map(start -> {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("seconds", start.length().toSeconds());
            start.name().ifPresent(name -> values.put("name", name));
            return new Understanding(new Arguments(values), start.confidence());
        });
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Locale language = context.language();
        Duration length = Duration.ofSeconds(
                Target.whole(arguments, "seconds", language).orElseThrow(() -> invalid("no-length", language)));
        Optional<String> name = arguments
                .text("name")
                .map(text -> text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip())
                .filter(text -> !text.isEmpty());
        if (length.compareTo(Timer.SHORTEST) < 0) {
            throw invalid("too-short", language);
        }
        if (length.compareTo(Timer.LONGEST) > 0) {
            throw invalid("too-long", language);
        }
        if (name.filter(text -> text.length() > Timer.MAX_NAME).isPresent()) {
            throw invalid("long-name", language);
        }
        try {
            ZonedDateTime now = ZonedDateTime.now(context.clock());
            Timer timer = timers.start(name, length, now.toInstant(), language);
            return new SkillResult(
                    Wording.of(
                            "started",
                            language,
                            Wording.name(timer, language),
                            Wording.length(length, language),
                            Wording.end(timer, now, language)),
                    ListTimers.value(timer, now.toInstant()));
        } catch (StoreException e) {
            throw e.in(language);
        }
    }

    private static SkillException invalid(String key, Locale language) {
        return new SkillException(Reason.INVALID_ARGUMENT, Wording.of(key, language));
    }
}
