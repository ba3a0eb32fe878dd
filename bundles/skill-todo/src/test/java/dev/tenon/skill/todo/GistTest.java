// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.Utterance;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no turn of phrase matches from end to end: a story before the wish, other orders of words. */
class GistTest {
    private static final TodoStore STORE = new TodoStore(() -> Path.of("nowhere"));
    private static final List<Skill> SKILLS =
            List.of(new AddTodo(STORE), new ListTodos(STORE), new CompleteTodo(STORE), new RemoveTodo(STORE));

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
                "We still have to return the ladder, pop that on my to-do list | add-todo {text=return the ladder}",
                "One more thing for my list: feed the neighbours' rabbits | add-todo {text=feed the neighbours' rabbits}",
                "我得去拔牙，记到待办里去吧 | add-todo {text=去拔牙}",
                "待办里帮我再添一条，换净水器滤芯 | add-todo {text=换净水器滤芯}",
                "Finally picked up the parcel, so tick it off | complete-todo {words=parcel}",
                "Set the vacuuming as completed on my task list | complete-todo {words=vacuuming}",
                "刚从银行回来，钱取到了，打个勾吧 | complete-todo {words=钱}",
                "清单里的跑步已经做完啦 | complete-todo {words=跑步}",
                "第二项弄好了，标记一下 | complete-todo {number=2}",
                "Nobody wants the swing any more, so drop the swing task from my list | remove-todo {words=swing}",
                "不买跑步机了，清单上拿掉这条 | remove-todo {words=跑步机}",
                "待办里“学吉他”那条取消吧，没时间 | remove-todo {words=学吉他}",
                "hm, what else did I have on that to-do list of mine, I forgot | list-todos {}",
                "周末了，还有啥没做的，列出来给我瞧瞧 | list-todos {}"
            })
    void readsWhatIsMeantWhereverItStands(String line) {
        String[] parts = line.split(" \\| ");
        assertThat(read(parts[0])).isEqualTo(parts[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "put olives on the shopping list",
                "I ticked all the boxes at the airport",
                "the task of the historian is difficult",
                "完成这首诗",
                "他的任务是保护总统吗",
                "is the bathroom done?",
                "who made the list of world heritage sites",
                "mark the letter as not done"
            })
    void leavesWhatOnlySpeaksOfTheSameThings(String request) {
        assertThat(read(request)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one more for the list: descale the kettle | add-todo",
                "can descaling the kettle go on my to-dos | add-todo",
                "among my tasks I'd like to have: book the MOT | add-todo",
                "for my to-do list, sort out the garage | add-todo",
                "the passport photos still need doing, stick them with my to-dos | add-todo",
                "我待办里还缺一个，取干洗的衣服 | add-todo",
                "麻烦登记一项任务，检查灭火器 | add-todo",
                "what have I got left to get through | list-todos",
                "待办还剩几样 | list-todos",
                "手头还有哪些任务 | list-todos",
                "帮我瞅瞅待办 | list-todos",
                "give the toner task a tick | complete-todo",
                "门禁修好咯，勾了吧 | complete-todo",
                "cut the toner thing from my tasks | remove-todo",
                "待办里洗窗帘不弄了，去了吧 | remove-todo",
                "全部待办清零 | remove-todo",
                "做完的那些待办扫掉 | remove-todo"
            })
    void readsOtherKindsOfWording(String line) {
        String[] parts = line.split(" \\| ");
        assertThat(read(parts[0])).startsWith(parts[1] + " ").doesNotContain("; ");
    }
}
