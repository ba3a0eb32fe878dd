// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says how long is left. */
@Component
public final class ListTimers implements Skill {
    private final SkillDescriptor descriptor = SkillDescriptor.load(ListTimers.class, "list-timers");
    private final Timers timers;

    /**
     * Lists timers.
     *
     * @param timers that run
     */
    @Activate
    public ListTimers(@Reference Timers timers) {
        this.timers = timers;
    }

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return ListGrammar.read(utterance.text()).or(() -> Gist.list(utterance.text()));
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Locale language = context.language();
        Target target = Target.of(arguments, language);
        ZonedDateTime now = ZonedDateTime.now(context.clock());
        try {
            List<Timer> running = timers.running();
            List<Timer> found = target.in(running);
            if (found.isEmpty() && !running.isEmpty()) {
                throw new SkillException(
                        Reason.NO_ANSWER,
                        Wording.of("unknown", language, Wording.candidates(running, now.toInstant(), language)));
            }
            return new SkillResult(
                    found.isEmpty()
                            ? Wording.of("none", language)
                            : found.stream()
                                    .map(timer -> Wording.left(timer, now, language))
                                    .collect(Collectors.joining("\n")),
                    Map.of("timers", values(found, now.toInstant())));
        } catch (StoreException e) {
            throw e.in(language);
        }
    }

    static List<Object> values(List<Timer> timers, Instant now) {
        return timers.stream().<Object>map(timer -> value(timer, now)).toList();
    }

    static Map<String, Object> value(Timer timer, Instant now) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("number", timer.number());
        timer.name().ifPresent(name -> value.put("name", name));
        value.put("seconds", timer.length().toSeconds());
        value.put("secondsLeft", timer.left(now).toSeconds());
        value.put("ends", timer.ends().toString());
        return value;
    }
}
