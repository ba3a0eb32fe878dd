// SPDX-License-Identifier: Apache-2.0
package dev.tenon.wording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChineseTextTest {
    @ParameterizedTest
    @CsvSource({
        "請設定一個計時器,请设定一个计时器",
        "帳單乾淨後面裡頭,账单干净后面里头",
        "這條龍鬚麵麼,这条龙须面么",
    })
    void readsTraditionalCharacters(String written, String plain) {
        assertThat(ChineseText.simplified(written)).isEqualTo(plain);
        assertThat(ChineseText.plain(written)).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({
        "而家幾點呀,现在几点呀",
        "聽日係邊日,明天是哪天",
        "呢間屋即係幾多平方米,这间屋即是多少平方米",
        "我哋嘅關係唔好搞錯,我们的关系不要搞错",
        "埋單!加一成貼士,买单!加一成小费",
    })
    void readsWrittenCantonese(String written, String plain) {
        assertThat(ChineseText.plain(written)).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"仲裁以后晒太阳,关系很好", "俱乐部的摔跤比赛", "plain English, 42", "ひらがな 한국어", "", "😀𠀀"})
    void leavesTheRestAsItStands(String text) {
        assertThat(ChineseText.plain(text)).isEqualTo(text);
    }

    @Test
    void keepsEveryCharacterInItsPlace() {
        String text = "😀 幫我記低:後備鎖匙喺二姑度,唔該!";
        assertThat(ChineseText.plain(text))
                .hasSameSizeAs(text)
                .startsWith("😀 帮我记")
                .endsWith("麻烦!");
    }

    @Test
    void theTableMapsToCharactersThatStay() {
        StringBuilder all = new StringBuilder();
        for (char c = '\u3400'; c < '\u9FFF'; c++) {
            all.append(c);
        }
        String once = ChineseText.simplified(all.toString());
        assertThat(ChineseText.simplified(once)).isEqualTo(once);
        assertThat(once.chars().filter(c -> "個國學".indexOf(c) >= 0).count()).isZero();
    }
}
