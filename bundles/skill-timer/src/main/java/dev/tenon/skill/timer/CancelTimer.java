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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Cancels timers. */
@Component
public final class CancelTimer implements Skill {
    private final SkillDescriptor descriptor = SkillDescriptor.load(CancelTimer.class, "cancel-timer");
    private final Timers timers;

    /**
     * Cancels timers.
     *
     * @param timers that run
     */
    @Activate
    public CancelTimer(@Reference Timers timers) {
        this.timers = timers;
    }

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return CancelGrammar.read(utterance.text()).or(() -> Gist.cancel(utterance.text()));
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Locale language = context.language();
        Target target = Target.of(arguments, language);
        Instant now = context.clock().instant();
        try {
            List<Timer> meant = meant(target, timers.running(), now, language);
            timers.cancel(meant);
            return new SkillResult(sentence(meant, language), Map.of("timers", ListTimers.values(meant, now)));
        } catch (StoreException e) {
            throw e.in(language);
        }
    }

    private static List<Timer> meant(Target target, List<Timer> running, Instant now, Locale language)
            throws SkillException {
        if (running.isEmpty()) {
            throw new SkillException(Reason.NO_ANSWER, Wording.of("none", language));
        }
        List<Timer> found = target.in(running);
        if (found.isEmpty()) {
            String candidates = Wording.candidates(running, now, language);
            throw new SkillException(Reason.NO_ANSWER, Wording.of("unknown", language, candidates));
        }
        if (found.size() > 1 && !target.all()) {
            String candidates = Wording.candidates(found, now, language);
            throw new SkillException(
                    Reason.NO_ANSWER,
                    Wording.of("ambiguous", language, candidates, found.get(0).number()));
        }
        return found;
    }

    private static String sentence(List<Timer> cancelled, Locale language) {
        if (cancelled.size() == 1) {
            return Wording.of("cancelled", language, Wording.name(cancelled.get(0), language));
        }
        String names = cancelled.stream()
                .map(timer -> Wording.name(timer, language))
                .collect(Collectors.joining(Wording.isChinese(language) ? "、" : ", "));
        return Wording.of("cancelled-all", language, cancelled.size(), names);
    }
}
