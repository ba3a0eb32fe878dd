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
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColorConversionSkillTest {
    private final ColorConversionSkill skill = new ColorConversionSkill();
    private final ColorReader reader = new ColorReader();

    private SkillResult ask(String text, Locale language) throws SkillException {
        Arguments arguments =
                skill.understand(Utterance.of(text, Locale.ROOT)).orElseThrow().arguments();
        return skill.invoke(arguments, TestSkillContext.in(language));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "convert #ff8800 to rgb|#ff8800 = rgb(255, 136, 0)",
                "what is tomato in hex?|tomato = #FF6347",
                "hex code of Sky Blue|sky blue = #87CEEB",
                "#663399 in hsl|#663399 = hsl(270, 50%, 40%)",
                "#abc to hsv|#abc = hsv(210, 16.7%, 80%)",
                "white in cmyk|white = cmyk(0%, 0%, 0%, 0%)",
                "black in cmyk|black = cmyk(0%, 0%, 0%, 100%)",
                "#ff8800 to cmyk|#ff8800 = cmyk(0%, 46.7%, 100%, 0%)",
                "cmyk(0, 47, 100, 0) to hex|cmyk(0, 47, 100, 0) = #FF8700",
                "hsl(120, 100%, 25%) to hex|hsl(120, 100%, 25%) = #008000",
                "hsl(-90, 50%, 40%) to hex|hsl(-90, 50%, 40%) = #663399",
                "hsb(240, 100%, 100%) to rgb|hsb(240, 100%, 100%) = rgb(0, 0, 255)",
                "rgb(100%, 50%, 0%) to hex|rgb(100%, 50%, 0%) = #FF8000",
                "rgb 255 136 0 to hex|rgb 255 136 0 = #FF8800",
                "255, 99, 71 to hex|255, 99, 71 = #FF6347",
                "what color is #663399?|#663399 is called rebeccapurple in CSS.",
                "what color is #663398?|#663398 has no name in CSS; closest is rebeccapurple (#663399).",
                "天蓝色的RGB值是多少|天蓝色 = rgb(135, 206, 235)"
            })
    void answersInEnglish(String request, String answer) throws SkillException {
        assertThat(ask(request, Locale.ENGLISH).text()).isEqualTo(answer);
    }

    @Test
    void answersInChinese() throws SkillException {
        assertThat(ask("番茄红的十六进制是多少", Locale.CHINESE).text()).isEqualTo("番茄红 = #FF6347");
        assertThat(ask("#663399是什么颜色", Locale.CHINESE).text()).isEqualTo("#663399 在 CSS 中的名称是：丽贝卡紫色 rebeccapurple。");
    }

    @Test
    void tellsEverythingWhenNoNotationIsNamed() throws SkillException {
        SkillResult answer = ask("all color codes of dodgerblue", Locale.ENGLISH);
        assertThat(answer.text())
                .isEqualTo("dodgerblue: #1E90FF, rgb(30, 144, 255), hsl(209.6, 100%, 55.9%), hsv(209.6, 88.2%, 100%),"
                        + " cmyk(88.2%, 43.5%, 0%, 0%). #1E90FF is called dodgerblue in CSS.");
        assertThat(answer.value()).containsEntry("hex", "#1E90FF").containsEntry("exact", true);
    }

    @Test
    void knowsAllNamesOfCss() {
        assertThat(reader.names().size()).isEqualTo(148);
        assertThat(reader.read("Cornflower Blue")).contains(new Color(100, 149, 237));
        assertThat(reader.read("藏青色")).isEqualTo(reader.read("navy"));
        assertThat(reader.read("深粉")).isEqualTo(reader.read("deeppink"));
    }

    @Test
    void everyNotationLeadsBackNearly() {
        for (int value = 0; value < 0x1000000; value += 40_993) {
            Color color = Color.ofHex("%06x".formatted(value));
            for (Notation notation : Notation.values()) {
                assertThat(reader.read(notation.write(color)))
                        .as(notation.write(color))
                        .hasValueSatisfying(back -> {
                            assertThat(Math.abs(back.red() - color.red())).isLessThanOrEqualTo(1);
                            assertThat(Math.abs(back.green() - color.green())).isLessThanOrEqualTo(1);
                            assertThat(Math.abs(back.blue() - color.blue())).isLessThanOrEqualTo(1);
                        });
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#ff",
                "#ggg",
                "#ff880080",
                "rgb(300, 0, 0)",
                "rgb(1,2)",
                "hsl(10, 200%, 5%)",
                "cmyk(1,2,3)",
                "rgba(1,2,3,0.5)",
                "nocolor",
                "",
                "#"
            })
    void refusesWhatIsNoColor(String color) {
        assertThatThrownBy(() -> skill.invoke(
                        new Arguments(Map.of("color", color, "to", "rgb")), TestSkillContext.in(Locale.ENGLISH)))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT))
                .hasMessageContaining("Write #FF8800");
    }

    @Test
    void refusesAnUnknownNotation() {
        assertThatThrownBy(() -> skill.invoke(
                        new Arguments(Map.of("color", "red", "to", "pantone")), TestSkillContext.in(Locale.ENGLISH)))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "convert 255 to hex",
                "123456 to hex",
                "what is 42 in hex",
                "what color is the sky",
                "what is your favourite colour",
                "convert miles to km",
                "what is salmon",
                "how do I cook salmon",
                "gold price today",
                "how much is gold in dollars",
                "what does rgb stand for",
                "who painted the red house",
                "orange",
                "what color is grass",
                "rgb",
                "name of the capital of France",
                "contrast between black and white",
                "tan of 30",
                "天空是什么颜色",
                "我喜欢红色",
                "什么是RGB",
                "255转十六进制",
                "金的价格是多少",
                "红色代表什么",
                "白雪公主叫什么名字"
            })
    void leavesAloneWhatAsksForNoColor(String request) {
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
