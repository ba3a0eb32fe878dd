// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TimersTest {
    private static final Duration TEN = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    private final BlockingQueue<String> rung = new LinkedBlockingQueue<>();
    private final TestClock clock = new TestClock();
    private final List<Timers> started = new ArrayList<>();

    private Timers open(Clock with) {
        Timers timers = new Timers(() -> folder, rung::add, with);
        started.add(timers);
        return timers;
    }

    private Timer start(Timers timers, String name, Duration length, Locale language) throws StoreException {
        return timers.start(Optional.of(name), length, clock.instant(), language);
    }

    @AfterEach
    void close() {
        started.forEach(Timers::close);
    }

    private String next() throws InterruptedException {
        return rung.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void ringsWhenItsTimeIsOverAndIsGone() throws Exception {
        Timers timers = open(Clock.systemUTC());
        Instant begin = Instant.now();
        timers.start(Optional.of("eggs"), Duration.ofSeconds(1), begin, Locale.ENGLISH);
        assertThat(next()).isEqualTo("Timer 1 (eggs) has ended: 1 second is over.");
        assertThat(Duration.between(begin, Instant.now())).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
        awaitNone(timers);
        assertThat(Files.readString(folder.resolve(TimerFile.NAME))).doesNotContain("eggs");
    }

    private static void awaitNone(Timers timers) throws StoreException {
        while (!timers.running().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void ringsInTheLanguageOfTheRequestAndInOrder() throws Exception {
        Timers timers = open(clock);
        start(timers, "tea", TEN.multipliedBy(2), Locale.ENGLISH);
        start(timers, "鸡蛋", TEN, Locale.CHINESE);
        clock.pass(TEN);
        assertThat(next()).isEqualTo("2号计时器（鸡蛋）时间到：10分钟已过。");
        assertThat(timers.running()).extracting(Timer::number).contains(1L);
        clock.pass(TEN);
        assertThat(next()).isEqualTo("Timer 1 (tea) has ended: 20 minutes are over.");
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        start(open(clock), "tea", TEN, Locale.ENGLISH);
        close();
        Timers next = open(clock);
        assertThat(next.running()).singleElement().satisfies(timer -> {
            assertThat(timer.name()).hasValue("tea");
            assertThat(timer.left(clock.instant())).isEqualTo(TEN);
        });
        clock.pass(TEN);
        assertThat(next()).isEqualTo("Timer 1 (tea) has ended: 10 minutes are over.");
    }

    @Test
    void ringsAtOnceIfItEndedMeanwhileAndSaysHowLate() throws Exception {
        Timers before = open(clock);
        start(before, "tea", TEN, Locale.ENGLISH);
        start(before, "茶", TEN, Locale.CHINESE);
        close();
        clock.pass(Duration.ofMinutes(75));
        open(clock);
        assertThat(next())
                .isEqualTo("Timer 1 (tea) has ended: 10 minutes are over."
                        + " It ended 1 hour 5 minutes ago, but Tenon could not ring then.");
        assertThat(next()).isEqualTo("2号计时器（茶）时间到：10分钟已过。它在1小时5分钟前就已结束，但当时 Tenon 无法提醒。");
        close();
        open(clock);
        close();
        assertThat(rung).as("what has rung does not ring again").isEmpty();
    }

    @Test
    void cancelledTimersDoNotRing() throws Exception {
        Timers timers = open(clock);
        Timer tea = start(timers, "tea", TEN, Locale.ENGLISH);
        start(timers, "eggs", TEN, Locale.ENGLISH);
        timers.cancel(List.of(tea));
        clock.pass(TEN);
        assertThat(next()).contains("eggs");
        close();
        assertThat(rung).isEmpty();
        assertThat(open(clock).running()).isEmpty();
    }

    @Test
    void keepsAtMostAHundred() throws Exception {
        Timers timers = open(clock);
        for (int i = 0; i < Timers.MAX; i++) {
            start(timers, "t" + i, TEN, Locale.ENGLISH);
        }
        assertThatThrownBy(() -> start(timers, "one more", TEN, Locale.ENGLISH))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.problem()).isEqualTo(Problem.TOO_MANY));
        assertThat(open(clock).running()).hasSize(Timers.MAX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"format\":1}",
                "{\"format\":1,\"timers\":[{}]}",
                "{\"format\":1,\"timers\":[]} []",
                "{\"format\":1,\"timers\":[{\"number\":1,\"seconds\":0,\"ends\":\"2026-01-15T12:00:00Z\",\"language\":\"en\"}]}",
                "{\"format\":1,\"timers\":[{\"number\":1,\"seconds\":9,\"ends\":\"noon\",\"language\":\"en\"}]}",
                "{\"format\":2,\"timers\":[]}"
            })
    void leavesADamagedFileAloneUntilItIsRepaired(String content) throws Exception {
        Path file = Files.writeString(folder.resolve(TimerFile.NAME), content);
        Timers timers = open(clock);
        assertThatThrownBy(() -> start(timers, "tea", TEN, Locale.ENGLISH))
                .isInstanceOfSatisfying(StoreException.class, e -> {
                    assertThat(e.problem()).isIn(Problem.DAMAGED, Problem.NEWER);
                    assertThat(e.in(Locale.CHINESE).getMessage()).contains("计时器");
                });
        assertThatThrownBy(timers::running).isInstanceOf(StoreException.class);
        assertThat(file).hasContent(content);
        Files.writeString(
                file,
                "{\"format\":1,\"timers\":[{\"number\":7,\"seconds\":60,\"ends\":\"2026-01-15T12:00:00Z\",\"language\":\"en\"}]}");
        assertThat(next()).as("noticed without a request").startsWith("Timer 7 has ended: 1 minute is over.");
    }

    @Test
    void startsNothingThatCannotBeKept() throws Exception {
        Timers timers = open(clock);
        Files.createDirectories(folder.resolve("." + TimerFile.NAME + ".tmp/in the way"));
        assertThatThrownBy(() -> start(timers, "tea", TEN, Locale.ENGLISH))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_SAVED));
        assertThat(timers.running()).isEmpty();
    }

    @Test
    void startsAndCancelsFromManyThreads() throws Exception {
        Timers timers = open(clock);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Timer>> futures = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            futures.add(threads.submit(() -> {
                Timer timer = start(timers, "t", TEN, Locale.ENGLISH);
                if (timer.number() % 2 == 0) {
                    timers.cancel(List.of(timer));
                }
                return timer;
            }));
        }
        long kept = 0;
        for (Future<Timer> future : futures) {
            kept += future.get(30, TimeUnit.SECONDS).number() % 2;
        }
        threads.shutdown();
        assertThat(timers.running()).hasSize((int) kept).doesNotHaveDuplicates();
        assertThat(open(clock).running()).isEqualTo(timers.running());
    }

    @Test
    void triesAgainIfANoticeCannotBePosted() throws Exception {
        BlockingQueue<String> tries = new LinkedBlockingQueue<>();
        AtomicBoolean failed = new AtomicBoolean();
        Timers timers = new Timers(
                () -> folder,
                text -> {
                    tries.add(text);
                    if (failed.compareAndSet(false, true)) {
                        throw new IllegalStateException("made up by the test");
                    }
                },
                clock);
        started.add(timers);
        start(timers, "tea", TEN, Locale.ENGLISH);
        clock.pass(TEN);
        assertThat(tries.poll(20, TimeUnit.SECONDS)).contains("tea");
        awaitNone(timers);
        assertThat(tries).singleElement().asString().contains("tea");
    }

    @Test
    void leavesNoThreadBehind() {
        Timers timers = open(clock);
        assertThat(bells()).isEqualTo(1);
        timers.close();
        assertThat(bells()).isZero();
    }

    private static long bells() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("timer-bell"))
                .count();
    }
}
