// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.api.platform.Answer;
import dev.tenon.api.platform.Answer.Outcome;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the chosen skill and turns whatever comes of it into an answer. Thread-safe. */
final class Invocation {
    private static final Logger LOG = LoggerFactory.getLogger(Invocation.class);

    private final Guard guard;
    private final SkillBook book;
    private final Duration limit;

    Invocation(Guard guard, SkillBook book, Duration limit) {
        this.guard = guard;
        this.book = book;
        this.limit = limit;
    }

    Answer run(Choice choice, Call call, Recorder recorder) throws ForeignFailure {
        Installed skill = choice.skill();
        try {
            SkillResult result =
                    guard.call(skill.skill(), limit, () -> skill.skill().invoke(choice.arguments(), call));
            recorder.step("invoke " + skill.id(), "answered");
            return answered(skill, result, call, recorder);
        } catch (ForeignFailure e) {
            Optional<Installed> successor = successor(skill, e, call);
            if (successor.isPresent()) {
                recorder.step("invoke " + skill.id(), "was replaced meanwhile: asked its successor");
                return run(new Choice(successor.get(), choice.arguments()), call, recorder);
            }
            recorder.step("invoke " + skill.id(), e.getMessage());
            return failed(skill, e, call, recorder);
        }
    }

    /** A skill that broke because it was taken away under the call has a successor that can be asked, once. */
    private Optional<Installed> successor(Installed skill, ForeignFailure failure, Call call) throws ForeignFailure {
        boolean broke = failure.kind() == ForeignFailure.Kind.THREW && !(failure.getCause() instanceof SkillException);
        return broke && !book.holds(skill.skill()) && !call.hasEmitted()
                ? book.find(skill.id(), guard)
                : Optional.empty();
    }

    private static Answer answered(Installed skill, SkillResult result, Call call, Recorder recorder) {
        String emitted = call.end();
        if (!result.text().isEmpty()) {
            call.pass(result.text());
        }
        return new Answer(
                Outcome.ANSWERED,
                emitted + result.text(),
                result.value(),
                Optional.of(skill.id()),
                List.of(),
                recorder.id());
    }

    private Answer failed(Installed skill, ForeignFailure failure, Call call, Recorder recorder) {
        call.cancel();
        call.end();
        Locale language = call.language();
        boolean refused = failure.getCause() instanceof SkillException refusal
                && refusal.reason() != SkillException.Reason.FAILED
                && refusal.getMessage() != null;
        if (refused) {
            return ended(Outcome.REFUSED, failure.getCause().getMessage(), skill, call, recorder);
        }
        LOG.warn("The skill {} {} (trace {})", skill.id(), failure.getMessage(), recorder.id(), failure);
        String text =
                switch (failure.kind()) {
                    case THREW -> Sentences.failed(language, skill.id());
                    case TOO_SLOW -> Sentences.tooSlow(language, skill.id(), limit.toSeconds());
                    case TOO_BUSY -> Sentences.tooBusy(language);
                    case ASKER_GONE -> Sentences.gone(language);
                };
        return ended(Outcome.FAILED, text, skill, call, recorder);
    }

    private static Answer ended(Outcome outcome, String text, Installed skill, Call call, Recorder recorder) {
        call.pass(text);
        return new Answer(outcome, text, Map.of(), Optional.of(skill.id()), List.of(), recorder.id());
    }
}
