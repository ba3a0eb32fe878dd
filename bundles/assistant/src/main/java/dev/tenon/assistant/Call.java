// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.Utterance;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The context of one call of a skill. Thread-safe. */
final class Call implements SkillContext {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    private final Utterance utterance;
    private final Locale language;
    private final Consumer<String> parts;
    private final Clock clock = CallClock.now();
    private final StringBuilder emitted = new StringBuilder();
    private volatile boolean cancelled;
    private volatile boolean over;

    Call(Utterance utterance, Locale language, Consumer<String> parts) {
        this.utterance = utterance;
        this.language = language;
        this.parts = parts;
    }

    @Override
    public Utterance utterance() {
        return utterance;
    }

    @Override
    public Locale language() {
        return language;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void emit(String part) {
        if (over) {
            throw new IllegalStateException("the call has returned");
        }
        if (cancelled || part.isEmpty()) {
            return;
        }
        synchronized (emitted) {
            emitted.append(part);
        }
        pass(part);
    }

    /** Whoever listens is the gateway's code: if it fails, nobody waits for the answer any more. */
    void pass(String part) {
        try {
            parts.accept(part);
        } catch (RuntimeException e) {
            cancelled = true;
            LOG.debug("Nobody takes the parts of an answer any more", e);
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled || Thread.currentThread().isInterrupted();
    }

    boolean hasEmitted() {
        synchronized (emitted) {
            return emitted.length() > 0;
        }
    }

    void cancel() {
        cancelled = true;
    }

    /** Ends the call; what was emitted. */
    String end() {
        over = true;
        synchronized (emitted) {
            return emitted.toString();
        }
    }
}
