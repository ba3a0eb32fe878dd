// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

import java.util.HashMap;
import java.util.Map;

/** Reads traditional Chinese characters as their simplified ones: as many as requests to this skill need. */
final class Script {
    /** Each traditional character before its simplified one. */
    private static final String PAIRS =
            "來来個个價价億亿兩两勞劳問问單单嗎吗圓圆圖图塊块寫写對对幫帮幾几後后從从換换數数昇升東东樣样減减漲涨為为煩烦熱热爲为發发積积箇个結结絕绝給给絶绝總总與与菓果萬万著着蔴麻計计記记詞词說说説说請请謝谢譯译"
                    + "負负買买費费賸剩轉转這这週周還还錢钱開开陞升階阶餘余駕驾髮发麼么麽么點点於于裡里裏里";

    private static final Map<Character, Character> SIMPLIFIED = new HashMap<>();

    static {
        for (int i = 0; i < PAIRS.length(); i += 2) {
            SIMPLIFIED.put(PAIRS.charAt(i), PAIRS.charAt(i + 1));
        }
    }

    private Script() {}

    /** The text in simplified characters, as long as it was. */
    static String simplified(String text) {
        StringBuilder simplified = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            simplified.append(SIMPLIFIED.getOrDefault(text.charAt(i), text.charAt(i)));
        }
        return simplified.toString();
    }
}
