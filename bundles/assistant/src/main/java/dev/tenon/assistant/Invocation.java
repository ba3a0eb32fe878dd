// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.api.lifecycle.PluginWithdrawnException;
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

    /**
     * Calls it.
     *
     * @return the answer; empty if the skill is not here any more and nothing was said yet: somebody else may know
     */
    Optional<Answer> run(Choice choice, Call call, Recorder recorder) throws ForeignFailure {
        return run(choice, call, recorder, true);
    }

    private Optional<Answer> run(Choice choice, Call call, Recorder recorder, boolean mayAskAgain)
            throws ForeignFailure {
        Installed skill = choice.skill();
        try {
            SkillResult result =
                    guard.call(skill.skill(), limit, () -> skill.skill().invoke(choice.arguments(), call));
            recorder.step("invoke " + skill.id(), "answered");
            return Optional.of(answered(skill, result, call, recorder));
        } catch (ForeignFailure e) {
            Optional<Choice> again = mayAskAgain ? again(choice, e, call) : Optional.empty();
            if (again.isPresent()) {
                recorder.step("invoke " + skill.id(), "was replaced meanwhile: asked its successor");
                return run(again.get(), call, recorder, false);
            }
            recorder.step("invoke " + skill.id(), e.getMessage());
            if (isGone(skill, e, call)) {
                return Optional.empty();
            }
            return Optional.of(failed(skill, e, call, recorder));
        }
    }

    /**
     * A call that broke because the skill was taken away under it, or that refused arguments which another release had
     * read, is put to whatever has taken its place.
     */
    private Optional<Choice> again(Choice choice, ForeignFailure failure, Call call) throws ForeignFailure {
        if (failure.kind() != ForeignFailure.Kind.THREW || call.hasEmitted()) {
            return Optional.empty();
        }
        Installed skill = choice.skill();
        Optional<Installed> now = book.find(skill.id(), guard);
        boolean isReplaced =
                now.filter(other -> !other.version().equals(skill.version())).isPresent();
        boolean refused = failure.getCause() instanceof SkillException;
        if (isWithdrawn(failure.getCause()) || isReplaced || !refused && !book.holds(skill.skill())) {
            return now.isEmpty() ? Optional.empty() : Optional.of(read(now.get(), choice, call));
        }
        return Optional.empty();
    }

    private boolean isGone(Installed skill, ForeignFailure failure, Call call) throws ForeignFailure {
        return failure.kind() == ForeignFailure.Kind.THREW
                && isWithdrawn(failure.getCause())
                && !call.hasEmitted()
                && book.find(skill.id(), guard).isEmpty();
    }

    private static boolean isWithdrawn(Throwable cause) {
        return cause instanceof PluginWithdrawnException || cause.getCause() instanceof PluginWithdrawnException;
    }

    /** The release of now may call its arguments by other names. */
    private Choice read(Installed now, Choice before, Call call) throws ForeignFailure {
        return guard.call(now.skill(), Guard.LOOK, () -> now.skill().understand(call.utterance()))
                .map(understood -> new Choice(now, understood.arguments()))
                .orElse(new Choice(now, before.arguments()));
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
        if (failure.kind() == ForeignFailure.Kind.THREW && isWithdrawn(failure.getCause())) {
            return ended(Outcome.FAILED, Sentences.replaced(language, skill.id()), skill, call, recorder);
        }
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
