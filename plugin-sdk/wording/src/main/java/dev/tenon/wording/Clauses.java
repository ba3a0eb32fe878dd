// SPDX-License-Identifier: Apache-2.0
package dev.tenon.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes away a clause that only says why: {@code we moved, so …} or {@code …, it was a mistake}, in English and Chinese. Thread-safe. */
public final class Clauses {
    private static final int MAX_LENGTH = 300;
    private static final int MAX_CUTS = 4;
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern CUT =
            Pattern.compile("(?:(?<!\\d)[,.]|[,.](?!\\d)|[;!?，。；！？])\\s{0,5}|\\s{1,5}[-–—]{1,2}\\s{1,5}|——?");

    private static final String WHO =
            "(?:it|i|we|he|she|they|you|that|this|there|these|those)(?:['’](?:s|m|re|ve|ll|d))?";
    private static final String WHY =
            "(?:because|since|as|cause|cos|so|and|sorry|oh|ok|okay|oops|well|right|now|actually|anyway) ";
    private static final Pattern REASON = Pattern.compile(
            "(?:" + WHY + "){0,2}(?:" + WHO + "|(?:the|my|our|his|her|its|your|\\w{1,15}) (?:[\\w'’-]{1,15} ){0,3}"
                    + "(?:is|are|was|were|has|have|had|will|went|came|got|can|did|does|needs?|broke))(?: .{0,80})?"
                    + "|\\w{1,15}['’]s .{1,60}|(?:no longer|not|already|too|all|just|nothing|oh|ok|okay|oops|sorry|right|well|good|great|never mind)"
                    + "(?:[ ,][\\w'’ ]{1,40})?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_REASON = Pattern.compile(
            "^(?:what|how|which|when|where|who)\\b|\\b(?:let['’]s|ones?|tell me|remind|instead|except|only|if|unless|note|add|put|write|jot|set|delete|remove"
                    + "|cancel|show|list|convert|translate|play|turn)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CHINESE_REASON = Pattern.compile("[^:：，,。；！？?]{1,20}");
    private static final Pattern NO_CHINESE_REASON = Pattern.compile(
            "^(?:然后|再|并|接着|之后|顺便|还有|还要|还是|和|但|不过|除了|只|如果|要是|不是|或)"
                    + "|[吗么几哪谁]|多少|多久|如何|为何|只要|除外|提醒|换算|翻译|播放|打开|新建|添加|加到|加入|加上|(?<!忘了)记(?!错|不|得)|(?<!忘了)写(?!错)|设|删|取消|显示|列出|标|清[掉除空]|去掉|扔|撕|勾|划掉|拿掉|移除|掐|帮我|给我");

    private Clauses() {}

    /**
     * What a request may say without its reasons; not the request itself.
     *
     * @return empty if it gives none, or is longer than {@value #MAX_LENGTH} characters
     */
    public static List<String> without(String text) {
        List<String> rests = new ArrayList<>();
        String whole = text.strip();
        if (whole.length() > MAX_LENGTH) {
            return rests;
        }
        boolean chinese = HAN.matcher(whole).find();
        Matcher cut = CUT.matcher(whole);
        for (int cuts = 0; cuts < MAX_CUTS && cut.find(); cuts++) {
            String before = whole.substring(0, cut.start()).strip();
            String after = whole.substring(cut.end()).strip();
            if (before.isEmpty() || after.isEmpty()) {
                continue;
            }
            if (isReason(after, chinese)) {
                rests.add(before);
            }
            if (!cut.group().startsWith("?") && isReason(before, chinese)) {
                rests.add(after);
            }
        }
        return rests;
    }

    private static boolean isReason(String clause, boolean chinese) {
        String folded = ChineseText.plain(clause.replaceFirst("[\\s.!。！~]{1,5}$", ""));
        return chinese
                ? CHINESE_REASON.matcher(folded).matches()
                        && !NO_CHINESE_REASON.matcher(folded).find()
                : !folded.endsWith("?")
                        && REASON.matcher(folded).matches()
                        && !NO_REASON.matcher(folded).find();
    }
}
