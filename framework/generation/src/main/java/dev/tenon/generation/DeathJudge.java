// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import dev.tenon.generation.Lives.Death;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Judges after the death of a host whether its generation is to blame, and which earlier one shall come back. To blame
 * is one that was never seen to serve after a start, that hosts died of twice within their first minute on it, or three
 * times within ten minutes. What comes back has served, and runs something else than what was blamed before.
 */
public final class DeathJudge {
    private static final Duration MEMORY = Duration.ofMinutes(10);
    private static final long EARLY_SECONDS = 60;
    private static final int EARLY = 2;
    private static final int OFTEN = 3;

    private final Lives lives;
    private final Instant now;

    /**
     * Makes a judge.
     *
     * @param lives what is known, the last death included
     * @param now the present moment
     */
    public DeathJudge(Lives lives, Instant now) {
        this.lives = lives;
        this.now = now;
    }

    /**
     * Says which generation shall come back.
     *
     * @param current the generation that the host died with
     * @param history what is kept, in any order
     * @param isWhole says whether the content of a generation is still there
     * @return empty if the current one is not to blame, or none before it served
     */
    public Optional<Generation> comesBack(Generation current, List<Generation> history, Predicate<Generation> isWhole) {
        if (!isToBlame(current.number())) {
            return Optional.empty();
        }
        Set<Long> blamed = lives.undone().stream().map(Lives.Undone::generation).collect(Collectors.toSet());
        List<Generation> bad = history.stream()
                .filter(generation -> blamed.contains(generation.number()))
                .toList();
        return history.stream()
                .filter(generation -> generation.number() < current.number())
                .filter(generation -> lives.served().contains(generation.number()))
                .filter(generation ->
                        !generation.runsAs(current) && bad.stream().noneMatch(generation::runsAs))
                .filter(isWhole)
                .max(Comparator.comparingLong(Generation::number));
    }

    private boolean isToBlame(long generation) {
        List<Death> deaths = lives.deaths().stream()
                .filter(death -> death.generation() == generation)
                .filter(death -> Instant.parse(death.at()).isAfter(now.minus(MEMORY)))
                .toList();
        if (deaths.isEmpty()) {
            return false;
        }
        boolean everServed =
                deaths.get(deaths.size() - 1).serving() || lives.served().contains(generation);
        long early =
                deaths.stream().filter(death -> death.seconds() < EARLY_SECONDS).count();
        return !everServed || early >= EARLY || deaths.size() >= OFTEN;
    }
}
