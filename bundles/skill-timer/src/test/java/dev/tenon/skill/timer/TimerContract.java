// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import dev.tenon.tck.SkillContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract compares answers of equal calls, which change what runs: so each call finds the same timers anew. */
abstract class TimerContract extends SkillContract {
    @TempDir
    Path folder;

    private final List<Timers> opened = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Timers::close);
    }

    /** Makes the skill over some timers. */
    protected abstract Skill skill(Timers timers);

    @Override
    protected Skill skill() {
        return new Skill() {
            private final Skill understanding = skill(timers());

            @Override
            public SkillDescriptor descriptor() {
                return understanding.descriptor();
            }

            @Override
            public Optional<Understanding> understand(Utterance utterance) {
                return understanding.understand(utterance);
            }

            @Override
            public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
                Timers timers = timers();
                try {
                    return skill(timers).invoke(arguments, context);
                } finally {
                    timers.close();
                }
            }
        };
    }

    private Timers timers() {
        try {
            Path own = Files.createTempDirectory(folder, "timers");
            TestClock clock = new TestClock();
            Timers timers = new Timers(() -> own, text -> {}, clock);
            opened.add(timers);
            for (String name : new String[] {"pasta", "egg", "煮蛋"}) {
                timers.start(Optional.of(name), Duration.ofMinutes(10), clock.instant(), Locale.ENGLISH);
            }
            return timers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
    }
}
