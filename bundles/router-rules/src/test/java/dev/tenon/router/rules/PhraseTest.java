// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "coin, flip a coin please",
        "COIN, 'Coin?'",
        "coin, '“coin”'",
        "flip a coin, 'FLIP  a\tcoin!'",
        "*, ''",
        "*, anything",
        "coin*, two coins",
        "*berry, a strawberry",
        "flip * coin, flip me a coin",
        "flip * coin, flip coin",
        "sw*ch, switch",
        "what's up, 'What’s up, doc'",
        "c++, is c++ old",
        "硬币, 请抛硬币吧",
        "抛*币, 抛一枚硬币",
        "打开 wifi, 打开WiFi吧",
        "wifi, 打开wifi吧",
        "抛硬币, 抛 硬 币",
        "５ 件, 5件",
        "café, CAFÉ au lait"
    })
    void fits(String pattern, String request) {
        assertThat(Phrase.of(pattern).isIn(Plain.of(request))).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "coin, a coincidence",
        "coin, bitcoin",
        "coin, ''",
        "flip a coin, a coin flip",
        "flip a coin, flip the coin",
        "coin*, bitcoins",
        "*berry, berrylike",
        "flip * coin, a coin to flip",
        "sw*ch, a swift watchman",
        "硬币, 硬盘",
        "抛*币, 币抛",
        "c++, c is old"
    })
    void doesNotFit(String pattern, String request) {
        assertThat(Phrase.of(pattern).isIn(Plain.of(request))).isFalse();
    }
}
