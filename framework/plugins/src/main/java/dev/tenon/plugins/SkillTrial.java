// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import dev.tenon.catalog.format.FormatException;
import dev.tenon.catalog.format.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Lets a skill answer some of its own examples, in a rehearsal only. What it answers does not matter, nor that it refuses
 * or fails with an exception: the assistant bears that. An {@link Error}, a call that does not come back after it was
 * called off, and the end of the process are what the host would not bear.
 */
record SkillTrial(String name, Skill skill) {
    /** After that an answer is called off, as if nobody waited for it any more. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int PER_LANGUAGE = 2;

    /** A request that can be made without the assistant's help. */
    record Request(Utterance utterance, Arguments arguments) {}

    /**
     * Returns what is asked: per language the first examples that the skill itself understands, or all if it needs no
     * arguments. None if it wants attachments.
     */
    List<Request> requests() {
        SkillDescriptor descriptor = skill.descriptor();
        List<Request> requests = new ArrayList<>();
        if (!descriptor.attachments().isEmpty()) {
            return requests;
        }
        boolean needsNone = needsNoArguments(descriptor.argumentsSchema());
        descriptor.examples().forEach((language, examples) -> examples.stream()
                .map(example -> Utterance.of(example, language))
                .flatMap(utterance ->
                        arguments(utterance, needsNone).map(arguments -> new Request(utterance, arguments)).stream())
                .limit(PER_LANGUAGE)
                .forEach(requests::add));
        return requests;
    }

    private Optional<Arguments> arguments(Utterance utterance, boolean needsNone) {
        return skill.understand(utterance)
                .map(Understanding::arguments)
                .or(() -> needsNone ? Optional.of(new Arguments(Map.of())) : Optional.empty());
    }

    private static boolean needsNoArguments(String schema) {
        try {
            Object required = Json.read(schema, Map.class).get("required");
            return required == null || (required instanceof Collection<?> names && names.isEmpty());
        } catch (FormatException e) {
            return false; // not to be judged
        }
    }

    /** Asks; returns when the skill does. */
    boolean answer(Request request) {
        Call call = new Call(request.utterance(), Thread.currentThread(), System.nanoTime() + PATIENCE.toNanos());
        CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .execute(call::callOff);
        try {
            skill.invoke(request.arguments(), call);
        } catch (SkillException | RuntimeException e) { // the assistant bears that
            return false;
        } catch (Error e) { // foreign code
            throw new AdminException(
                    Reason.UNFIT,
                    name + " starts, but fails to answer its own example '"
                            + request.utterance().text() + "': " + ForeignCall.reason(e),
                    e);
        } finally {
            call.end();
        }
        return true;
    }

    /** The context of one request. Thread-safe. */
    private static final class Call implements SkillContext {
        private final Utterance utterance;
        private final Thread caller;
        private final long endNanos;
        private final Clock clock = Clock.systemDefaultZone();
        private boolean over;

        Call(Utterance utterance, Thread caller, long endNanos) {
            this.utterance = utterance;
            this.caller = caller;
            this.endNanos = endNanos;
        }

        @Override
        public Utterance utterance() {
            return utterance;
        }

        @Override
        public Locale language() {
            return utterance.language().equals(Locale.ROOT) ? Locale.ENGLISH : utterance.language();
        }

        @Override
        public Clock clock() {
            return clock;
        }

        @Override
        public synchronized void emit(String part) {
            if (over) {
                throw new IllegalStateException("the call has returned");
            }
        }

        @Override
        public boolean isCancelled() {
            return System.nanoTime() - endNanos >= 0;
        }

        synchronized void callOff() {
            if (!over) {
                caller.interrupt();
            }
        }

        synchronized void end() {
            over = true;
            Thread.interrupted(); // it was for this call alone
        }
    }
}
