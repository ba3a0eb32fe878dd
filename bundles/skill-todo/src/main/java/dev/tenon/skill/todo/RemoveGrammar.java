// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import dev.tenon.api.skill.Understanding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The turns of phrase that remove something from the list, done or not. */
final class RemoveGrammar {
    private static final List<Phrase> PHRASES = Phrase.list(parts(), """
            1.0 (?:{del}|take off|strike|scratch|cross) (?:my |the |that ){0,2}(?:{item} {no}|number |#){en}{off} without (?:doing|finishing|completing) it
            1.0 (?:take off|call off|scratch|leave out) (?:my |the |that ){0,2}{item} {no}{en}{off}
            1.0 (?:take off|call off|scratch) (?:my |the |that ){0,2}(?<last>last|latest|newest|most recent) (?:{item}|item|entry|one){off}
            1.0 (?:i|we) (?:don't|no longer|do not)(?: really)? (?:need|have|want)(?: to do)? (?:my |the |that )?{item} {no}{en}
            1.0 (?:i|we) (?:don't|no longer|do not)(?: really)? (?:need|have|want)(?: to do)? (?:my |the |that )?{item} {about} (?<words>.+?)
            1.0 (?:my |the |that )?{item} {no}{en} (?:can|could|should|may|must) (?:go|be (?:deleted|removed|dropped|cancell?ed|erased|scrapped))
            1.0 (?:my |the |that )?{item} {no}{en} (?:is|'s) (?:no longer needed|not needed|obsolete|unnecessary|not necessary)
            1.0 (?:my |the |that ){item} {about} (?<words>.+?) (?:can|could|should|may|must) (?:go|be (?:deleted|removed|dropped|cancell?ed|erased|scrapped))
            1.0 (?:my |the |that ){item} {about} (?<words>.+?) (?:is|'s) (?:no longer needed|not needed|obsolete|unnecessary)
            1.0 (?:{del}|call off) (?:my |the |that ){0,2}{item} ["“](?<words>[^"”]+)["”]
            1.0 (?:ditch|drop|forget|scrap) (?<words>[^,]{2,60}), (?:please )?{del} that {item}
            0.9 (?:take off|call off) (?:my |the |that )(?<words>.+) {item}{off}
            1.0 我?(?:不需要|不要|不想要|用不着|不想做|不用做)我?的?{zh}第?[#＃]?{number}[号条个项件]?了?
            1.0 我?(?:不需要|不要|用不着|不想做)我?的?{signed}的?{zh}了?
            1.0 我?的?{zh}{in}?的?第?[#＃]?{number}[号条个项件]?(?:请|麻烦|帮我|给我|可以|就){0,2}(?:{zdel}|不需要|不用做|不做|算)了?
            1.0 我?的?{signed}的?{zh}(?:请|麻烦|帮我|给我|可以|就){0,2}(?:{zdel}|不需要|不用做|不做|算)了?
            1.0 (?:把|将)?(?:我的?|所有的?|全部的?|那些){0,2}(?<done>(?:已经?)?完成了?|完成了|做完了?|办完了?|已勾选)的?(?:{zh}|事项|事情?)?(?:都|全部?|给|统统){0,2}(?:{zdel}|清空|清理掉?|清掉?)(?:一下|掉)?
            1.0 我?的?{zh}{in}?(?:已经)?(?<done>(?:已经?)?完成了?|完成了|做完了?|办完了?|已勾选)的?(?:都|全部?|给|统统){0,2}(?:{zdel}|清空|清理掉?|清掉?)(?:一下|掉)?
            1.0 我?的?(?<last>{newest}){zh}(?:请|麻烦|帮我|给我|可以|就){0,2}(?:{zdel}|不需要|不用做)
            1.0 (?:{del}|take) (?:my |the |that ){0,2}{item} {no}{en}{off}
            1.0 (?:{del}|take) (?:item |entry |number |no\\. ?|#){no}{en} (?:from|off|out of|of|on|in) {mine}
            1.0 (?:{del}|take) (?:my |the )?{ordinal} (?:{item}|item|entry|one){off}
            1.0 (?:{del}|take) (?:my |the |that )?(?<last>last|latest|newest|most recent) (?:{item}|item|entry|one)(?: i (?:added|made|wrote))?{off}
            1.0 {clear} (?:all |of |my |the |already |everything ){0,4}(?<done>done|completed|finished|ticked(?:-| )off|checked(?:-| )off|closed) (?:{list}|{items}|items|ones|things|entries){off}
            1.0 {clear} (?:everything|all|what|whatever|{items}|items|things|all (?:{items}|items|things))(?: that| which)?(?:'s| is| are| i have| i've| has been)?(?: already)? (?<done>done|completed|finished|ticked off|checked off){off}
            1.0 {clear} (?:an? |my |the |this |that |one of my |some |all |all of |every |everything (?:on|in|from) ){0,3}(?:{list}|list|{items}|{item})
            1.0 {del} (?:my |the |that |this |a |an ){0,2}{item}(?:\\s{0,5}[:：]\\s{0,5}| {about} )(?<words>.+?){off}
            1.0 (?:{del}|take) (?<words>.+) (?:from|off|off of|out of) (?:my |the |our )?{list}
            0.85 (?:{del}|take) (?<words>.+) (?:from|off|off of) (?:my|our|the) list
            0.9 {del} (?:my |the |that )(?<words>.+) {item}{off}
            0.9 i (?:don't|no longer|do not) (?:need|have|want) to do (?:my |the |that )?{item} {no}{en}
            1.0 {zdel}我?的?(?:那|这)?{signed}的?{zh}
            1.0 {zdel}我?的?{zh}{in}?的?第?[#＃]?{number}[号条个项件]?
            1.0 (?:把|将)?我?的?(?:那|这)?{signed}的?{zh}(?:给|可以|就){0,2}(?:{zdel}|不用做了|不做了|不需要了)
            1.0 (?:把|将)?我?的?{zh}{in}?的?第?[#＃]?{number}[号条个项件]?(?:给|可以|就){0,2}(?:{zdel}|不用做了|不做了|不需要了)
            0.75 {zdel}第{number}[项条]
            1.0 (?:把|将)(?:第)?{number}号?从(?:我的)?{zh}{in}?{zdel}
            1.0 (?:{zdel}|清空|清理|清掉?)(?:我的?|所有的?|全部的?|那些){0,2}(?<done>(?:已经?)?完成了?|完成了|做完了?|办完了?|已勾选|打了?勾)的?(?:{zh}|事项|事情?)?
            1.0 (?:把|将)(?:我的?|所有的?|全部的?|那些){0,2}(?<done>(?:已经?)?完成了?|完成了|做完了?|办完了?|已勾选|打了?勾)的?(?:{zh}|事项|事情?)?(?:都|全部?|给|统统){0,2}(?:{zdel}|清空|清理掉?|清掉?)
            1.0 {zdel}我?的?(?<last>{newest}){zh}
            1.0 (?:把|将)我?的?(?<last>{newest}){zh}给?{zdel}
            1.0 (?:{zdel}|清空|清理)(?:我的?|所有的?|全部的?|全部|一条|一个|一项|这条|那条|某条|几条|整个){0,2}{zh}
            1.0 (?:把|将)(?:我的?|所有的?|全部的?|这些|整个){0,2}{zh}(?:都|全部?|给){0,2}(?:{zdel}|清空)
            1.0 (?:从|在)(?:我的)?{zh}{in}?(?:把|将)?{zdel}(?:关于)?(?<words>.+)
            1.0 (?:把|将)(?<words>.+?){that}?从(?:我的)?{zh}{in}?{zdel}
            1.0 从(?:我的)?{zh}{in}?(?:把|将)(?<words>.+?){zdel}
            1.0 {zdel}我?的?{zh}{in}的?(?<words>.+)
            1.0 (?:把|将)(?:我的?)?(?:关于)?(?<words>.+?){that}?{zh}给?{zdel}
            1.0 {zdel}(?:我的?)?(?:关于)?(?<words>.+?){that}?{zh}
            1.0 {zdel}{zh}\\s{0,5}[:：]?\\s{0,5}(?<words>.+)
            0.9 我?的?{zh}{in}的(?<words>.+?)(?:可以|就|已经){0,2}(?:不要了|不用了|不用做了|不做了|不需要了)
            0.9 (?<words>.+?){that}{zh}(?:可以|就|已经){0,2}(?:不要了|不用了|不用做了|不做了|删了|删掉了?|删除|取消了?|不需要了)
            0.95 (?<words>(?!把|将|所有|全部)[^，,]{1,30}?)(?:{that}|[那这][一]?[条个项件]){zh}(?:请|麻烦|帮我|给我|可以|就){0,2}(?:{zdel}|不需要|不用做|不做|算)了?
            0.95 (?<words>(?!把|将|所有|全部)[^，,]{1,30}?)从(?:我的)?{zh}{in}?{zdel}
            """);

    private RemoveGrammar() {}

    private static Map<String, String> parts() {
        Map<String, String> parts = new HashMap<>(Vocabulary.PARTS);
        parts.put(
                "del",
                "(?:delete|remove|erase|drop|discard|trash|scrap|get rid of|throw away|throw out|bin|wipe|clear|cancel"
                        + "|toss|ditch|dump|clear out|forget about|forget|call off|kill|lose)");
        parts.put("clear", "(?:{del}|clean up|clean out|purge|archive|empty|clean)");
        parts.put(
                "zdel",
                "(?:删除掉|删除|划走|划去|忘掉|删掉|删去|删了|删|移除|移走|去掉|拿掉|清除|扔掉|丢掉|撤销|取消|不要|别要|别做|甭做|作废|别留|撕掉|清理|清掉|清除掉)(?:一下|了)?");
        return parts;
    }

    static Optional<Understanding> read(String text) {
        return Reading.of(PHRASES, text, 0);
    }
}
