// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tck;

import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.Utterance;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A {@link SkillContext} for tests of skills. Begins with an empty request in English at noon UTC of 15 January 2026;
 * each {@code with} method gives a changed copy. Thread-safe.
 */
public final class TestSkillContext implements SkillContext {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-15T12:00:00Z"), ZoneOffset.UTC);

    private final Utterance utterance;
    private final Locale language;
    private final Clock clock;
    private final boolean cancelled;
    private final List<String> emitted = new CopyOnWriteArrayList<>();

    private TestSkillContext(Utterance utterance, Locale language, Clock clock, boolean cancelled) {
        this.utterance = utterance;
        this.language = language;
        this.clock = clock;
        this.cancelled = cancelled;
    }

    /**
     * Makes a context for a call with arguments alone.
     *
     * @param language to answer in
     * @return at noon UTC of 15 January 2026, not cancelled
     */
    public static TestSkillContext in(Locale language) {
        return new TestSkillContext(Utterance.of("", language), language, NOON, false);
    }

    /**
     * Makes a context around a request, to be answered in the request's language.
     *
     * @param utterance the request; English is answered if its language is not known
     * @return at noon UTC of 15 January 2026, not cancelled
     */
    public static TestSkillContext of(Utterance utterance) {
        Locale language = utterance.language().equals(Locale.ROOT) ? Locale.ENGLISH : utterance.language();
        return new TestSkillContext(utterance, language, NOON, false);
    }

    /**
     * Answers in another language.
     *
     * @param other to answer in
     * @return a copy that has emitted nothing
     */
    public TestSkillContext withLanguage(Locale other) {
        return new TestSkillContext(utterance, other, clock, cancelled);
    }

    /**
     * Stops the clock at an instant.
     *
     * @param now the clock's only instant
     * @param zone the asker's
     * @return a copy that has emitted nothing
     */
    public TestSkillContext withTime(Instant now, ZoneId zone) {
        return new TestSkillContext(utterance, language, Clock.fixed(now, zone), cancelled);
    }

    /**
     * Makes the asker go.
     *
     * @return a copy that is cancelled and has emitted nothing
     */
    public TestSkillContext withCancellation() {
        return new TestSkillContext(utterance, language, clock, true);
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
        emitted.add(part);
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * Returns what the skill showed early.
     *
     * @return the parts in order; a snapshot
     */
    public List<String> emitted() {
        return List.copyOf(emitted);
    }
}
