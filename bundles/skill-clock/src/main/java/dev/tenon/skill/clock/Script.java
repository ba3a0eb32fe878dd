// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.clock;

import java.util.HashMap;
import java.util.Map;

/** Reads traditional Chinese characters as their simplified ones: as many as requests to this skill need. */
final class Script {
    /** Each traditional character before its simplified one. */
    private static final String PAIRS =
            "乾干亞亚佈布來来個个倫伦傢家兒儿內内凱凯別别剋克剛刚劍剑務务勞劳區区協协參参問问喬乔噹当國国圖图堅坚報报奧奥寧宁尅克對对屬属岡冈峴岘島岛崑昆崗岗嶼屿幫帮幹干幾几庫库廈厦廣广彆别彿佛後后復复徹彻悳德愛爱"
                    + "慶庆懞蒙懷怀戶户揚扬撾挝敘叙於于時时曆历會会東东極极榖谷橋桥機机橫横檯台檳槟欽钦歐欧歷历沒没沖冲湯汤溫温滿满漢汉澤泽濟济濱滨瀋沈灣湾烏乌無无煩烦熱热爾尔現现畢毕當当發发盧卢磯矶祕秘禮礼穀谷窩窝箇个節节"
                    + "約约納纳紐纽紮扎紹绍給给維维緬缅繩绳纍累羅罗羣群聖圣聯联脫脱臘腊臥卧臺台與与舊旧茲兹莊庄菓果華华萊莱萬万葉叶蔴麻薩萨蘇苏蘭兰號号衚胡衛卫衝冲裏里裡里複复託托訥讷誌志誕诞說说説说調调請请諾诺謝谢議议讓让"
                    + "讚赞貝贝貢贡貴贵買买費费賈贾賓宾賴赖賽赛贊赞車车輔辅這这連连週周過过達达邁迈還还邊边鄭郑醼宴釐厘銀银錫锡鍾钟鎮镇鐘钟長长門门開开間间関关關关阨厄陸陆陽阳電电靈灵韋韦韓韩頓顿頗颇領领顛颠颱台飛飞飯饭馬马"
                    + "駕驾騷骚髮发鬆松鬍胡魯鲁鮮鲜鳳凤鹽盐麥麦麼么麽么黃黄點点齊齐齋斋龍龙";

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
