// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.Utterance;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** Who asks: knows when the skill is at work, and says when it may go on. */
final class Asker implements SkillContext {
    /** The skill is at work. */
    final CountDownLatch in = new CountDownLatch(1);

    private volatile boolean cancelled;

    void release() {
        cancelled = true;
    }

    @Override
    public Utterance utterance() {
        return Utterance.of("", Locale.ENGLISH);
    }

    @Override
    public Locale language() {
        return Locale.ENGLISH;
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public void emit(String part) {
        in.countDown();
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }
}
