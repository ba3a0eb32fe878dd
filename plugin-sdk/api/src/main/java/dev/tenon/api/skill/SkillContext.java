// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.skill;

import java.time.Clock;
import java.util.Locale;
import org.osgi.annotation.versioning.ProviderType;

/** The request around one call of {@link Skill#invoke}. Thread-safe; valid until the call returns. */
@ProviderType
public interface SkillContext {
    /**
     * Returns what was asked, attachments included.
     *
     * @return the request; its text is empty when a program calls the skill with arguments alone
     */
    Utterance utterance();

    /**
     * Returns the language to answer in.
     *
     * @return never {@link Locale#ROOT}
     */
    Locale language();

    /**
     * Returns the clock to go by; its zone is the asker's.
     *
     * @return never moves backwards within a call
     */
    Clock clock();

    /**
     * Shows a part of the answer now. What was emitted precedes {@link SkillResult#text()}, so a skill that emits all
     * of its answer returns an empty text.
     *
     * @param part next piece of text, may be empty
     * @throws IllegalStateException after the call has returned
     */
    void emit(String part);

    /**
     * Says whether nobody waits for the answer any more. The skill should then return soon; what it returns is dropped.
     *
     * @return true once the asker has gone or the time is over
     */
    boolean isCancelled();
}
