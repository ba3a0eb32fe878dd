// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.units;

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

class UnitsSkillTest {
    private final UnitsSkill skill = new UnitsSkill();

    private SkillResult ask(String text, Locale language) throws SkillException {
        Arguments arguments =
                skill.understand(Utterance.of(text, Locale.ROOT)).orElseThrow().arguments();
        return skill.invoke(arguments, TestSkillContext.in(language));
    }

    @Test
    void answersTheMarathonQuestion() throws SkillException {
        SkillResult answer = ask("how many miles is 42.195 km?", Locale.ENGLISH);
        assertThat(answer.text()).isEqualTo("42.195 km ≈ 26.22 mi");
        assertThat((BigDecimal) answer.value().get("result")).isEqualByComparingTo("26.21875745645431");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "convert 5 feet 11 inches to centimetres|71 in = 180.34 cm",
                "180 pounds in kilograms|180 lb ≈ 81.65 kg",
                "what is 100 degrees fahrenheit in celsius?|100 °F ≈ 37.78 °C",
                "-40 °C in °F|-40 °C = -40 °F",
                "0 K to celsius|0 K = -273.15 °C",
                "how many litres are in 3 gallons|3 gal ≈ 11.36 L",
                "100 km/h in mph|100 km/h ≈ 62.14 mph",
                "how many feet in a mile|1 mi = 5280 ft",
                "1/2 inch in mm|0.5 in = 12.7 mm",
                "1 1/2 cups in ml|1.5 cup ≈ 354.88 mL",
                "5 GB in MB|5 GB = 5000 MB",
                "1 GiB in MiB|1 GiB = 1024 MiB",
                "100 Mbit in MB|100 Mbit = 12.5 MB",
                "500 mW in W|500 mW = 0.5 W",
                "500 MW in W|500 MW = 500000000 W",
                "8 litres per 100 km in mpg|8 L/100km ≈ 29.4 mpg",
                "29.4 mpg in litres per 100 km|29.4 mpg ≈ 8 L/100km",
                "90 degrees in radians|90 ° ≈ 1.571 rad",
                "32 psi to bar|32 psi ≈ 2.206 bar",
                "8 oz in cups|8 fl oz = 1 cup",
                "8 oz in grams|8 oz ≈ 226.8 g",
                "2,000 kcal in kJ|2000 kcal = 8368 kJ",
                "1 light year in km|1 ly = 9460730472580.8 km",
                "how many hours are in 3 days|3 d = 72 h",
                "6'2\" in cm|74 in = 187.96 cm",
                "half a mile in metres|0.5 mi = 804.672 m",
                "10 nm in m|10 nm = 0.00000001 m",
                "20 knots into kilometres per hour|20 kn = 37.04 km/h",
                "1e3 m in km|1000 m = 1 km"
            })
    void convertsInEnglish(String request, String answer) throws SkillException {
        assertThat(ask(request, Locale.ENGLISH).text()).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "42.195公里是多少英里|42.195 公里 ≈ 26.22 英里",
                "5磅等于多少公斤|5 磅 ≈ 2.268 公斤",
                "100华氏度是多少摄氏度|100 华氏度 ≈ 37.78 摄氏度",
                "一公里有多少米|1 公里 = 1000 米",
                "把3加仑换算成升|3 加仑 ≈ 11.36 升",
                "1英尺是几厘米？|1 英尺 = 30.48 厘米",
                "5英尺11英寸等于多少厘米|71 英寸 = 180.34 厘米",
                "两斤是多少克|2 斤 = 1000 克",
                "半公里是多少米|0.5 公里 = 500 米",
                "3.5万米是多少公里|35000 米 = 35 公里",
                "一个半小时是多少分钟|1.5 小时 = 90 分钟",
                "3天有多少小时|3 天 = 72 小时",
                "负四十摄氏度是多少华氏度|-40 摄氏度 = -40 华氏度"
            })
    void convertsInChinese(String request, String answer) throws SkillException {
        assertThat(ask(request, Locale.CHINESE).text()).isEqualTo(answer);
    }

    @Test
    void saysWhatIsMeasuredWhenUnitsDoNotMatch() {
        assertThatThrownBy(() -> ask("how many kilograms is 5 km", Locale.ENGLISH))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_ANSWER))
                .hasMessage("km measures a length and kg a mass: one cannot be converted into the other.");
        assertThatThrownBy(() -> ask("5公里是多少公斤", Locale.CHINESE)).hasMessageContaining("无法互相换算");
        assertThatThrownBy(() -> ask("0 mpg in litres per 100 km", Locale.ENGLISH))
                .hasMessageContaining("zero");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "how many dollars is 5 euros",
                "how far is the moon",
                "what time is it in Tokyo",
                "how many people live in Rome",
                "5 apples in a box",
                "convert this file to pdf",
                "what is 17.5 % of 240?",
                "how many miles",
                "10",
                "km to miles",
                "一百块是多少美元",
                "房间里有多少人",
                "现在几点",
                "how many calories in an apple",
                "5 km",
                "how much is the fish",
                "how many days until christmas"
            })
    void leavesAloneWhatIsNoConversion(String request) {
        assertThat(skill.understand(Utterance.of(request, Locale.ROOT))).isEmpty();
    }

    @Test
    void refusesUnknownUnitsAndHugeValues() {
        TestSkillContext context = TestSkillContext.in(Locale.ENGLISH);
        Map<String, Object> smoots = Map.of("value", 1, "from", "smoot", "to", "m");
        assertThatThrownBy(() -> skill.invoke(new Arguments(smoots), context)).hasMessageContaining("smoot");
        Map<String, Object> huge = Map.of("value", new BigDecimal("1e999999"), "from", "m", "to", "km");
        assertThatThrownBy(() -> skill.invoke(new Arguments(huge), context))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT));
    }

    @Test
    void understandsAllItsExamples() {
        skill.descriptor().examples().forEach((language, examples) -> assertThat(examples)
                .hasSizeGreaterThanOrEqualTo(20)
                .allSatisfy(example -> assertThat(skill.understand(Utterance.of(example, language)))
                        .isPresent()));
    }

    @Test
    void everyUnitConvertsToItsBaseAndBack() {
        Catalogue catalogue = new Catalogue();
        BigDecimal three = BigDecimal.valueOf(3);
        for (Measure from : catalogue.all()) {
            for (Measure to : catalogue.all()) {
                if (from.convertsTo(to)) {
                    BigDecimal there = from.convert(three, to).orElseThrow();
                    BigDecimal back = to.convert(there, from).orElseThrow();
                    assertThat(back.subtract(three).abs())
                            .as(from.symbol() + " to " + to.symbol() + " and back")
                            .isLessThan(new BigDecimal("1e-9"));
                }
            }
        }
    }

    @Test
    void everySymbolNamesItsOwnUnit() {
        Catalogue catalogue = new Catalogue();
        assertThat(catalogue.all()).hasSizeGreaterThan(120);
        assertThat(catalogue.all()).allSatisfy(measure -> assertThat(catalogue.find(measure.symbol()))
                .contains(measure));
    }
}
