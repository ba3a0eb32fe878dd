// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

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
            + "衛卫補补裝装規规覺觉覽览觀观訂订討讨訊讯許许訴诉課课調调談谈論论講讲證证譜谱議议譯译變变豐丰貓猫貨货費费賽赛"
            + "丟丢銅铜佔占揀拣鐵铁纔才剛刚帥帅兌兑塊块減减漲涨餘余積积歷历曆历傳传偉伟傷伤優优價价儲储凍冻刪删劇剧劍剑勝胜勸劝區区協协卻却厭厌參参啟启圖图園园場场牆墙奪夺奮奋婦妇孫孙宮宫審审層层"
            + "屬属島岛幹干廚厨廳厅彈弹彎弯徑径悶闷惡恶愛爱態态慘惨慣惯憂忧懶懒懷怀戰战掃扫掛挂採采揮挥損损搶抢擁拥擋挡擔担擠挤擺摆擾扰敗败斷断暈晕暫暂曉晓極极榮荣槍枪檔档權权歸归氣气沒没淨净溫温"
            + "準准潔洁濕湿灣湾災灾煙烟熱热爭争狀状獎奖獲获監监盤盘眾众穩稳競竞築筑糧粮糾纠納纳紛纷紹绍綜综編编緣缘縮缩績绩罰罚罵骂習习聰聪聲声膽胆臉脸臨临舉举藝艺藥药蘭兰蟲虫術术製制襯衬訓训訪访"
            + "詢询詩诗誇夸誤误諒谅謎谜財财貧贫貪贪責责貴贵貿贸賀贺資资賓宾賞赏賠赔質质購购贈赠趕赶軍军軟软較较載载輛辆輕轻輪轮辦办辭辞農农遞递遺遗郵邮鄉乡鄰邻釋释針针釣钓鈴铃銷销鋪铺鋼钢錶表鎖锁"
            + "鎮镇鏡镜閉闭閒闲閣阁陣阵陸陆隱隐險险雞鸡霧雾願愿顏颜風风餅饼餓饿駛驶騎骑騙骗鬆松鬥斗鬧闹鮮鲜鴨鸭鹽盐黨党齒齿僅仅倆俩冊册務务勢势嚴严塵尘壓压夾夹奧奥寧宁專专尋寻導导屆届帶带庫库廠厂"
            + "廢废異异彙汇徵征慮虑憑凭捲卷掙挣揚扬撥拨擊击擬拟攔拦攝摄攤摊敘叙晝昼曬晒樓楼樹树橋桥櫃柜歐欧湯汤滬沪滾滚漁渔漸渐潛潜潤润濃浓灑洒灘滩烏乌煉炼煩烦燈灯燙烫爐炉獅狮瑪玛畢毕畫画疊叠盡尽"
            + "睏困稅税稱称窮穷籃篮籤签紮扎絲丝綁绑縫缝繞绕繩绳羨羡翹翘腳脚膠胶臥卧興兴艱艰華华蓋盖薦荐蘿萝虧亏蝦虾衝冲褲裤襪袜觸触託托診诊詐诈詳详貸贷賊贼賭赌賴赖賺赚贊赞讚赞軌轨違违遷迁醜丑醫医"
            + "釘钉鈕钮銳锐錘锤錦锦錫锡鍵键閃闪闆板闖闯陳陈靈灵頂顶須须頓顿頻频額额顧顾飄飘飲饮飽饱餵喂饅馒饒饶駐驻鬚须鯊鲨鯨鲸鳳凤鴿鸽鵝鹅鷹鹰麥麦齣出昇升陞升圓圆駕驾鎊镑臺台啲的嘅的咗了";

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
