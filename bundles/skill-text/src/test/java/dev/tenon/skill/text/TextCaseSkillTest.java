// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.tck.TestSkillContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextCaseSkillTest {
    private final TextCaseSkill skill = new TextCaseSkill();
    private final Asking asking = new Asking(skill);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "convert \"hello world\" to upper case|HELLO WORLD",
                "UPPERCASE: straße|STRASSE",
                "make 'Good Morning' lowercase|good morning",
                "turn THIS IS TOO LOUD into lower case|this is too loud",
                "write \"the lord of the rings\" in title case|The Lord of the Rings",
                "title case: what it's like: a history of the well-known|What It's Like: A History of the Well-known",
                "sentence case: THE TRAIN IS LATE. PLEASE, SAID I, WAIT.|The train is late. Please, said I, wait.",
                "capitalize \"monday\"|Monday",
                "reverse \"stressed\"|desserts",
                "write hello backwards|olleh",
                "reverse the string abc123|321cba",
                "reverse: 👨‍👩‍👧‍👦 é 🇩🇪|🇩🇪 é 👨‍👩‍👧‍👦",
                "把“hello world”改成大写|HELLO WORLD",
                "how do you write \"madam I\" backwards|I madam",
                "把apple首字母大写|Apple",
                "将 HELLO 转换为小写|hello",
                "把“上海自来水”倒过来|水来自海上",
                "首字母大写：new york city|New York City",
                "把下面的文字倒序：一二三四五|五四三二一"
            })
    void writes(String request, String text) throws SkillException {
        assertThat(asking.result(request, Locale.ENGLISH).value()).containsEntry("text", text);
    }

    @Test
    void saysWhatItDid() throws SkillException {
        assertThat(asking.answer("convert 'hello' to upper case", Locale.ENGLISH))
                .isEqualTo("In upper case: HELLO");
        assertThat(asking.answer("把“hello”改成大写", Locale.CHINESE)).isEqualTo("大写：HELLO");
    }

    @Test
    void refusesOtherForms() {
        for (Map<String, Object> values : List.<Map<String, Object>>of(
                Map.of("text", "a"), Map.of("form", "upper"), Map.of("text", "a", "form", "camel"))) {
            assertThatThrownBy(() -> skill.invoke(new Arguments(values), TestSkillContext.in(Locale.ENGLISH)))
                    .isInstanceOfSatisfying(
                            SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tenon.skill.text.Asking#ofOthers")
    void leavesAloneWhatOthersAnswer(String request) {
        assertThat(asking.isUnderstood(request)).isFalse();
    }

    @Test
    void leavesCountsAlone() {
        new TextStatsSkill()
                .descriptor().examples().values().stream()
                        .flatMap(List::stream)
                        .forEach(other ->
                                assertThat(asking.isUnderstood(other)).as(other).isFalse());
    }

    @Test
    void understandsEveryExample() {
        asking.understandsEveryExample();
    }
}
