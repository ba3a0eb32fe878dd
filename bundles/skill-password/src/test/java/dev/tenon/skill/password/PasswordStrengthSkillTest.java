// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nulabinc.zxcvbn.Zxcvbn;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.tck.TestSkillContext;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordStrengthSkillTest {
    private final PasswordStrengthSkill skill = new PasswordStrengthSkill();

    @Test
    void saysHowStrongAndWhatHelps() throws SkillException {
        assertThat(Asked.answer(skill, "how strong is the password hunter2?", Locale.ENGLISH)
                        .text())
                .isEqualTo("This password is weak (1 of 4). Guessing it takes about 13 minutes online and less than a"
                        + " second offline. This is a very common password. Add another word or two. Uncommon words are"
                        + " better.");
        assertThat(Asked.answer(skill, "密码hunter2安全吗？", Locale.CHINESE).text())
                .isEqualTo("这个密码弱（1/4）。猜中它：在线攻击需约 13 分钟，离线攻击需不到一秒。这是一个非常常见的密码。再加一两个词，越少见越好。");
        assertThat(Asked.answer(skill, "is \"correct horse battery staple\" a good password", Locale.ENGLISH)
                        .text())
                .isEqualTo("This password is very strong (4 of 4). Guessing it takes centuries online and centuries"
                        + " offline.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "how strong is the password hunter2?|hunter2",
                "how strong is the password 'hunter2?'|hunter2?",
                "check my password: Tr0ub4dor&3!|Tr0ub4dor&3!",
                "check my password: two words?|two words?",
                "is P@ssw0rd a strong password?|P@ssw0rd",
                "how good is the password \"blue sky over paris\"|blue sky over paris",
                "my password is bananas7, is it strong enough?|bananas7",
                "密码 P@ssw0rd 强度怎么样|P@ssw0rd",
                "检查密码强度：Tr0ub4dor&3|Tr0ub4dor&3",
                "用qwerty123做密码安全吗|qwerty123"
            })
    void readsThePasswordToTheLetter(String request, String password) {
        assertThat(Asked.arguments(skill, request).values().get("password")).isEqualTo(password);
    }

    @Test
    void marksThePasswordAsNotToBeShown() {
        assertThat(new PasswordStrengthSkill().descriptor().argumentsSchema())
                .containsPattern("\"password\": \\{[^}]*\"writeOnly\": true");
    }

    @Test
    void neverRepeatsThePassword() throws SkillException {
        for (Locale language : List.of(Locale.ENGLISH, Locale.CHINESE)) {
            for (String example : skill.descriptor().examples().get(language)) {
                Arguments arguments = Asked.arguments(skill, example);
                SkillResult result = skill.invoke(arguments, TestSkillContext.in(language));
                String password = (String) arguments.values().get("password");
                assertThat(result.text()).as(example).doesNotContain(password);
                assertThat(result.value().toString()).as(example).doesNotContain(password);
            }
        }
    }

    @Test
    void refusesWithoutRepeatingWhatWasGiven() {
        for (Object secret : List.of(12345678, "", "Secret".repeat(17), List.of("s3cr3t"))) {
            assertThatThrownBy(
                            () -> skill.invoke(Arguments.of("password", secret), TestSkillContext.in(Locale.ENGLISH)))
                    .isInstanceOfSatisfying(
                            SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT))
                    .hasMessage("Give the password to check: a text of 1 to 100 characters.");
        }
    }

    @Test
    void judgesWhateverCanBeTyped() throws SkillException {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            StringBuilder odd = new StringBuilder();
            for (int length = 1 + random.nextInt(60); length > 0; length--) {
                odd.append((char) (random.nextBoolean() ? 32 + random.nextInt(95) : random.nextInt(0x10000)));
            }
            Arguments arguments = Arguments.of("password", odd.toString());
            assertThat(skill.invoke(arguments, TestSkillContext.in(Locale.ENGLISH))
                            .text())
                    .startsWith("This password is");
        }
    }

    @Test
    void speaksOfEverythingInChinese() {
        Advice advice = new Advice();
        assertThat(advice.words(true).keySet()).isEqualTo(advice.words(false).keySet());
        assertThat(advice.words(false).keySet()).hasSizeGreaterThan(20);
        assertThat(Zxcvbn.class.getResource("messages.properties")).isNotNull();
    }

    @ParameterizedTest(name = "{0} s")
    @CsvSource({
        "0.5, less than a second, 不到一秒", "1, about 1 second, 约 1 秒", "90, about 2 minutes, 约 2 分钟",
        "7200, about 2 hours, 约 2 小时", "86400, about 1 day, 约 1 天", "63115200, about 2 years, 约 2 年",
        "1e12, centuries, 数百年以上"
    })
    void saysTimesAsPeopleDo(double seconds, String english, String chinese) {
        assertThat(Advice.duration(seconds, false)).isEqualTo(english);
        assertThat(Advice.duration(seconds, true)).isEqualTo(chinese);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "is my password manager safe",
                "how strong is my password",
                "is this a good password",
                "how strong is steel",
                "how secure is the password reset",
                "what is a strong password",
                "generate a strong password",
                "I forgot my password",
                "how do I change the password",
                "is bitcoin a good investment",
                "is Tesla safe",
                "how long does it take to crack an egg",
                "password",
                "what is the wifi password",
                "is it safe to use the same password",
                "test my internet speed",
                "密码管理器安全吗",
                "我的密码安全吗",
                "忘记密码怎么办",
                "生成一个强密码",
                "怎么修改密码",
                "wifi密码是多少",
                "北京安全吗",
                "什么是密码"
            })
    void leavesAloneWhatNamesNoPassword(String request) {
        Asked.leavesAlone(skill, request);
    }

    @Test
    void understandsAllItsExamplesForSure() {
        Asked.understandsAllItsExamples(skill);
    }
}
