// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.text;

import java.util.HashMap;
import java.util.Map;

/** Reads traditional Chinese characters as their simplified ones: as many as requests to these skills need. */
final class Script {
    /** Each traditional character before its simplified one. */
    private static final String PAIRS = "搖摇擲掷拋抛幫帮個个幣币決决誰谁麼么這这們们嗎吗來来給给請请問问數数顆颗兩两點点輸输贏赢隨随機机選选擇择從从裡里裏里圍围內内"
            + "產产間间號号碼码學学還还讓让鍋锅燒烧壽寿綠绿龍龙紅红張张趙赵錢钱貓猫買买車车賣卖電电視视遊游戲戏樂乐單单雙双"
            + "麵面條条飯饭館馆業业門门開开關关時时書书長长東东馬马鳥鸟魚鱼見见說说話话語语謝谢歡欢對对錯错樣样種种項项難难強强"
            + "應应該该適适當当為为無无線线網网組组詞词測测試试檢检評评級级範范禮礼週周歲岁與与並并後后幾几過过離离節节慶庆聖圣"
            + "誕诞勞劳動动國国預预計计結结簽签約约滿满轉转換换寫写變变統统總总漢汉筆笔劃划標标題题頭头順顺倒倒顛颠翻翻逆逆"
            + "將将會会現现經经閱阅讀读輯辑環环據据憶忆嘗尝設设創创建建複复雜杂簡简單单獨独駭骇夠够壞坏護护錄录帳账戶户銀银"
            + "賬账別别猜猜構构長长億亿萬万負负義义兒儿親亲爺爷媽妈師师記记認认識识實实驗验確确寬宽廣广連连續续進进運运達达"
            + "遠远遲迟邊边鐘钟鍾钟陽阳陰阴隊队階阶隻只雖虽雲云靜静響响頁页類类顯显飛飞養养驚惊體体髮发發发麗丽黃黄齊齐齡龄"
            + "終终絕绝給给繼继續续純纯級级紙纸紀纪約约細细織织維维緊紧練练縣县羅罗聯联職职聽听腦脑與与舊旧葉叶蘋苹藍蓝處处"
            + "衛卫補补裝装規规覺觉覽览觀观訂订討讨訊讯許许訴诉課课調调談谈論论講讲證证譜谱議议譯译變变豐丰貓猫貨货費费賽赛";

    private static final Map<Character, Character> SIMPLIFIED = new HashMap<>();

    static {
        for (int i = 0; i < PAIRS.length(); i += 2) {
            SIMPLIFIED.put(PAIRS.charAt(i), PAIRS.charAt(i + 1));
        }
    }

    private Script() {}

    /** The text in simplified characters, as long as it was: every character stays in its place. */
    static String simplified(String text) {
        StringBuilder simplified = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            simplified.append(SIMPLIFIED.getOrDefault(text.charAt(i), text.charAt(i)));
        }
        return simplified.toString();
    }
}
