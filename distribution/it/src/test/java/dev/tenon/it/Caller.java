// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.platform.Answer;
import dev.tenon.api.platform.Answers;
import dev.tenon.api.skill.Utterance;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Somebody inside the container who asks the same again and again, and expects the answer each time. */
final class Caller implements AutoCloseable {
    private static final long LIMIT_MS = 20_000;

    private static final long PAUSE_NANOS = 20_000_000;

    private final Answers answers;
    private final AtomicBoolean enough = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::ask, "caller");

    Caller() throws InterruptedException {
        answers = InContainer.service(Answers.class);
        thread.start();
    }

    private void ask() {
        while (!enough.get()) {
            Answer answer = answers.ask(Utterance.of("what is 2+2", Locale.ENGLISH));
            if (!answer.text().contains("4")) {
                wrong.add(answer.toString());
            }
            asked.incrementAndGet();
            LockSupport.parkNanos(PAUSE_NANOS); // what is tried meanwhile needs the processor too
        }
    }

    /** Ends, and checks that every question was answered. */
    @Override
    public void close() {
        enough.set(true);
        try {
            thread.join(LIMIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(thread.isAlive()).as("a question is not answered").isFalse();
        assertThat(wrong).isEmpty();
        assertThat(asked).hasPositiveValue();
    }
}
