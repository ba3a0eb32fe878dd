// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Utterance;
import dev.tenon.tck.TestSkillContext;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColorContrastSkillTest {
    private final ColorContrastSkill skill = new ColorContrastSkill();

    private SkillResult ask(String text, Locale language) throws SkillException {
        Arguments arguments =
                skill.understand(Utterance.of(text, Locale.ROOT)).orElseThrow().arguments();
        return skill.invoke(arguments, TestSkillContext.in(language));
    }

    @ParameterizedTest(name = "{0} on {1} is {2}")
    @CsvSource({
        "black, white, 21, true, true, true",
        "white, white, 1, false, false, false",
        "#777777, white, 4.47, false, true, false",
        "#767676, white, 4.54, true, true, false",
        "#949494, white, 3.03, false, true, false",
        "#959595, white, 2.99, false, false, false",
        "#595959, white, 7.00, true, true, true",
        "#5a5a5a, white, 6.89, true, true, false",
        "blue, white, 8.59, true, true, true"
    })
    void judgesAsWcagDoes(
            String foreground, String background, BigDecimal ratio, boolean aa, boolean aaLarge, boolean aaa)
            throws SkillException {
        Map<String, Object> value = skill.invoke(
                        new Arguments(Map.of("foreground", foreground, "background", background)),
                        TestSkillContext.in(Locale.ENGLISH))
                .value();
        assertThat((BigDecimal) value.get("ratio")).isEqualByComparingTo(ratio);
        assertThat(value)
                .containsEntry("aaNormal", aa)
                .containsEntry("aaLarge", aaLarge)
                .containsEntry("aaaNormal", aaa)
                .containsEntry("aaaLarge", aa)
                .containsEntry("nonText", aaLarge);
    }

    @Test
    void saysWhatPasses() throws SkillException {
        assertThat(ask("is gray text on a white background readable?", Locale.ENGLISH)
                        .text())
                .isEqualTo("The contrast of #808080 on #FFFFFF is 3.94:1. Normal text: fails AA and AAA."
                        + " Large text: passes AA, fails AAA. Icons and controls: pass.");
        assertThat(ask("白底灰字的对比度够不够", Locale.CHINESE).text())
                .isEqualTo("#808080 与 #FFFFFF 的对比度是 3.94:1。普通文字：未达 AA；大号文字：通过 AA，未达 AAA；图标和控件：通过。");
    }

    @Test
    void refusesWhatIsNoColor() {
        assertThatThrownBy(() -> skill.invoke(
                        new Arguments(Map.of("foreground", "red", "background", "#12")),
                        TestSkillContext.in(Locale.CHINESE)))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT))
                .hasMessageContaining("“#12”");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what is contrast",
                "compare and contrast cats and dogs",
                "contrast between capitalism and socialism",
                "is the book on the table",
                "is red better than blue",
                "does the train on platform 2 pass Berlin",
                "is this text readable",
                "how accessible is the station",
                "what is WCAG",
                "contrast #fff",
                "red and green",
                "is white wine on the menu",
                "mix red and blue",
                "convert red to hex",
                "does white meet black",
                "红色和绿色混合是什么颜色",
                "对比一下苹果和华为",
                "北京和上海的对比",
                "字太小看不清",
                "什么是对比度",
                "白色在中国代表什么",
                "把屏幕对比度调高"
            })
    void leavesAloneWhatAsksForNoContrast(String request) {
        assertThat(skill.understand(Utterance.of(request, Locale.ROOT))).isEmpty();
    }

    @Test
    void understandsAllItsExamplesForSure() {
        skill.descriptor().examples().forEach((language, examples) -> assertThat(examples)
                .hasSizeGreaterThanOrEqualTo(20)
                .allSatisfy(example -> assertThat(skill.understand(Utterance.of(example, language)))
                        .hasValueSatisfying(understood ->
                                assertThat(understood.confidence()).isEqualTo(1))));
    }
}
