// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.units;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no turn of phrase matches from end to end. */
class GistTest {
    private final Gist gist = new Gist(new Catalogue());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grandma's scale shows 140 pounds, what would that be in kilograms | 140 lb kg",
                "my desk is 5 foot 3 long, tell me in centimetres | 63 in cm",
                "the pool is 25 metres, how many feet is that | 25 m ft",
                "冰箱高180厘米，那是几英尺 | 180 cm ft"
            })
    void readsAnAmountAndAnotherUnit(String line) {
        String[] parts = line.split(" \\| ");
        assertThat(gist.read(parts[0]))
                .hasValueSatisfying(question -> assertThat(question.value().toPlainString() + " "
                                + question.from().symbol() + " " + question.to().symbol())
                        .isEqualTo(parts[1]));
    }

    @Test
    void readsNothingElse() {
        assertThat(gist.read("I ran 10 km in the rain")).isEmpty();
        assertThat(gist.read("500 g for 3 euros or 1 kg for 5 euros, how many grams"))
                .isEmpty();
        assertThat(gist.read("set a timer for 3 minutes")).isEmpty();
        assertThat(gist.read("1 m in ".repeat(15_000))).isEmpty();
    }
}
