// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.tck.TestSkillContext;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratePasswordSkillTest {
    private final GeneratePasswordSkill skill = new GeneratePasswordSkill(new Random(7));

    private String made(String request) throws SkillException {
        return (String) Asked.answer(skill, request, Locale.ENGLISH).value().get("password");
    }

    @Test
    void givesThePasswordOnALineOfItsOwn() throws SkillException {
        GeneratePasswordSkill zeros = new GeneratePasswordSkill(new Zeros());
        assertThat(Asked.answer(zeros, "random passphrase", Locale.ENGLISH).text())
                .isEqualTo("acorn-acorn-acorn-acorn-acorn-acorn\n(59 bits of chance; keep it in a password manager)");
        assertThat(Asked.answer(zeros, "生成4位PIN码", Locale.CHINESE).text()).isEqualTo("0000\n（随机性 13 位，请保存到密码管理器中）");
    }

    @Test
    void hasWhatWasAskedFor() throws SkillException {
        for (int i = 0; i < 200; i++) {
            assertThat(made("generate a password"))
                    .hasSize(16)
                    .matches(".*[a-z].*")
                    .matches(".*[A-Z].*")
                    .matches(".*[2-9].*")
                    .matches(".*[!#$%&*+=?@_-].*");
            assertThat(made("make me a 12 character password without symbols")).matches("[a-zA-Z2-9]{12}");
            assertThat(made("generate a passphrase of 5 words")).matches("[a-z]+(?:-[a-z]+){4}");
            assertThat(made("create an 8 digit PIN")).matches("\\d{8}");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "generate a password|{kind=password}",
                "create a strong password with 20 characters|{kind=password, length=20}",
                "make me a 16 character password without symbols|{kind=password, length=16, symbols=false}",
                "password with 12 letters and digits|{kind=password, length=12}",
                "generate a 32-character password with symbols|{kind=password, length=32, symbols=true}",
                "generate an alphanumeric password|{kind=password, symbols=false}",
                "create a password of length 18|{kind=password, length=18}",
                "create a 4 digit PIN|{kind=pin, length=4}",
                "generate a numeric password|{kind=pin}",
                "make a memorable passphrase with five words|{kind=passphrase, words=5}",
                "生成一个16位的密码|{kind=password, length=16}",
                "想一个20位不带符号的强密码|{kind=password, length=20, symbols=false}",
                "做一个由五个英文单词组成的密码短语|{kind=passphrase, words=5}",
                "来个8位纯数字的密码|{kind=pin, length=8}",
                "给我一个二十四位的强密码|{kind=password, length=24}"
            })
    void readsWhatIsWanted(String request, String arguments) {
        assertThat(new TreeMap<>(Asked.arguments(skill, request).values())).hasToString(arguments);
    }

    @Test
    void hasWordsThatDiffer() {
        Generator generator = new Generator(new Random(7));
        assertThat(generator.wordCount()).isGreaterThan(900);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 3_000; i++) {
            seen.addAll(List.of(generator.passphrase(6).text().split("-")));
        }
        assertThat(seen).hasSize(generator.wordCount()).allMatch(word -> word.matches("[a-z]{3,12}"));
    }

    @Test
    void drawsFromASecureSourceByDefault() throws SkillException {
        Object first = Asked.answer(new GeneratePasswordSkill(), "new password", Locale.ENGLISH)
                .text();
        assertThat(first)
                .isNotEqualTo(Asked.answer(new GeneratePasswordSkill(), "new password", Locale.ENGLISH)
                        .text());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "generate a password with 3 characters|A password has 4 to 128 characters.",
                "generate a password with 129 characters|A password has 4 to 128 characters.",
                "generate a passphrase of 2 words|A passphrase has 3 to 20 words.",
                "generate a 3 digit pin|A PIN has 4 to 20 digits."
            })
    void saysWhichSizesThereAre(String request, String refusal) {
        assertThatThrownBy(() -> made(request))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT))
                .hasMessage(refusal);
    }

    @Test
    void refusesOddArguments() {
        for (Map<String, Object> odd : List.<Map<String, Object>>of(
                Map.of("kind", "key"), Map.of("length", 8.5), Map.of("symbols", "no"), Map.of("length", -1))) {
            assertThatThrownBy(() -> skill.invoke(new Arguments(odd), TestSkillContext.in(Locale.CHINESE)))
                    .isInstanceOfSatisfying(
                            SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "reset my password",
                "what is a strong password",
                "I need the password for the wifi",
                "make my password longer",
                "I forgot my password",
                "change password",
                "what is my password",
                "pin the message",
                "pin",
                "generate a report",
                "random number",
                "create a document with a password",
                "is hunter2 a good password",
                "a strong coffee",
                "give me a random word",
                "忘记密码",
                "修改密码",
                "设置密码",
                "密码是什么",
                "数字密码",
                "生成一个报告",
                "给我一个随机数",
                "密码hunter2安全吗"
            })
    void leavesAloneWhatAsksForNoNewPassword(String request) {
        Asked.leavesAlone(skill, request);
    }

    @Test
    void understandsAllItsExamplesForSure() {
        Asked.understandsAllItsExamples(skill);
    }
}
