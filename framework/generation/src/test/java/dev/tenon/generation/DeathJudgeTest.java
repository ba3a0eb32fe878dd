// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeathJudgeTest {
    private static final Instant START = Instant.parse("2026-11-28T08:00:00Z");
    private static final String WHY = "out of memory";

    private final List<Generation> history = new ArrayList<>();
    private Lives lives = Lives.NONE;

    @Test
    void oneDeathOfAGenerationThatServedIsForgiven() {
        Generation sound = generation(1, "a");
        serve(sound, 0);
        die(sound, 10);
        assertThat(judge(sound, 10)).isEmpty();
    }

    @Test
    void twoEarlyDeathsBringBackTheLastThatServed() {
        Generation first = generation(1, "a");
        serve(first, 0);
        Generation second = generation(2, "b");
        Generation bad = generation(3, "c");
        die(bad, 10);
        assertThat(judge(bad, 10)).as("it served, once").isEmpty();
        serve(bad, 12);
        die(bad, 20);
        assertThat(judge(bad, 20)).contains(second);
    }

    @Test
    void lateDeathsAreForgivenUntilTheyAreThree() {
        serve(generation(1, "a"), 0);
        Generation bad = generation(2, "b");
        for (int death = 1; death <= 3; death++) {
            serve(bad, death * 100);
            die(bad, death * 100 + 70);
            assertThat(judge(bad, death * 100 + 70).isPresent()).isEqualTo(death == 3);
        }
    }

    @Test
    void deathsOfLongAgoDoNotCount() {
        serve(generation(1, "a"), 0);
        Generation bad = generation(2, "b");
        serve(bad, 100);
        die(bad, 110);
        serve(bad, 120);
        die(bad, 2000);
        assertThat(judge(bad, 2000)).isEmpty();
    }

    @Test
    void whatNeverServedGoesAtOnce() {
        Generation first = generation(1, "a");
        serve(first, 0);
        Generation bad = generation(2, "b");
        lives = lives.after(bad).starting(bad, START.plusSeconds(5));
        die(bad, 6);
        assertThat(judge(bad, 6)).contains(first);
    }

    @Test
    void whatEqualsABlamedOneDoesNotComeBack() {
        Generation first = generation(1, "a");
        serve(first, 0);
        generation(2, "b");
        Generation bad = generation(3, "c");
        Generation undo = generation(4, "b");
        lives = lives.after(bad).undid(bad, undo, START, WHY);
        serve(undo, 20);
        die(undo, 21);
        serve(undo, 22);
        die(undo, 23);
        assertThat(judge(undo, 23)).as("2 is what 4 is, 3 is blamed").contains(first);
    }

    @Test
    void nothingComesBackThatNeverServedOrLostItsContent() {
        generation(1, "a");
        Generation bad = generation(2, "b");
        lives = lives.starting(bad, START);
        die(bad, 1);
        assertThat(judge(bad, 1)).as("1 was never seen to serve").isEmpty();
        serve(history.get(0), 2);
        lives = lives.starting(bad, START);
        die(bad, 3);
        assertThat(new DeathJudge(lives, START.plusSeconds(3)).comesBack(bad, history, generation -> false))
                .isEmpty();
    }

    @Test
    void isKeptInTheHomeAndADamagedFileIsNoHindrance(@TempDir Path folder) throws IOException {
        Home home = Home.open(folder.resolve("home"));
        assertThat(Lives.read(home)).isEqualTo(Lives.NONE);
        Generation bad = generation(1, "a");
        serve(bad, 0);
        die(bad, 1);
        lives.write(home);
        assertThat(Lives.read(home)).isEqualTo(lives);
        Files.writeString(home.run().resolve("lives.json"), "{\"last\":{\"started\":\"yesterday\"}}");
        assertThat(Lives.read(home)).isEqualTo(Lives.NONE);
    }

    private Generation generation(long number, String content) {
        Member member = new Member("x", "1.0.0", content.repeat(64), 1, Member.Origin.MARKETPLACE, "");
        Generation generation = new Generation(
                Generation.FORMAT, number, START.toString(), "a test", List.of(member), Map.of(), Map.of());
        history.add(generation);
        return generation;
    }

    private void serve(Generation generation, long second) {
        Instant at = START.plusSeconds(second);
        lives = lives.after(generation).starting(generation, at).ready(at);
    }

    private void die(Generation current, long second) {
        lives = lives.after(current).died(current, START.plusSeconds(second), WHY);
    }

    private Optional<Generation> judge(Generation current, long second) {
        return new DeathJudge(lives, START.plusSeconds(second)).comesBack(current, history, generation -> true);
    }
}
