// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

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
    private static final NoteStore STORE = new NoteStore(() -> Path.of("nowhere"));

    static List<Skill> skills() {
        return List.of(new AddNote(STORE), new ListNotes(STORE), new DeleteNote(STORE));
    }

    private static Optional<Understanding> read(Skill skill, String request) {
        return skill.understand(Utterance.of(request, Locale.ROOT));
    }

    private static Map<String, Object> arguments(Skill skill, String request) {
        Optional<Understanding> read = read(skill, request);
        assertThat(read).as(request).isPresent();
        return read.get().arguments().values();
    }

    @ParameterizedTest
    @MethodSource("skills")
    void hasTwentyExamplesInEachLanguageAndReadsThemAll(Skill skill) {
        SkillDescriptor descriptor = skill.descriptor();
        for (Locale language : List.of(Locale.ENGLISH, Locale.CHINESE)) {
            List<String> examples = descriptor.examples().get(language);
            assertThat(examples).hasSizeGreaterThanOrEqualTo(20);
            assertThat(examples.stream().filter(example -> read(skill, example).isEmpty()))
                    .as("not understood")
                    .isEmpty();
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
                "add a note: buy milk | buy milk",
                "Take a note: Buy MILK. | Buy MILK",
                "make a note that the wifi password is 1234 | the wifi password is 1234",
                "Hey, can you please write down my shoe size, 43? | my shoe size, 43",
                "Note: \"to be or not to be\" | to be or not to be",
                "note to self call the plumber | call the plumber",
                "add 3.5 litres of oil to my notes please | 3.5 litres of oil",
                "the code is 99, note that down! | the code is 99",
                "note: say thanks | say thanks",
                "note: two things. One. Two. | two things. One. Two.",
                "记一下：明天带伞 | 明天带伞",
                "请帮我记一下门禁密码是4711 | 门禁密码是4711",
                "把 Wi-Fi 密码是 abc 记下来 | Wi-Fi 密码是 abc",
                "牙医电话是5550142，帮我记一下 | 牙医电话是5550142",
                "在笔记里加一条：房租每月3号交。 | 房租每月3号交",
                "把酒店地址记到笔记里，谢谢 | 酒店地址"
            })
    void takesTheTextWordForWord(String request, String text) {
        assertThat(arguments(new AddNote(STORE), request)).isEqualTo(Map.of("text", text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "search my notes for the wifi password | the wifi password",
                "find notes about Anna | Anna",
                "do I have any notes on taxes? | taxes",
                "what did I write down about the car? | the car",
                "show me my dentist note | dentist",
                "在笔记里搜索密码 | 密码",
                "有没有关于牙医的笔记？ | 牙医",
                "笔记里有没有提到房租 | 房租",
                "查一下关于“生日聚会”的笔记 | 生日聚会"
            })
    void searchesForTheWords(String request, String words) {
        assertThat(arguments(new ListNotes(STORE), request)).isEqualTo(Map.of("words", words));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show my notes",
                "notes",
                "what notes do I have?",
                "Please list all of my notes.",
                "我的笔记",
                "列出所有笔记",
                "笔记里都有什么？",
                "我记了些什么",
                "how many notes are there"
            })
    void listsAllWhereNoWordIsNamed(String request) {
        assertThat(arguments(new ListNotes(STORE), request)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delete note 3 | number | 3",
                "remove note no. 12 please | number | 12",
                "delete the third note | number | 3",
                "delete my last note | last | true",
                "delete the note about the dentist | words | the dentist",
                "remove milk from my notes | words | milk",
                "删除第十二条笔记 | number | 12",
                "删掉笔记2 | number | 2",
                "把 3 号笔记删了吧 | number | 3",
                "删除最后一条笔记 | last | true",
                "把关于牙医的笔记删掉 | words | 牙医",
                "从笔记里删掉酒店地址 | words | 酒店地址"
            })
    void deletesWhatIsNamed(String request, String name, String value) {
        Map<String, Object> arguments = arguments(new DeleteNote(STORE), request);
        assertThat(arguments).hasSize(1);
        assertThat(arguments.get(name)).asString().isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete all my notes",
                "delete everything from my notes",
                "clear my notes",
                "delete a note",
                "清空所有笔记",
                "删除所有笔记",
                "把笔记全删了",
                "delete all the notes about"
            })
    void neverTakesAllForWords(String request) {
        assertThat(read(new DeleteNote(STORE), request)
                        .map(read -> read.arguments().values())
                        .orElse(Map.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what time is it in Tokyo?",
                "add 3 and 5",
                "how many miles is 42.195 km?",
                "add milk to my shopping list",
                "add buy milk to my to-do list",
                "remind me to call mom at five",
                "delete task 2",
                "mark the report as done",
                "what is on my todo list?",
                "play the next note of the song",
                "how do I take good notes in class?",
                "what is a musical note",
                "write a poem about notes",
                "write a note to my landlord about the leak",
                "show me the release notes",
                "delete the file notes.txt",
                "remember to buy milk",
                "find my phone",
                "take a picture",
                "search the web for note-taking apps",
                "remove the background from this picture",
                "notebook battery life",
                "现在几点",
                "把5公里换算成英里",
                "添加待办：买牛奶",
                "明天提醒我带伞",
                "删除第二个待办",
                "怎么做好课堂笔记",
                "笔记本电脑多少钱",
                "写一首关于秋天的诗",
                "查一下天气",
                "删除这个文件",
                "记得买牛奶",
                "你记得我吗",
                "把灯打开"
            })
    void leavesToOthersWhatIsNotForIt(String request) {
        assertThat(skills().stream()
                        .filter(skill -> read(skill, request).isPresent())
                        .map(skill -> skill.descriptor().name()
                                + read(skill, request).get().arguments()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"take a note", "add a note", "write this down", "记一下", "做个笔记", "save this as a note"})
    void aNoteWithoutTextIsNotMadeUp(String request) {
        assertThat(read(new AddNote(STORE), request)).isEmpty();
    }
}
