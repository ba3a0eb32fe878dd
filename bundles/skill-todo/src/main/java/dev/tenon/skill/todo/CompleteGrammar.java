// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import dev.tenon.api.skill.Understanding;
import dev.tenon.wording.ChineseText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The turns of phrase that tick something off. */
final class CompleteGrammar {
    /** Below it a phrase only states that something is done: asked as a question it is none of ours. */
    private static final double REQUEST = 0.85;

    private static final Pattern QUESTION = Pattern.compile("[?？]");
    private static final Pattern CHINESE_QUESTION = Pattern.compile("了(?:吗|么|没有?)[?？。]?$");

    private static final List<Phrase> PHRASES = Phrase.list(parts(), """
            0.9 {im}(?:finished|completed|did|done|got|handled|took care of)(?: with)? (?<words>[^,;?]{2,60}?)(?: done| finished)?\\s{0,3}[,;.!–—-]\\s{1,3}(?:so |and |please |you can |could you |can you ){0,3}(?:check|tick|cross|mark|strike|scratch) (?:it|that|them|this)(?: off| done| as done| out)?{off}
            1.0 (?:put|add|place|make) (?:a |the )?(?:check ?mark|check|tick|tick mark|cross) (?:next to|beside|on|against|at|by|behind) (?:my |the )?{item} {no}{en}
            1.0 (?:put|add|place|make) (?:a |the )?(?:check ?mark|check|tick|tick mark|cross) (?:next to|beside|on|against|at|by|behind) (?<words>.+)
            1.0 {im}{past}(?: with)? (?:my |the )?{ordinal} (?:{item}|item|entry|one){off}
            1.0 {im}{past}(?: with)? (?:my |the )?(?<last>last|latest|newest) (?:{item}|item|entry|one){off}
            0.8 (?:my |the )?{ordinal} (?:{item}|item|entry|one){off} (?:is |was |has been )(?:already |finally |now )?{done}
            0.8 (?:my |the )?(?<last>last|latest|newest) (?:{item}|item|entry|one){off} (?:is |was |has been )(?:already |finally |now )?{done}
            1.0 (?:consider|call|declare) (?:my |the )?(?:{item} {no}|number |#){en} {done}
            1.0 {strike} (?:item |number |no\\. ?|#){no}{en}{off}
            1.0 (?:close out|wrap up|tick|cross off|finish off|finish up) (?:my |the )?{item} {no}{en}
            0.95 {mark} (?:it|this|that) (?:as )?{done}\\s{0,3}[:：] (?<words>.+)
            0.95 tick "(?<words>[^"]{2,60})"
            1.0 (?:check|tick|cross|mark|strike) (?<words>.+) from {mine}
            0.8 (?:that's |that is |so )?(?:my |the )?(?:{item} {no}|item |entry |number |#|no\\. ?){en} (?:is |was |has been |are )?(?:now |already |finally |all )?{done}
            0.9 {im}(?:done|did|handled|taken care of|took care of|dealt with|got|got through|wrapped up|managed) (?:my |the )?{item} {no}{en}(?: done)?
            0.7 {im}(?:taken care of|took care of|dealt with|wrapped up|managed to finish|managed to complete|finally finished) (?<words>[^,?]{2,60})
            1.0 给(?:我的)?{zh}第?[#＃]?{number}[号条个项件]?打[上个]?[勾钩]
            1.0 给(?:我的)?{signed}的?{zh}打[上个]?[勾钩]
            1.0 (?:在|给)(?<words>[^，,]{1,30}?)(?:那[条个项]|这[条个项])?(?:旁边|后面|前面|上面|边上|上|后|前)?打[上个]?[勾钩]
            1.0 (?:关闭|关掉|结束|了结){zh}第?[#＃]?{number}[号条个项件]?
            1.0 {zh}{in}?的?{signed}(?:已经|已|都|算|算是){0,2}{zdone}
            0.7 我(?:已经|已|刚刚|刚|终于)?把(?<words>.{1,30}?)(?:都|已经|给)?(?:[一-龥]{1,2}(?:完|好))了
            1.0 {mark} (?:my |the )?(?:{item} )?{no}{en}{off} (?:as |to )?{done}
            1.0 {strike} (?:my |the )?{item} {no}{en}(?: (?:as |to )?{done})?{off}
            1.0 (?:check|tick|cross|mark|strike) (?:my |the )?(?:{item} )?{no}{en} off{off}
            1.0 {strike} (?:item |entry |number |no\\. ?|#){no}{en}{off}
            1.0 i(?:'ve| have|'m| am)?(?: just| already| finally){0,2} {past}(?: with)? (?:my |the )?{item} {no}{en}
            0.8 (?:my |the )?(?:{item} {no}|number |#|no\\. ?){en} (?:is |was |has been )?(?:already |finally |all )?{done}
            1.0 (?:i'm |i am )?(?:done|finished) with (?:{item} {no}|number |#|no\\. ?){en}
            1.0 (?:{strike}|{mark}) (?:my |the )?{ordinal} (?:{item}|item|entry|one)(?: (?:as |to )?{done})?{off}
            1.0 (?:{strike}|{mark}) (?:my |the )?(?<last>last|latest|newest|most recent) (?:{item}|item|entry|one)(?: (?:as |to )?{done})?{off}
            1.0 (?:{strike}|{mark}) (?:an? |my |the |this |that |one of my |all |all my |all of my |every |all the ){0,2}(?:{items}|{item})(?: (?:as |to )?{done})?
            1.0 {mark} (?:my |the )?{item} (?:{about} |: ?)?(?<words>.+) (?:as|to) {done}
            1.0 {mark} (?:the |my )?(?<words>.+) {item} (?:as|to) {done}
            0.95 {mark} (?<words>.+?){off} (?:as|to) (?:done|complete|completed|finished)
            0.9 mark (?<words>.+?)(?<! not)(?<! as)(?<! to) (?:done|complete|completed|finished)
            1.0 (?:check|tick|cross|mark|strike|scratch) (?<words>.+) off {mine}
            0.9 (?:check|tick|cross|strike|scratch) (?<words>.+) off
            0.95 (?:(?:check|tick|cross|mark|strike|scratch) off|cross out|strike out|strike through) (?:{item} )?(?:{about} )?(?<words>(?!notes? ).+?){off}
            1.0 (?:complete|finish|close|resolve) (?:the |my |that )?{item}(?: {about}|:)? (?<words>.+)
            0.95 (?:complete|finish|close) (?:the |my )(?<words>.+) {item}
            0.7 i(?:'ve| have)?(?: just| already| finally){0,2} (?:finished|completed|done)(?: with)? (?<words>(?!reading|watching|school|university|college|eating)[^,?]{2,60})
            0.7 i(?:'m| am)(?: just| already| finally| all)? (?:done|finished) with (?<words>[^,?]{2,60})
            0.7 (?:done|finished) with (?<words>[^,?]{2,60})
            0.7 (?:done|finished|completed)\\s{0,3}[:：]\\s{0,3}(?<words>[^,?]{2,60})
            0.6 (?<words>(?:the|my) .{1,60}) (?:is|are|has been|have been)(?: already| finally| all)? (?:done|finished|completed)
            1.0 {i}(?:把|将)?我?的?{signed}的?{zh}?(?:已经|已|都|给){0,2}{zdone}
            1.0 {i}(?:把|将)?我?的?{zh}第?[#＃]?{number}[号条个项件]?我?(?:已经|已|都|给){0,2}{zdone}
            1.0 {i}{zdone}我?的?{signed}的?{zh}
            1.0 {i}{zdone}我?的?{zh}第?[#＃]?{number}[号条个项件]?
            1.0 标记我?的?{zh}第?{number}[号条个项件]?(?:为|成)?已?完成
            0.85 {zdone}第{number}[个项条件号]
            0.9 (?<words>.+?){that}{zh}?(?:可以|就)(?:划掉|勾掉)了?
            1.0 标记我?的?{zh}?{signed}(?:为|成)?(?:已)?完成
            1.0 (?:把|将)?我?的?(?<last>{newest}){zh}(?:给|已经|已|都){0,2}{zdone}
            1.0 {zdone}我?的?(?<last>{newest}){zh}
            1.0 {zdone}(?:一|某)?[个条项]?{zh}
            1.0 (?:把|将)(?:我的)?(?:关于)?(?<words>.+?){that}?{zh}?给?(?:标记为|标为|标成|标记成|设为|标记|设成|记为|记成|改为|改成)(?:已)?经?完成(?:状态)?
            1.0 (?:把|将)(?:关于)?(?<words>.+?){that}?{zh}?给?(?:勾掉|打勾|划掉|勾上|打[上个]?勾|打钩|勾选)了?
            1.0 标记(?<words>.+?)(?:为|成)(?:已)?完成
            1.0 {zdone}(?:关于)?(?<words>.+?){that}{zh}
            1.0 (?:从|在)(?:我的)?{zh}{in}(?:把|将)?(?:勾掉|划掉)(?<words>.+)
            0.9 (?:勾掉|划掉|勾选)了?(?<words>.+)
            0.9 {i}(?<words>.+?){that}{zh}(?:已经|已|都)?{ztold}了?
            0.7 {i}{ztold}了(?<words>(?!哪些|什么|多少|几|吗).{1,30})
            0.7 我(?:已经|已|刚刚|刚|终于)?把?(?<words>.{1,30}?)(?:都|已经|给)?{ztold}了
            0.7 我(?:已经|已|刚刚|刚|终于)?{ztold}(?<words>(?!了)[^了]{1,30})了
            0.9 我?的?{zh}{in}的?(?<words>(?!哪些|什么|多少|几)[^，,]{1,30}?)(?:已经|已|都|终于|全){0,2}{ztold}(?:了|啦)?
            0.6 (?<words>(?!.{0,20}(?:哪些|什么|多少|几个)).{2,20}?)(?:这[条个项]|那[条个项])?我?(?:已经?|都)完成
            0.6 (?<words>(?!.{0,20}(?:哪些|什么|多少|几个)).{2,20}?)(?:这[条个项]|那[条个项])?我?(?:已经|已|都|终于){0,2}{ztold}了
            0.9 (?:把|将)?(?<words>[^，,]{1,30}?)(?:已经|都|终于)?(?:做好|写好|弄好|办好|买好|做完|写完|办完|弄完|搞定|完成|擦好|洗好|修好)了[，,]\\s{0,3}(?:请|帮我|给我|可以|麻烦|把它|它){0,2}(?:勾掉|打[上个]?[勾钩]|划掉|勾上|标记?为?已?完成)
            0.9 (?<words>(?!把|将|所有|全部|从)[^，,]{1,30}?)(?:那[条个项]|这[条个项])?{zh}?(?:可以|就|请|帮我|麻烦){0,2}(?:勾掉|打[上个]?[勾钩]|划掉|勾上)了?
            """);

    private CompleteGrammar() {}

    private static Map<String, String> parts() {
        Map<String, String> parts = new HashMap<>(Vocabulary.PARTS);
        parts.put("mark", "(?:mark|set|flag|label|check|tick|put|count)(?: off)?");
        parts.put(
                "strike",
                "(?:complete|finish|close|check off|tick off|cross off|mark off|check|tick|cross out|strike off|strike out"
                        + "|strike|cross|resolve|mark)");
        parts.put("done", "(?:as )?(?:done|complete|completed|finished|off|checked|ticked off|closed|resolved)");
        parts.put("past", "(?:finished|completed|done|did|closed|ticked off|checked off)");
        parts.put("im", "i(?:'ve| have)?(?: just| already| finally){0,2} ");
        parts.put("i", "(?:我(?:已经|已|刚刚|刚|终于)?)?");
        parts.put(
                "zdone",
                "(?:标记为已?完成|标为已?完成|标成已?完成|标记成已?完成|标记完成|设为已?完成|勾掉|勾选|打[上个]?勾|打钩|划掉|勾上|完成|做完|办完|搞定|办好|做好|弄完|弄好|处理完|处理好|解决|办妥|算完成|算做完|打完勾)(?:掉|了|啦)?");
        parts.put("ztold", "(?:做完|完成|办完|搞定|弄完|写完|办好|做好|干完|整理完|处理完|收拾完|弄好)");
        return parts;
    }

    static Optional<Understanding> read(String text) {
        if (text.length() > Reading.MAX_LENGTH
                || CHINESE_QUESTION.matcher(ChineseText.plain(text.strip())).find()) {
            return Optional.empty();
        }
        return Reading.of(PHRASES, text, QUESTION.matcher(text).find() ? REQUEST : 0);
    }
}
