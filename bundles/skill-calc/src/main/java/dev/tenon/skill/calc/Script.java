// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

import java.util.HashMap;
import java.util.Map;

/** Reads traditional Chinese characters as their simplified ones: as many as requests to this skill need. */
final class Script {
    /** Each traditional character before its simplified one. */
    private static final String PAIRS =
            "來来個个價价億亿兩两勞劳問问單单嗎吗圓圆圖图塊块寫写對对幫帮幾几後后從从換换數数昇升東东樣样減减漲涨為为煩烦熱热爲为發发積积箇个結结絕绝給给絶绝總总與与菓果萬万著着蔴麻計计記记詞词說说説说請请謝谢譯译"
                    + "負负買买費费賸剩轉转這这週周還还錢钱開开陞升階阶餘余駕驾髮发麼么麽么點点於于裡里裏里"
                    + "丟丢銅铜佔占揀拣鐵铁纔才剛刚帥帅兌兑歷历曆历傳传偉伟傷伤優优儲储凍冻刪删劇剧劍剑勝胜勸劝區区協协卻却厭厌參参啟启園园場场牆墙奪夺奮奋婦妇孫孙宮宫審审層层屬属島岛幹干廚厨廳厅彈弹彎弯"
                    + "徑径悶闷惡恶愛爱態态慘惨慣惯憂忧懶懒懷怀戰战掃扫掛挂採采揮挥損损搶抢擁拥擋挡擔担擠挤擺摆擾扰敗败斷断暈晕暫暂曉晓極极榮荣槍枪檔档權权歸归氣气沒没淨净溫温準准潔洁濕湿灣湾災灾煙烟爭争"
                    + "狀状獎奖獲获監监盤盘眾众穩稳競竞築筑糧粮糾纠納纳紛纷紹绍綜综編编緣缘縮缩績绩罰罚罵骂習习聰聪聲声膽胆臉脸臨临舉举藝艺藥药蘭兰蟲虫術术製制襯衬訓训訪访詢询詩诗誇夸誤误諒谅謎谜財财貧贫"
                    + "貪贪責责貴贵貿贸賀贺資资賓宾賞赏賠赔質质購购贈赠趕赶軍军軟软較较載载輛辆輕轻輪轮辦办辭辞農农遞递遺遗郵邮鄉乡鄰邻釋释針针釣钓鈴铃銷销鋪铺鋼钢錶表鎖锁鎮镇鏡镜閉闭閒闲閣阁陣阵陸陆隱隐"
                    + "險险雞鸡霧雾願愿顏颜風风餅饼餓饿駛驶騎骑騙骗鬆松鬥斗鬧闹鮮鲜鴨鸭鹽盐黨党齒齿僅仅倆俩冊册務务勢势嚴严塵尘壓压夾夹奧奥寧宁專专尋寻導导屆届帶带庫库廠厂廢废異异彙汇徵征慮虑憑凭戶户捲卷"
                    + "掙挣揚扬撥拨擊击擬拟攔拦攝摄攤摊敘叙晝昼曬晒樓楼樹树橋桥櫃柜歐欧湯汤滬沪滾滚漁渔漸渐潛潜潤润濃浓灑洒灘滩烏乌煉炼燈灯燙烫爐炉獅狮瑪玛畢毕畫画疊叠盡尽睏困稅税稱称窮穷籃篮籤签紮扎絲丝"
                    + "綁绑縫缝繞绕繩绳羨羡翹翘腳脚膠胶臥卧興兴艱艰華华蓋盖薦荐蘿萝虧亏蝦虾衝冲褲裤襪袜觸触託托診诊詐诈詳详貸贷賊贼賭赌賴赖賺赚贊赞讚赞軌轨違违遷迁醜丑醫医釘钉鈕钮銳锐錘锤錦锦錫锡鍵键閃闪"
                    + "闆板闖闯陳陈雖虽靈灵頂顶須须頓顿頻频額额顧顾飄飘飲饮飽饱餵喂饅馒饒饶駐驻鬚须鯊鲨鯨鲸鳳凤鴿鸽鵝鹅鷹鹰麥麦齣出鎊镑條条臺台啲的嘅的咗了";

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
