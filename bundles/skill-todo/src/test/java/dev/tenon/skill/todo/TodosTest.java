// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.tck.TestSkillContext;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TodosTest {
    @TempDir
    private Path home;

    private TodoStore with(String... todos) {
        return FreshStore.filled(home, List.of(todos));
    }

    private static SkillResult call(Skill skill, Map<String, Object> arguments, Locale language) throws SkillException {
        return skill.invoke(new Arguments(arguments), TestSkillContext.in(language));
    }

    private static String text(Skill skill, Map<String, Object> arguments) throws SkillException {
        return call(skill, arguments, Locale.ENGLISH).text();
    }

    private static SkillException refusal(Skill skill, Map<String, Object> arguments, Locale language) {
        try {
            throw new AssertionError("taken: " + call(skill, arguments, language));
        } catch (SkillException e) {
            return e;
        }
    }

    @Test
    void addsListsTicksOffAndRemoves() throws Exception {
        TodoStore store = with();
        SkillResult added = call(new AddTodo(store), Map.of("text", " buy\nmilk "), Locale.ENGLISH);
        assertThat(added.text()).isEqualTo("On the list as number 1: buy milk");
        assertThat(added.value())
                .isEqualTo(Map.of("number", 1L, "text", "buy milk", "added", "2026-01-15T12:00:00Z", "done", false));
        assertThat(call(new AddTodo(store), Map.of("text", "写报告"), Locale.CHINESE)
                        .text())
                .isEqualTo("已加入待办第 2 项：写报告");
        assertThat(text(new ListTodos(store), Map.of())).isEqualTo("2 to do:\n1. buy milk\n2. 写报告");
        assertThat(text(new CompleteTodo(store), Map.of("words", "milk")))
                .isEqualTo("Number 1 is done: buy milk. 1 thing is left.");
        assertThat(call(new CompleteTodo(store), Map.of("last", true), Locale.CHINESE)
                        .text())
                .isEqualTo("第 2 项已完成：写报告。没有剩余的待办。");
        assertThat(text(new ListTodos(store), Map.of())).isEqualTo("Nothing is left to do. 2 done.");
        assertThat(text(new RemoveTodo(store), Map.of("number", 2))).isEqualTo("Removed number 2: 写报告");
        assertThat(text(new ListTodos(store), Map.of("show", "done"))).isEqualTo("1 done:\n1. ✓ buy milk");
        assertThat(text(new RemoveTodo(store), Map.of("done", true))).isEqualTo("Removed the one that was done.");
        assertThat(text(new RemoveTodo(store), Map.of("done", true))).isEqualTo("Nothing on the list is done.");
        assertThat(text(new ListTodos(store), Map.of("show", "all"))).isEqualTo("The to-do list is empty.");
    }

    @Test
    void whatIsDoneStaysDone() throws Exception {
        TodoStore store = with("a", "b");
        call(new CompleteTodo(store), Map.of("number", 1), Locale.ENGLISH);
        SkillResult again = call(new CompleteTodo(store), Map.of("number", 1), Locale.ENGLISH);
        assertThat(again.text()).isEqualTo("Number 1 was done already: a");
        assertThat(again.value()).containsEntry("left", 1L).containsEntry("done", true);
        assertThat(new TodoStore(() -> home).todos()).extracting(Todo::done).containsExactly(true, false);
    }

    @Test
    void prefersWhatIsOpenWhenTickingOff() throws Exception {
        TodoStore store = with("buy milk", "buy milk");
        assertThat(text(new CompleteTodo(store), Map.of("number", 1))).contains("Number 1 is done");
        assertThat(text(new CompleteTodo(store), Map.of("words", "milk"))).contains("Number 2 is done");
        assertThat(refusal(new CompleteTodo(store), Map.of("words", "milk"), Locale.ENGLISH))
                .hasMessageContaining("1. ✓ buy milk\n2. ✓ buy milk");
    }

    @Test
    void asksWhichRatherThanGuess() throws Exception {
        TodoStore store = with("buy milk", "milk the cow", "call Bob");
        for (Skill skill : List.of(new CompleteTodo(store), new RemoveTodo(store))) {
            SkillException which = refusal(skill, Map.of("words", "milk"), Locale.ENGLISH);
            assertThat(which)
                    .hasMessage("2 entries have the words “milk”. Say the number of the one you mean:\n"
                            + "1. buy milk\n2. milk the cow");
            assertThat(refusal(skill, Map.of("words", "milk"), Locale.CHINESE))
                    .hasMessageStartingWith("有 2 项待办包含“milk”");
            assertThat(refusal(skill, Map.of("words", "tax"), Locale.ENGLISH)).hasMessageContaining("“tax”");
            assertThat(refusal(skill, Map.of("number", 9), Locale.ENGLISH))
                    .hasMessage("There is no number 9 on the to-do list.");
            assertThat(refusal(skill, Map.of(), Locale.ENGLISH)).hasMessageStartingWith("Which one");
            assertThat(refusal(skill, Map.of("number", 1, "last", true), Locale.ENGLISH))
                    .hasMessageStartingWith("Which one");
        }
        assertThat(store.todos()).hasSize(3).noneMatch(Todo::done);
    }

    @Test
    void listsAtMostTenCandidates() {
        Skill remove = new RemoveTodo(with(Collections.nCopies(12, "same").toArray(String[]::new)));
        assertThat(refusal(remove, Map.of("words", "same"), Locale.ENGLISH).getMessage())
                .startsWith("12 entries")
                .hasLineCount(12)
                .endsWith("10. same\n…");
    }

    @Test
    void listsTheFirstThirtyAndSaysHowManyThereAre() throws Exception {
        Skill list = new ListTodos(
                with(IntStream.rangeClosed(1, 35).mapToObj(i -> "t" + i).toArray(String[]::new)));
        SkillResult all = call(list, Map.of(), Locale.ENGLISH);
        assertThat(all.text()).startsWith("35 to do, the first 30:\n1. t1\n").endsWith("\n30. t30");
        assertThat(all.value()).containsEntry("total", 35);
        assertThat(call(list, Map.of(), Locale.CHINESE).text()).startsWith("待办 35 项，前 30 项是：\n");
    }

    @Test
    void refusesWhatIsNothingToDo() throws Exception {
        TodoStore store = with();
        Skill add = new AddTodo(store);
        assertThat(refusal(add, Map.of(), Locale.ENGLISH)).hasMessageStartingWith("What is to be done?");
        assertThat(refusal(add, Map.of("text", "\u0000 \n"), Locale.CHINESE)).hasMessageStartingWith("要做什么");
        assertThat(refusal(add, Map.of("text", "x".repeat(501)), Locale.ENGLISH))
                .hasMessageContaining("at most 500 characters, this one 501");
        assertThat(refusal(new CompleteTodo(store), Map.of("last", true), Locale.ENGLISH))
                .hasMessage("The to-do list is empty.");
        assertThat(store.todos()).isEmpty();
        assertThat(call(add, Map.of("text", "x".repeat(500)), Locale.ENGLISH).value())
                .containsEntry("number", 1L);
    }

    @Test
    void refusesWhatIsNoArgument() {
        TodoStore store = with("a");
        for (Object bad : List.of(0, -1, 1.5, new BigDecimal("1e40"), Double.NaN)) {
            assertThat(refusal(new RemoveTodo(store), Map.of("number", bad), Locale.ENGLISH)
                            .reason())
                    .as(bad.toString())
                    .isEqualTo(Reason.INVALID_ARGUMENT);
        }
        assertThat(refusal(new RemoveTodo(store), Map.of("number", 1, "done", "yes"), Locale.ENGLISH))
                .hasMessageContaining("'done'");
        assertThat(refusal(new ListTodos(store), Map.of("show", "some"), Locale.ENGLISH))
                .hasMessageContaining("open, done or all");
    }
}
