// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

class SkillBookTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean hasRead = new AtomicBoolean();

    @Test
    void asksASkillAgainThatWasNotReadyWhenItCame() throws ForeignFailure {
        SkillBook book = new SkillBook(nanos::get);
        TestSkill answers = TestSkill.understanding(
                "answer",
                utterance ->
                        hasRead.get() ? TestSkill.exact(utterance, "answer me", "please answer") : Optional.empty());
        try (Guard guard = new Guard(1)) {
            book.add("org.example.answers", Version.emptyVersion, 1, answers, guard);
            assertThat(knowsItsGrammar(book, guard)).isFalse();
            hasRead.set(true);
            nanos.addAndGet(4_000_000_000L);
            assertThat(knowsItsGrammar(book, guard)).as("not at each request").isFalse();
            nanos.addAndGet(2_000_000_000L);
            assertThat(knowsItsGrammar(book, guard)).isTrue();
            hasRead.set(false);
            nanos.addAndGet(60_000_000_000L);
            assertThat(knowsItsGrammar(book, guard))
                    .as("what is known stays known")
                    .isTrue();
        }
    }

    private static boolean knowsItsGrammar(SkillBook book, Guard guard) throws ForeignFailure {
        return book.skills(guard).get(0).knowsItsGrammar();
    }
}
