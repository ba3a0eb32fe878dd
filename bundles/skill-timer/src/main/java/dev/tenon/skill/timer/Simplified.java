// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

/** Traditional characters of everyday requests, read as the simplified ones that the grammars are written in. */
final class Simplified {
    private static final String TRADITIONAL = "個條則項筆記錄備這話來寫進請幫煩辦務單計時鐘鬧響關開還幾麼裡裏標為鉤劃給從後過點兩數號設訂啟動結終銷張頁讓將對應該說謝問"
            + "顯檢尋詢讀聽內無沒嗎處買們須誰東樣現間長鈴聲醫餘週禮麵著刪總隻當報覽強樂類於註編輯體電腦書門車錢價繳費貓雞鴨魚飯湯藥課學"
            + "習會議運轉變畫圖線網頻視級緊軟選擇種貼顏氣達遠邊連雙傳傘憶專業場塊壞斷陽陰難頭題願飛驗髮鮮齊龍鎖鑰匯";
    private static final String SIMPLIFIED = "个条则项笔记录备这话来写进请帮烦办务单计时钟闹响关开还几么里里标为钩划给从后过点两数号设订启动结终销张页让将对应该说谢问"
            + "显检寻询读听内无没吗处买们须谁东样现间长铃声医余周礼面着删总只当报览强乐类于注编辑体电脑书门车钱价缴费猫鸡鸭鱼饭汤药课学"
            + "习会议运转变画图线网频视级紧软选择种贴颜气达远边连双传伞忆专业场块坏断阳阴难头题愿飞验发鲜齐龙锁钥汇";

    private Simplified() {}

    /** A text of the same length: what is found in it stands at the same place of the other. */
    static String of(String text) {
        StringBuilder folded = new StringBuilder(text);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            int known = c < '\u2E80' ? -1 : TRADITIONAL.indexOf(c);
            if (known >= 0) {
                folded.setCharAt(i, SIMPLIFIED.charAt(known));
            }
        }
        return folded.toString();
    }
}
