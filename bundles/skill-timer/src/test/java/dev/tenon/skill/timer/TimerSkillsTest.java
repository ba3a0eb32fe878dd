// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Utterance;
import dev.tenon.tck.TestSkillContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimerSkillsTest {
    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private Timers timers;
    private List<Skill> skills;

    @BeforeEach
    void open() {
        timers = new Timers(() -> folder, text -> {}, clock);
        skills = List.of(new StartTimer(timers), new ListTimers(timers), new CancelTimer(timers));
    }

    @AfterEach
    void close() {
        timers.close();
    }

    private SkillResult result(String request) throws SkillException {
        boolean chinese = request.codePoints().anyMatch(Character::isIdeographic);
        List<Skill> able = skills.stream()
                .filter(skill ->
                        skill.understand(Utterance.of(request, Locale.ROOT)).isPresent())
                .toList();
        assertThat(able).as("one of the three understands '%s'", request).hasSize(1);
        Arguments arguments = able.get(0)
                .understand(Utterance.of(request, Locale.ROOT))
                .orElseThrow()
                .arguments();
        return able.get(0)
                .invoke(
                        arguments,
                        TestSkillContext.in(chinese ? Locale.CHINESE : Locale.ENGLISH)
                                .withTime(clock.instant(), clock.getZone()));
    }

    private String ask(String request) throws SkillException {
        return result(request).text();
    }

    private void refused(String request, String sentence) {
        assertThatThrownBy(() -> ask(request))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_ANSWER))
                .hasMessage(sentence);
    }

    @Test
    void startsListsAndCancels() throws Exception {
        assertThat(ask("set a timer for 10 minutes for the eggs"))
                .isEqualTo("Timer 1 (eggs) is set for 10 minutes; it ends at 12:10:00.");
        assertThat(ask("设一个一个半小时的计时器")).isEqualTo("2号计时器已开始：1小时30分钟，13:30结束。");
        clock.pass(Duration.ofSeconds(330));
        assertThat(ask("how long is left on the egg timer?"))
                .isEqualTo("Timer 1 (eggs): 4 minutes 30 seconds left, ends at 12:10:00.");
        assertThat(ask("我有哪些计时器")).isEqualTo("1号计时器（eggs）：还剩4分钟30秒，12:10:00结束。\n2号计时器：还剩1小时24分钟30秒，13:30结束。");
        assertThat(ask("cancel the timer for the eggs")).isEqualTo("Timer 1 (eggs) is cancelled.");
        assertThat(ask("取消计时器")).isEqualTo("2号计时器已取消。");
        assertThat(ask("what timers are running")).isEqualTo("No timer is running.");
    }

    @Test
    void givesTheTimerToPrograms() throws Exception {
        assertThat(result("set a 90 s timer for the tea").value())
                .isEqualTo(Map.of(
                        "number",
                        1L,
                        "name",
                        "tea",
                        "seconds",
                        90L,
                        "secondsLeft",
                        90L,
                        "ends",
                        "2026-01-15T12:01:30Z"));
    }

    @Test
    void namesTheDayIfItIsNotToday() throws Exception {
        assertThat(ask("set a timer for 2 days"))
                .isEqualTo("Timer 1 is set for 2 days; it ends at 12:00 on Saturday, 17 January.");
        assertThat(ask("定时两天")).isEqualTo("2号计时器已开始：2天，1月17日 12:00结束。");
    }

    @Test
    void asksBackIfSeveralAreMeant() throws Exception {
        ask("set a timer for 5 minutes for the green tea");
        ask("set a timer for 10 minutes for the black tea");
        ask("set a timer for 10 minutes");
        refused(
                "cancel the timer",
                "Which one? There are: Timer 1 (green tea) with 5 minutes left; Timer 2 (black tea) with 10 minutes left;"
                        + " Timer 3 with 10 minutes left. Say for example 'cancel timer 1', or 'cancel all timers'.");
        refused(
                "cancel the tea timer",
                "Which one? There are: Timer 1 (green tea) with 5 minutes left; Timer 2 (black tea) with 10 minutes left."
                        + " Say for example 'cancel timer 1', or 'cancel all timers'.");
        refused("取消10分钟的计时器", "您指哪一个？现有：2号计时器（black tea）还剩10分钟；3号计时器还剩10分钟。可以说“取消2号计时器”，或“取消所有计时器”。");
        refused(
                "cancel the pasta timer",
                "No such timer is running. There are: Timer 1 (green tea) with 5 minutes left;"
                        + " Timer 2 (black tea) with 10 minutes left; Timer 3 with 10 minutes left.");
        assertThat(ask("cancel the 5 minute timer")).isEqualTo("Timer 1 (green tea) is cancelled.");
        assertThat(ask("取消第三个计时器")).isEqualTo("3号计时器已取消。");
        assertThat(ask("set a timer for 1 minute for rice")).startsWith("Timer 3 (rice)");
        assertThat(ask("cancel all timers")).isEqualTo("2 timers are cancelled: Timer 3 (rice), Timer 2 (black tea).");
        refused("stop the timer", "No timer is running.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set a timer for 0 seconds|A timer runs for at least 1 second.",
                "set a timer for 31 days|A timer runs for at most 30 days.",
                "set a timer for 999999999999999 weeks|A timer runs for at most 30 days.",
                "定时五周|计时器最长 30 天。"
            })
    void refusesLengthsOutsideTheLimits(String request, String sentence) {
        assertThatThrownBy(() -> ask(request))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT))
                .hasMessage(sentence);
    }

    @Test
    void refusesArgumentsThatMakeNoSense() {
        TestSkillContext context = TestSkillContext.in(Locale.ENGLISH);
        List<Map<String, Object>> all = List.of(
                Map.of("all", true, "number", 1), Map.of("number", -1), Map.of("number", 1.5), Map.of("number", 1e300));
        for (Map<String, Object> values : all) {
            assertThatThrownBy(() -> skills.get(2).invoke(new Arguments(values), context))
                    .as(values.toString())
                    .isInstanceOfSatisfying(
                            SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT));
        }
        assertThatThrownBy(() ->
                        skills.get(0).invoke(new Arguments(Map.of("seconds", 60, "name", "x".repeat(61))), context))
                .hasMessageContaining("60 characters");
    }

    @Test
    void understandsAllItsExamplesForSureAndNoneOfTheOthers() {
        for (Skill skill : skills) {
            skill.descriptor().examples().forEach((language, examples) -> assertThat(examples)
                    .hasSizeGreaterThanOrEqualTo(20)
                    .allSatisfy(example -> {
                        assertThat(skill.understand(Utterance.of(example, language)))
                                .hasValueSatisfying(understood ->
                                        assertThat(understood.confidence()).isEqualTo(1));
                        assertThat(skills.stream().filter(other -> other.understand(Utterance.of(example, language))
                                        .isPresent()))
                                .containsExactly(skill);
                    }));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "how much time is left on the timer for the eggs|name=eggs",
                "how long until timer 3 ends|number=3",
                "how long is left on the 10 minute timer|seconds=600",
                "how much longer on the second timer|number=2",
                "计时器3还剩多久|number=3",
                "一刻钟的计时器还剩多久|seconds=900",
                "泡茶的计时器还剩多久|name=泡茶",
                "turn off timer two|number=2",
                "stop my half hour timer|seconds=1800",
                "把泡茶的计时器停掉|name=泡茶",
                "删除第十二个计时器|number=12"
            })
    void readsWhichTimerIsMeant(String request, String argument) {
        assertThat(skills.stream().flatMap(skill -> skill.understand(Utterance.of(request, Locale.ROOT)).stream()))
                .singleElement()
                .satisfies(understood ->
                        assertThat(understood.arguments().values()).hasToString("{" + argument + "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what is a timer",
                "how long is a timer",
                "how much does a kitchen timer cost",
                "buy a timer",
                "how do I cancel a timer",
                "stop the music",
                "cancel my meeting at three",
                "cancel all meetings",
                "delete all my notes",
                "stop",
                "list my notes",
                "show my to-do list",
                "what time is it",
                "how long does it take to boil an egg",
                "how much time is left until Christmas",
                "when does the train leave",
                "pause the timer",
                "add 5 minutes to the pasta timer",
                "clear the screen",
                "remove the second item",
                "turn off the light",
                "is the oven on",
                "old timer",
                "the timer of the bomb is a metaphor",
                "计时器是什么",
                "计时器多少钱",
                "怎么取消计时器",
                "取消会议",
                "取消所有会议",
                "关掉音乐",
                "停车",
                "列出我的笔记",
                "离春节还有多久",
                "火车什么时候到",
                "现在几点",
                "还剩多少钱",
                "暂停计时器",
                "给计时器加五分钟",
                "删除第二条笔记",
                "我有哪些待办"
            })
    void leavesAloneWhatIsNotAboutTimers(String request) {
        assertThat(skills).allSatisfy(skill -> assertThat(skill.understand(Utterance.of(request, Locale.ROOT)))
                .isEmpty());
    }
}
