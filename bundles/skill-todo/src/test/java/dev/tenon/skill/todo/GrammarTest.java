// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarTest {
    private static final TodoStore STORE = new TodoStore(() -> Path.of("nowhere"));

    static List<Skill> skills() {
        return List.of(new AddTodo(STORE), new ListTodos(STORE), new CompleteTodo(STORE), new RemoveTodo(STORE));
    }

    private static Optional<Understanding> read(Skill skill, String request) {
        return skill.understand(Utterance.of(request, Locale.ROOT));
    }

    private static Map<String, Object> arguments(Skill skill, String request) {
        Optional<Understanding> read = read(skill, request);
        assertThat(read).as(request).isPresent();
        return read.get().arguments().values();
    }

    private static void hasOnly(Map<String, Object> arguments, String name, String value) {
        assertThat(arguments).hasSize(1);
        assertThat(arguments.get(name)).asString().isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("skills")
    void hasTwentyExamplesInEachLanguageAndReadsThemAll(Skill skill) {
        SkillDescriptor descriptor = skill.descriptor();
        assertThat(descriptor.examples().values().stream().flatMap(List::stream).filter(example -> read(skill, example)
                        .isEmpty()))
                .as("not understood")
                .isEmpty();
        for (Locale language : List.of(Locale.ENGLISH, Locale.CHINESE)) {
            assertThat(descriptor.examples().get(language)).hasSizeGreaterThanOrEqualTo(20);
        }
    }

    @ParameterizedTest
    @MethodSource("skills")
    void leavesTheExamplesOfItsSiblingsToThem(Skill skill) {
        Stream<String> others = skills().stream()
                .map(Skill::descriptor)
                .filter(other -> !other.name().equals(skill.descriptor().name()))
                .flatMap(other -> other.examples().values().stream().flatMap(List::stream));
        assertThat(others.filter(example -> read(skill, example).isPresent())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "add buy milk to my to-do list | buy milk",
                "Add Buy MILK to my todo list, please! | Buy MILK",
                "todo: call Bob. | call Bob",
                "could you add a task to renew the passport? | renew the passport",
                "put \"fix the bike\" on my task list | fix the bike",
                "I have to pay the rent, add that to my tasks | pay the rent",
                "add bread and cheese to my list | bread and cheese",
                "添加待办：买牛奶。 | 买牛奶",
                "把 写报告 加到待办清单吧 | 写报告",
                "帮我加一个待办，去图书馆还书 | 去图书馆还书",
                "给我的待办清单加上取快递 | 取快递"
            })
    void takesWhatIsToBeDone(String request, String text) {
        assertThat(arguments(new AddTodo(STORE), request)).isEqualTo(Map.of("text", text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "show my completed tasks | done",
                "what have I finished? | done",
                "which tasks are done? | done",
                "已完成的任务有哪些？ | done",
                "list all tasks including the done ones | all",
                "所有待办，包括已完成的 | all"
            })
    void showsThePartThatIsAskedFor(String request, String show) {
        assertThat(arguments(new ListTodos(STORE), request)).isEqualTo(Map.of("show", show));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my tasks",
                "what's on my to-do list?",
                "which tasks are not done yet",
                "what is left to do?",
                "tasks I haven't finished",
                "我的待办",
                "哪些任务没完成？",
                "还剩什么没做"
            })
    void showsWhatIsOpenElse(String request) {
        assertThat(arguments(new ListTodos(STORE), request)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mark 2 as done | number | 2",
                "mark task no. 12 as completed | number | 12",
                "check off the second task | number | 2",
                "tick off my last to-do | last | true",
                "check the laundry off my list | words | the laundry",
                "I finished the report. | words | the report",
                "完成任务二 | number | 2",
                "第 3 个待办完成了 | number | 3",
                "把“买牛奶”标记为完成 | words | 买牛奶",
                "报告写完了 | words | 报告"
            })
    void ticksOffWhatIsNamed(String request, String name, String value) {
        hasOnly(arguments(new CompleteTodo(STORE), request), name, value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delete task 3 | number | 3",
                "take number 4 off my list | number | 4",
                "remove milk from my to-do list | words | milk",
                "delete the dentist task | words | dentist",
                "delete the newest task | last | true",
                "clear completed tasks | done | true",
                "删除第十一个待办 | number | 11",
                "把买牛奶从清单里删掉 | words | 买牛奶",
                "清除已完成的待办 | done | true"
            })
    void removesWhatIsNamed(String request, String name, String value) {
        hasOnly(arguments(new RemoveTodo(STORE), request), name, value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete all my tasks",
                "clear my to-do list",
                "remove everything from my to-do list",
                "delete a task",
                "清空待办清单",
                "删除所有任务",
                "删除三个待办",
                "删除3个待办",
                "mark everything as done",
                "把所有任务标记为完成"
            })
    void neverTakesAllForWords(String request) {
        for (Skill skill : List.of(new RemoveTodo(STORE), new CompleteTodo(STORE))) {
            assertThat(read(skill, request)
                            .map(read -> read.arguments().values())
                            .orElse(Map.of()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what time is it in Tokyo?",
                "add 3 and 5",
                "add milk to my shopping list",
                "remind me to buy milk",
                "set a timer for 5 minutes",
                "take a note: buy milk",
                "delete note 3",
                "show my notes",
                "check out the new cafe",
                "close the window",
                "complete the sentence",
                "cancel my subscription",
                "mark the email as not done",
                "is task 2 done?",
                "is the laundry done?",
                "how do I stay on top of my tasks",
                "what is a to-do list",
                "the task manager is slow",
                "I have done 5 km, how many miles is that?",
                "what is on the menu",
                "what should I cook today",
                "add a task",
                "remove the background",
                "what's next",
                "finish my homework for me",
                "现在几点",
                "把5公里换算成英里",
                "把牛奶加到购物清单",
                "明天提醒我带伞",
                "记一下：买牛奶",
                "删除笔记2",
                "完成这个句子",
                "取消闹钟",
                "任务2完成了吗",
                "报告写完了吗？",
                "关闭窗口",
                "清单是什么",
                "把灯关掉",
                "今天天气怎么样",
                "任务管理软件推荐"
            })
    void leavesToOthersWhatIsNotForIt(String request) {
        assertThat(skills().stream()
                        .filter(skill -> read(skill, request).isPresent())
                        .map(skill -> skill.descriptor().name()
                                + read(skill, request).get().arguments()))
                .isEmpty();
    }
}
