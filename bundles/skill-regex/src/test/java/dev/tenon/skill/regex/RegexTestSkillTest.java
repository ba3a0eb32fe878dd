// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Utterance;
import dev.tenon.tck.TestSkillContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTestSkillTest {
    private final RegexTestSkill skill = new RegexTestSkill();

    private SkillResult run(String operation, String pattern, String text, Locale language) throws SkillException {
        return skill.invoke(
                new Arguments(Map.of("operation", operation, "pattern", pattern, "text", text, "replacement", "-")),
                TestSkillContext.in(language));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "does /^a.*z$/ match 'abcz'?|Yes, the pattern matches the whole text.",
                "does the regex \\d+ match abc123?|Only in part: it matches '123' at position 4, but not the whole text.",
                "does the regex x match abc?|No, the pattern matches nothing in this text.",
                "does the regex a?ab match ab|Yes, the pattern matches the whole text.",
                "test /(\\d+)-(\\d+)/ on '10-20'|Yes, the pattern matches the whole text. Groups: '10', '20'.",
                "does /HELLO/i match 'hello'|Yes, the pattern matches the whole text.",
                "find all matches of /\\d+/ in 'a1b22'|2 matches: '1' at position 2, '22' at position 4.",
                "find all matches of /x*/ in 'a'|2 matches: an empty text at position 1, an empty text at position 2.",
                "find all matches of /z/ in 'a'|No matches.",
                "replace /\\s+/ with _ in 'hello big world'|Result: hello_big_world",
                "replace /(\\w+) (\\w+)/ with '$2 $1' in 'John Smith'|Result: Smith John",
                "replace /o/ with nothing in 'foo boo'|Result: f b",
                "“你好”能匹配正则[\\u4e00-\\u9fa5]+吗|Yes, the pattern matches the whole text."
            })
    void answersInEnglish(String request, String answer) throws SkillException {
        assertThat(Asked.answer(skill, request, Locale.ENGLISH).text()).isEqualTo(answer);
    }

    @Test
    void answersInChinese() throws SkillException {
        assertThat(Asked.answer(skill, "正则\\d+能匹配abc123吗？", Locale.CHINESE).text())
                .isEqualTo("部分匹配：匹配到 “123”（第 4 个字符起），但不匹配整个文本。");
        assertThat(Asked.answer(skill, "把“张三,李四;王五”里的正则[,;]替换成空格", Locale.CHINESE)
                        .text())
                .isEqualTo("结果：张三 李四 王五");
    }

    @Test
    void givesPlacesToPrograms() throws SkillException {
        assertThat(run("find", "(b)(x)?", "abcb", Locale.ENGLISH).value().get("found"))
                .isEqualTo(List.of(
                        Map.of("start", 1, "end", 2, "text", "b", "groups", List.of("b", "")),
                        Map.of("start", 3, "end", 4, "text", "b", "groups", List.of("b", ""))));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ab(cd|3|this parenthesis is never closed",
                "abc)|4|this parenthesis was never opened",
                "[)]a(b[(]|5|this parenthesis is never closed",
                "ab[cd|3|missing closing ]: [cd",
                "a**|2|invalid nested repetition operator: **",
                "*a|1|missing argument to repetition operator: *",
                "x(?=a)|2|invalid or unsupported Perl syntax: (?= (lookaround and backreferences are not supported, so that no pattern can hang)",
                "(a)\\1|4|invalid escape sequence: \\1 (lookaround and backreferences are not supported, so that no pattern can hang)",
                "a[z-a]|3|invalid character class range: z-a",
                "ab\\|3|trailing backslash at end of expression",
                "a{3,2}|2|invalid repeat count: {3,2}"
            })
    void saysWhatIsWrongAndWhere(String pattern, int position, String flaw) {
        assertThatThrownBy(() -> run("match", pattern, "abc", Locale.ENGLISH))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT))
                .hasMessage(
                        "The pattern is wrong at position %d, from '%s': %s.",
                        position, pattern.substring(position - 1), flaw);
        assertThatThrownBy(() -> run("match", pattern, "abc", Locale.CHINESE))
                .hasMessageStartingWith("表达式在第 " + position + " 个字符处");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(x+x+)+y",
                "(x|x)*y",
                "(x*)*y",
                "x*x*x*x*x*x*x*x*y",
                "x*y|x",
                "(x?){500}y",
                "((x{30}){30}){20}",
                "x{0,1000}y",
                "(((((x{1000}){1000}){1000}){1000}){1000})",
                "(x{1,9}){1,9}y|x",
                "(?:x?x?x?x?x?){200}y"
            })
    void noPatternHangs(String pattern) {
        for (String operation : List.of("match", "find", "replace")) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> {
                        try {
                            assertThat(run(operation, pattern, "x".repeat(Trial.MOST_TEXT), Locale.ENGLISH)
                                            .text())
                                    .isNotEmpty();
                        } catch (SkillException refused) {
                            assertThat(refused).hasMessageContaining("repetitions");
                        }
                    },
                    operation + " " + pattern);
        }
    }

    @Test
    void stopsWhenNobodyWaits() {
        Arguments arguments = new Arguments(Map.of("operation", "find", "pattern", "x", "text", "xxx"));
        assertThatThrownBy(() -> skill.invoke(
                        arguments, TestSkillContext.in(Locale.ENGLISH).withCancellation()))
                .isInstanceOf(SkillException.class);
    }

    @Test
    void everyPieceOfAPatternIsCounted() {
        assertThat(Outline.of("a{1000}").size()).isGreaterThan(1_000);
        assertThat(Outline.of("(a{100}){100}").size()).isGreaterThan(10_000);
        assertThat(Outline.of("\\{100}[{100}]\\Q(a{100}\\E").size()).isLessThan(40);
        assertThat(Outline.of("\\(a\\)[()]").unpaired()).isEmpty();
        assertThat(Outline.of("[[:alpha:](]").unpaired()).isEmpty();
    }

    @Test
    void refusesOddArguments() {
        for (Map<String, Object> odd : List.<Map<String, Object>>of(
                Map.of("pattern", "", "text", ""),
                Map.of("pattern", "a"),
                Map.of("pattern", "a".repeat(501), "text", ""),
                Map.of("pattern", "a", "text", "a".repeat(10_001)),
                Map.of("pattern", "a", "text", "a", "operation", "split"),
                Map.of("pattern", "a", "text", "a", "operation", "replace", "replacement", "$9"),
                Map.of("pattern", "a", "text", "a", "operation", "replace", "replacement", "${x}"))) {
            assertThatThrownBy(() -> skill.invoke(new Arguments(odd), TestSkillContext.in(Locale.ENGLISH)))
                    .as(odd.toString())
                    .isInstanceOfSatisfying(
                            SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT));
        }
    }

    @Test
    void readsLongRequestsQuickly() {
        for (String piece : List.of("in ", "regex a with b in ", "match ", "正则", "里把正则", "/a/ ", "\"a\" ", "替换成")) {
            for (String start : List.of("replace regex a with ", "find regex a in ", "does ", "把a里的", "正则")) {
                String request = start + piece.repeat(1_900 / piece.length());
                assertTimeoutPreemptively(
                        Duration.ofSeconds(2),
                        () -> skill.understand(Utterance.of(request, Locale.ROOT)),
                        start + piece);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "does tea match coffee",
                "replace all vowels with x in this text",
                "find the keys in the kitchen",
                "what is a regular expression",
                "regex for email addresses",
                "write a regex that matches dates",
                "find all flights from Berlin in May",
                "does this shirt match these trousers",
                "test my internet speed",
                "replace the battery in my phone",
                "match the following pairs",
                "what pattern is this wallpaper",
                "convert 1/2/2024 to another format",
                "extract text from image",
                "is 5/7 bigger than 3/4",
                "run /etc/init.d on the server",
                "什么是正则表达式",
                "写一个匹配邮箱的正则",
                "把苹果替换成香蕉",
                "在北京查找餐馆",
                "这件衣服和裤子匹配吗",
                "正则怎么学",
                "找出这段话里的错别字"
            })
    void leavesAloneWhatTriesNoPattern(String request) {
        Asked.leavesAlone(skill, request);
    }

    @Test
    void understandsAllItsExamplesForSure() {
        Asked.understandsAllItsExamples(skill);
    }
}
