// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.Utterance;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no turn of phrase matches from end to end: a story before the wish, other orders of words. */
class GistTest {
    private static final Timers TIMERS = new Timers(() -> Path.of("nowhere"), text -> {}, new TestClock());
    private static final List<Skill> SKILLS =
            List.of(new StartTimer(TIMERS), new ListTimers(TIMERS), new CancelTimer(TIMERS));

    @AfterAll
    static void close() {
        TIMERS.close();
    }

    private static String read(String request) {
        return SKILLS.stream()
                .flatMap(skill -> skill.understand(Utterance.of(request, Locale.ROOT)).stream()
                        .map(read -> skill.descriptor().name() + " "
                                + read.arguments().values()))
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The rice is on the stove now, buzz me in eighteen minutes | start-timer {seconds=1080}",
                "I need to lie down, give me twenty five minutes and then wake me | start-timer {seconds=1500}",
                "衣服泡上了，四十分钟到了喊我一声 | start-timer {seconds=2400}",
                "幫我倒數九十秒泡茶 | start-timer {seconds=90}",
                "Dinner came early so you may switch off that timer of mine | cancel-timer {}",
                "never mind the twenty minute timer, kill it | cancel-timer {seconds=1200}",
                "the bread's out, call off the bread timer, thanks | cancel-timer {name=bread}",
                "鸡蛋都捞出来了，那个八分钟的计时别走了，掐了吧 | cancel-timer {seconds=480}",
                "did I leave any timer on, and what's left of it | list-timers {}",
                "how many more minutes does the pizza timer have | list-timers {name=pizza}",
                "刚才设的那个倒计时，还要等多长时间才响 | list-timers {}",
                "看看我開了幾個計時器 | list-timers {}"
            })
    void readsWhatIsMeantWhereverItStands(String line) {
        String[] parts = line.split(" \\| ");
        assertThat(read(parts[0])).isEqualTo(parts[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "My grandmother's kitchen timer looks like a tomato",
                "the bus comes in ten minutes",
                "I waited twenty minutes for you",
                "we walked for two hours and called it a day",
                "定时炸弹是怎么拆的",
                "他八分钟跑完了两公里",
                "what is a countdown",
                "add two minutes to the timer",
                "how many seconds are in nine minutes"
            })
    void leavesWhatOnlySpeaksOfTheSameThings(String request) {
        assertThat(read(request)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pasta's in, eight minutes please | start-timer",
                "shout when six minutes have gone by | start-timer",
                "eggs need seven minutes, tell me when they're done | start-timer",
                "clock me 3 minutes for the tea | start-timer",
                "the bread has to rise for 2 hrs, keep time for me | start-timer",
                "泡脚俩钟头，到点喊我 | start-timer",
                "面膜敷十五分钟，时间到了吱一声 | start-timer",
                "幫我較個鐘，廿分鐘 | start-timer",
                "炖肉要一个半小时，到时候提醒 | start-timer",
                "微波炉那边三分钟，你帮着计一下 | start-timer",
                "how long till it rings | list-timers",
                "where's the nine minute timer at | list-timers",
                "show every running timer | list-timers",
                "还差几分钟响铃 | list-timers",
                "那个九分钟的还剩多少 | list-timers",
                "shut that timer up | cancel-timer",
                "stop the clock | cancel-timer",
                "no need for the timer now | cancel-timer",
                "别给我计时了 | cancel-timer",
                "定时器关一关 | cancel-timer"
            })
    void readsOtherKindsOfWording(String line) {
        String[] parts = line.split(" \\| ");
        assertThat(read(parts[0])).startsWith(parts[1] + " ").doesNotContain("; ");
    }
}
