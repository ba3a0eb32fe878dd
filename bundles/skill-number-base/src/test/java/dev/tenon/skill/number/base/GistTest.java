// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.number.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no turn of phrase matches from end to end. */
class GistTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "the router shows 0x1f as its id, so in decimal please | 0x1f 16 10",
                "my teacher asked for 52 written in base five, no idea | 52 10 5",
                "作业里有一题，把90写成三进制 | 90 10 3",
                "which number is 2C in hex | 2C 16 10"
            })
    void readsANumberAndItsBases(String line) {
        String[] parts = line.split(" \\| ");
        assertThat(Gist.base(parts[0])).hasValueSatisfying(question -> assertThat(
                        question.number() + " " + question.from() + " " + question.to())
                .isEqualTo(parts[1]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the gravestone says MDCCXLIX, which year was that | MDCCXLIX",
                "I would love 1975 in roman numerals on a ring | 1975",
                "钟楼上写着MCMXII，是哪一年 | MCMXII"
            })
    void readsANumeral(String line) {
        String[] parts = line.split(" \\| ");
        assertThat(Gist.roman(parts[0])).hasValue(parts[1]);
    }

    @Test
    void readsNothingElse() {
        assertThat(Gist.base("my binary star book has 300 pages and 12 chapters"))
                .isEmpty();
        assertThat(Gist.base("base camp is at 5000 metres")).isEmpty();
        assertThat(Gist.roman("I have a CD and a DVD")).isEmpty();
        assertThat(Gist.roman("roman history in 20 volumes, 3 of them lost")).isEmpty();
        assertThat(Gist.base("hex ".repeat(25_000))).isEmpty();
    }
}
