// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import dev.tenon.api.skill.Understanding;
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
            0.95 (?:(?:check|tick|cross|mark|strike|scratch) off|cross out|strike out|strike through) (?:{item} )?(?:{about} )?(?<words>.+?){off}
            1.0 (?:complete|finish|close|resolve) (?:the |my |that )?{item}(?: {about}|:)? (?<words>.+)
            0.95 (?:complete|finish|close) (?:the |my )(?<words>.+) {item}
            0.7 i(?:'ve| have)?(?: just| already| finally){0,2} (?:finished|completed|done)(?: with)? (?<words>[^,?]{2,60})
            0.7 i(?:'m| am)(?: just| already| finally| all)? (?:done|finished) with (?<words>[^,?]{2,60})
            0.7 (?:done|finished) with (?<words>[^,?]{2,60})
            0.7 (?:done|finished|completed)\\s{0,3}[:：]\\s{0,3}(?<words>[^,?]{2,60})
            0.6 (?<words>(?:the|my) .{1,60}) (?:is|are|has been|have been)(?: already| finally| all)? (?:done|finished|completed)
            1.0 {i}(?:把|将)?我?的?{signed}的?{zh}?(?:已经|已|都|给){0,2}{zdone}
            1.0 {i}(?:把|将)?我?的?{zh}第?[#＃]?{number}[号条个项件]?(?:已经|已|都|给){0,2}{zdone}
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
            0.6 (?<words>(?!.{0,20}(?:哪些|什么|多少|几个)).{2,20}?)(?:已经?|都)完成
            0.6 (?<words>(?!.{0,20}(?:哪些|什么|多少|几个)).{2,20}?)(?:已经|已|都|终于){0,2}{ztold}了
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
        parts.put("i", "(?:我(?:已经|已|刚刚|刚|终于)?)?");
        parts.put(
                "zdone",
                "(?:标记为已?完成|标为已?完成|标成已?完成|标记成已?完成|标记完成|设为已?完成|勾掉|勾选|打[上个]?勾|打钩|划掉|勾上|完成|做完|办完|搞定|办好|做好|弄完)(?:掉|了)?");
        parts.put("ztold", "(?:做完|完成|办完|搞定|弄完|写完|办好|做好|干完)");
        return parts;
    }

    static Optional<Understanding> read(String text) {
        if (text.length() > Reading.MAX_LENGTH
                || CHINESE_QUESTION.matcher(text.strip()).find()) {
            return Optional.empty();
        }
        return Reading.of(PHRASES, text, QUESTION.matcher(text).find() ? REQUEST : 0);
    }
}
