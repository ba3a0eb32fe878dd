// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Understanding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The turns of phrase that delete a note: by its number, by its words, or the newest. */
final class DeleteGrammar {
    private static final int MAX_LENGTH = 300;

    private static final Map<String, String> PARTS = Map.of(
            "signed",
            Numbers.CHINESE_SIGNED,
            "del",
            "(?:delete|remove|erase|drop|discard|trash|scrap|forget|get rid of|throw away|throw out|bin|destroy|wipe"
                    + "|clear|cancel|toss|scratch|kill|lose|strike|throw off|forget about|cross out|ditch|dump|clear out|take out|tear up)",
            "en",
            Numbers.ENGLISH,
            "ordinal",
            Numbers.ORDINAL,
            "number",
            Numbers.CHINESE,
            "about",
            "(?:about|on|regarding|concerning|with|containing|mentioning|that says?|saying|that mentions?|that contains?"
                    + "|which says|called|titled|named|for|from|of|to|related to)",
            "zh",
            "(?:笔记本?|备忘录|备忘|便签|便条|便笺|记事本)",
            "zdel",
            "(?:删除掉|删除|删掉|删去|删了|删|移除|去掉|清除|抹掉|抹去|擦掉|扔掉|丢掉|丢弃|撤销|取消|清掉|不要|作废|销毁|删下|撕了|撕掉|别留|别要|清除掉|抹除|没用)(?:一下|掉|了){0,2}",
            "newest",
            "(?:最后|最新|最近|上|刚才|刚刚|刚)(?:记|写|加|添加)?的?(?:那|这|一){0,2}[条个篇]?(?:记|写|加|添加)?的?");

    private static final List<Phrase> PHRASES = Phrase.list(PARTS, """
            1.0 (?:cross|take|strike|scratch) (?:my |the |that )?{ordinal} (?:note|memo) (?:out|off|away)
            1.0 (?:cross|take|strike|scratch) (?:my |the |that ){0,2}(?:note|memo) (?:number |no\\.? ?|#)?{en} (?:out|off|away)
            1.0 (?:my |the |that )?(?:note|memo) (?:number |no\\.? ?|#)?{en} (?:can|could|should|may|must) (?:go|be (?:deleted|removed|dropped|erased|scrapped|trashed))
            1.0 (?:my |the |that )?(?:note|memo) (?:number |no\\.? ?|#)?{en} is (?:no longer needed|not needed|obsolete|outdated|unnecessary)
            1.0 (?:my |the |that )(?:note|memo) {about} (?<words>.+?) (?:can|could|should|may|must) (?:go|be (?:deleted|removed|dropped|erased|scrapped|trashed))
            1.0 (?:my |the |that )(?:note|memo) {about} (?<words>.+?) is (?:no longer needed|not needed|obsolete|outdated|unnecessary)
            1.0 (?:my |the |that )(?:note|memo) {about} (?<words>.+?) (?:deleted|removed|erased|gone)
            1.0 (?:i|we) (?:don't|no longer|do not|won't) need (?:my |the |that )?(?:note|memo) (?:number |no\\.? ?|#)?{en}
            1.0 (?:don't|do not) keep (?:my |the |that )(?:note|memo) {about} (?<words>.+)
            1.0 {del} the one {about} (?<words>.+) (?:from|in|out of) (?:my |the )?(?:notes|memos)
            1.0 我?(?:不需要|不要|用不着)(?:我的)?{signed}的?{zh}了?
            1.0 我?(?:不需要|不要|用不着)(?:关于)?(?<words>.+?)(?:的|那[条个篇]|这[条个篇]){1,2}{zh}了?
            1.0 (?:把|将)?(?:我的)?(?:那|这)?{signed}的?{zh}(?:请|麻烦|帮我|给我|给|可以|就|从列表里|从列表中|从里面){0,3}{zdel}
            1.0 (?:把|将)?(?:我的?)?(?<last>{newest}){zh}(?:请|麻烦|帮我|给我|给){0,2}{zdel}
            1.0 {zdel}(?:我的)?{zh}(?:里面|里|中)的?(?<words>(?!第|\\d|所有|全部)[^，,]{2,40})
            1.0 {del} (?:my |the |that |saved ){0,2}(?:notes?|memos?) (?:with (?:the )?)?(?:number |no\\.? ?|#)?{en}(?: (?:from|in) (?:my |the )?(?:notes|list))?
            1.0 {del} (?:number |no\\.? ?|#){en} (?:from|in|of|out of) (?:my |the )?(?:notes|memos)
            1.0 {del} (?:my |the ){0,1}{ordinal} (?:note|memo)
            1.0 {del} (?:my |the |that )?(?<last>last|latest|newest|most recent|previous)(?: saved| added)? (?:note|memo)(?: i (?:just )?(?:made|added|took|wrote|saved))?
            1.0 {del} (?:the|that) (?:note|memo) (?<last>i (?:just|last) (?:made|added|took|wrote|saved))
            1.0 {del} (?:my |the |that |this |a |any ){0,2}(?:notes?|memos?)(?:\\s{0,5}[:：]\\s{0,5}| {about} )(?:the words? )?(?<words>.+)
            1.0 (?:{del}|take) (?<words>.+) (?:from|off|out of|in) (?:my |the )?(?:notes|notebook|notepad|memos)
            1.0 {del} (?:all(?: of)?(?: my| the)? notes|(?:all )?my notes|every note|every single note|everything (?:in|from) my notes|notes|a note|my note|the note|that note|this note|one of my notes|some notes)
            0.9 {del} (?:my |the |that )(?<words>.+) (?:note|memo)
            1.0 i (?:don't|no longer|do not) need (?:my|the|that|this) (?:note|memo) {about} (?<words>.+)
            1.0 {zdel}(?:我的|我)?(?:那|这)?{signed}的?{zh}
            1.0 {zdel}(?:我的)?{zh}(?:中|里)?的?(?:第|编号|[#＃])?{number}[号条个篇则份]?
            1.0 (?:把|将)?(?:我的)?(?:那|这)?{signed}的?{zh}(?:给|可以|就){0,2}{zdel}
            1.0 (?:把|将)?(?:我的)?{zh}(?:里|中)?的?第?[#＃]?{number}[号条个篇则份]?(?:给|可以|就){0,2}{zdel}
            1.0 {zdel}(?:我的?)?(?<last>{newest}){zh}
            1.0 (?:把|将)(?:我的?)?(?<last>{newest}){zh}给?{zdel}
            1.0 {zdel}(?:我的?)?(?:所有的?|全部的?|一条|一个|这条|那条|某条|几条|全部)?{zh}
            1.0 (?:清空|清除|清理)(?:我的?|所有的?|全部的?){0,2}{zh}
            1.0 (?:把|将)?(?:我的?|所有的?|全部的?|这些){0,2}{zh}(?:都|全|全部|给){0,2}(?:{zdel}|清空)
            1.0 {zdel}(?:我的?|那条|那个|一条)?(?:关于|有关|提到|包含|含有|写着|内容是|说)(?<words>.+?)(?:有关|相关)?的?(?:那|这)?一?[条个篇则]?{zh}
            1.0 (?:把|将)(?:我的?|那条|那个)?(?:关于|有关|提到|包含|含有|写着|内容是|说)?(?<words>.+?)的?(?:那|这)?一?[条个篇则]?{zh}给?{zdel}
            1.0 (?:从|在)(?:我的)?{zh}(?:里面|里|中)(?:把)?{zdel}(?:关于)?(?<words>.+)
            1.0 (?:把|将)(?<words>.+?)从(?:我的)?{zh}(?:里面|里|中)?{zdel}
            1.0 从(?:我的)?{zh}(?:里面|里|中)?(?:把|将)(?<words>.+?){zdel}
            0.95 {zdel}(?:我的?|那条|那个|一条)?(?<words>.+?)的?(?:那|这)?一?[条个篇则]?{zh}
            0.95 (?:那条)?(?:关于)?(?<words>[^，,]{1,60}?)的?(?:那|这)?[条个]?{zh}(?:可以|就|已经){0,2}(?:不要了|不用了|删了|删掉了?|删除|不需要了|没用了)
            0.95 (?:把|将)?(?:关于|提到|有关|包含|写着)?(?<words>(?!所有|全部|第|我的笔记)[^，,]{1,30}?)(?:的|那[条个篇则]|这[条个篇则]){1,2}{zh}(?:都|请|麻烦|帮我|给我|给|可以|就){0,3}{zdel}
            0.9 (?:把|将)(?:写着|关于|提到)(?<words>[^，,]{1,30}?)的?[那这][条个篇则](?:给我|给)?{zdel}[，,]?{zh}[里中]的?
            """);

    /** What says no word of any note. */
    private static final Pattern ANY = Pattern.compile(
            "(?:all|any|everything|anything|my|me|the|them|it|this|that|some(?:thing)?|one|all my|all the|all of my"
                    + "|last|oldest|所有|全部|我|这|那|一些|[几\\d一二两三四五六七八九十]{1,3})的?[条个篇则份]?",
            Pattern.CASE_INSENSITIVE);

    private DeleteGrammar() {}

    static Optional<Understanding> read(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        for (Request request : Request.readings(text)) {
            Optional<Understanding> read = understood(request);
            if (read.isPresent()) {
                return read;
            }
        }
        return Optional.empty();
    }

    private static Optional<Understanding> understood(Request request) {
        String core = request.dense();
        for (Phrase phrase : PHRASES) {
            Matcher match = phrase.matcher(core);
            if (match.matches()) {
                return arguments(phrase, match, core)
                        .map(read -> new Understanding(read, request.sure(phrase.confidence())));
            }
        }
        return Optional.empty();
    }

    /** No arguments are an answer too: the skill then asks which note is meant. */
    private static Optional<Arguments> arguments(Phrase phrase, Matcher match, String core) {
        Optional<String> words = phrase.group(match, core, "words").map(Quotes::without);
        if (words.isPresent()) {
            boolean telling = !ANY.matcher(words.get()).matches();
            return words.filter(said -> said.length() <= Words.MAX_LENGTH)
                    .map(said -> telling ? Arguments.of("words", said) : new Arguments(Map.of()));
        }
        if (phrase.group(match, core, "last").isPresent()) {
            return Optional.of(Arguments.of("last", true));
        }
        Optional<String> number = phrase.group(match, core, "number");
        return number.isPresent()
                ? Numbers.read(number.get()).map(value -> Arguments.of("number", value))
                : Optional.of(new Arguments(Map.of()));
    }
}
