// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Understanding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The turns of phrase that ask for notes: all, one by its number, or those about something. */
final class ListGrammar {
    private static final int MAX_LENGTH = 300;

    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry(
                    "show",
                    "(?:show|list|display|read|give|get|see|view|print|open|pull up|bring up|check|look at|look over"
                            + "|go through|go over|find|browse|fetch|recall|recite|access|review|let me see)"
                            + "(?: up| out| back)?(?: me)?"),
            Map.entry(
                    "my", "(?:(?:all|of|my|the|our|saved|stored|existing|current|recent|latest|last|other|any) ){0,5}"),
            Map.entry("notes", "(?:notes|memos|notebook|notepad|note list|list of notes)"),
            Map.entry(
                    "about",
                    "(?:about|on|regarding|concerning|with|for|containing|that contain|contain|mentioning|that mentions?|from"
                            + "|mentions?|related to|relating to|that says?|saying|that has|that have|called|titled)"),
            Map.entry(
                    "made", "(?:made|taken|took|written|wrote|saved|stored|kept|noted|left|got|added|recorded|jotted)"),
            Map.entry("ordinal", Numbers.ORDINAL),
            Map.entry("en", Numbers.ENGLISH),
            Map.entry("number", Numbers.CHINESE),
            Map.entry("signed", Numbers.CHINESE_SIGNED),
            Map.entry("zh", "(?:笔记本?|备忘录|备忘|便签|便条|便笺|记事本)"),
            Map.entry("mine", "(?:我的?|所有的?|全部的?|这些|最近的?|已?保存的|已?记下?的|存的|存下的|之前的?|现有的){0,3}"),
            Map.entry(
                    "see",
                    "(?:看一?看|看一下|看下|看|查看一下|查看|查一下|查|显示一下|显示|列出来?|列一下|列举|列|打开|读一?读|读一下|读出|读|念一?念"
                            + "|念一下|念|展示|浏览|翻看|翻开|翻一下|翻|告诉我|调出|找出|检查|回顾|有)"),
            Map.entry("seek", "(?:搜索一下|搜索|搜一下|搜一搜|搜|查找一下|查找|查查|搜搜|翻翻|查一下|查一查|查询|查|找一下|找一找|找找|找出|找到|找|检索|翻出|我找一下|我找找)"));

    private static final List<Phrase> PHRASES = Phrase.list(PARTS, """
            1.0 {my}(?<last>last|latest|newest|most recent) (?:note|memo)
            1.0 (?:{show} )?(?:my |the )?{ordinal} (?:note|memo)
            1.0 (?:what's|what is|what does) (?:in |on )?(?:my |the )?{ordinal} (?:note|memo)(?: say)?
            1.0 (?:give|show|read|get)(?: me)? (?:a |the |my )?(?:list|overview|summary) of {my}{notes}
            1.0 (?:what|which) {notes} i(?:'ve| have)(?: got| {made})?
            1.0 (?:do (?:i|you|we) have|have i got|did i (?:write|note|save|put)|have i (?:written|noted|saved|put))(?: down)? (?:anything|something)(?: (?:written|noted|saved))?(?: down)?(?: in {my}{notes})? {about} (?<words>.+)
            1.0 (?:is|was) there (?:anything|something|a note|any note) (?:in {my}{notes} )?{about} (?<words>.+?)(?: in (?:my |the )?{notes})?
            1.0 (?:search|look through|check|go through) (?:in |through )?{my}{notes}\\s{0,3}[:：,]\\s{0,3}(?<words>.+)
            1.0 (?:i'm |i am |we're )?(?:looking for|searching for|trying to find) (?:my |the |that |a ){0,2}(?:notes?|memos?) {about} (?<words>.+)
            1.0 (?:where's|where is|where are|what was|what's|what is|what were|where did i put) (?:my |the |that |those ){0,2}(?:notes?|memos?) {about} (?<words>.+)
            1.0 {show} (?:the |my |that )?(?:note|memo) (?:where|in which|that|which) i (?:wrote|noted|mentioned|talked|said|put|jotted)(?: down)?(?: something)? {about} (?<words>.+)
            1.0 do {my}{notes} (?:mention|say anything about|contain|include|have anything on|have anything about) (?<words>.+)
            1.0 (?:把|将)?{mine}{zh}(?:都|全部|全|全都)?(?:给我|让我|拿出来|拿来|帮我|请){0,2}(?:看看?|看一看|看一下|瞧瞧|瞧一下|调出来|找出来|念一遍|过一遍|打开)
            1.0 (?:把|将)?(?:我的)?(?<last>最后|最新|最近|上)的?一?[条个篇则]?的?{zh}(?:给我|让我|拿出来|帮我|请){0,2}(?:看看?|看一看|看一下|念一下|读一下|打开)
            1.0 我?(?:的)?{zh}(?:现在|目前|一共|总共|到底){0,2}(?:有)?(?:多少|几)[条个篇则]
            1.0 {see}?我?(?:现在|目前|一共|总共|到底){0,2}有(?:多少|几)[条个篇则]{zh}
            1.0 {see}?(?:我的)?{signed}的?{zh}(?:里)?(?:写的|记的|里面)?(?:是|写了|写着|记了|有|记着)?(?:什么|啥)(?:内容)?
            0.85 (?:关于)?(?<words>[^，,]{1,20}?)(?:的事|那件事)?(?:我)?(?:之前)?(?:是怎么|怎么)(?:记|写)的
            1.0 (?:{show}|what is|what's|what was) (?:my |the )?(?<last>last|latest|newest|most recent) (?:note|memo)(?: i {made})?
            1.0 {see}?我?的?(?<last>最后|最新|上)的?一?[条个篇]?的?{zh}(?:的?内容)?(?:是|写了|记了)?(?:什么|啥)?
            1.0 (?:{show}|what's in|what is in|what does|what's) (?:the |my )?(?:note|memo) (?:number |no\\.? ?|#)?{en}(?: say| in full| out loud| aloud)?
            1.0 (?:(?:find|search|search for|look for|look up|locate|filter|{show}) )?{my}(?:a )?(?:notes?|memos?)(?: {about}| i (?:have |'ve )?{made}(?: down)? (?:about|on|for)) (?:the words? )?(?<words>(?!(?:later|future|self|me|myself)\\b|.* (?:isn't|not) needed|.* (?:can|should|may|must|could) (?:go|be)\\b|.* deleted$|.* is no longer needed$).+)
            1.0 (?:search|look|check|dig|go|browse)(?: through| in| into| inside)? {my}{notes} (?:for|about|to find|on|mentioning) (?:anything (?:about|on|with) |the words? |mentions of |everything about )?(?<words>.+)
            1.0 (?:find|look up|search for|search|look for|show|get) (?:anything (?:about|on|with) |everything (?:about|on) |the words? )?(?<words>(?!me\\b).+) in (?:my |the )?{notes}
            1.0 (?:do (?:i|you|we) have|have i got|are there|is there|did i (?:make|take|write|save|leave|keep)|have i {made}|do we have)(?: any| a| some)? (?:notes?|memos?)(?: saved| written)? {about} (?<words>.+)
            1.0 (?:what|which)(?: of my)? (?:notes?|memos?)(?: do i have| did i (?:make|write|take|save)| have i {made}| are(?: there)?| is(?: there)?)? {about} (?:the words? )?(?<words>.+)
            1.0 what (?:did|have) (?:i|we) (?:note|noted|write|written|jot|jotted)(?: down)? (?:about|on|regarding|for|concerning) (?<words>.+)
            1.0 what (?:do|does) (?:my|the) (?:notes?|notebook|memos?) (?:say|have|mention|tell me|contain) (?:about|on|regarding) (?<words>.+)
            1.0 {show} {my}{notes}(?: (?:that |which )?i(?:'ve| have)?(?: {made}| have)?(?: down| so far)?| so far| list| to me| aloud| out loud)?
            1.0 (?:all )?(?:of )?(?:my |the )?{notes}(?: list| so far)?
            1.0 (?:what|which) (?:are|were) {my}{notes}(?: so far)?
            1.0 (?:what|which) {notes} (?:do|did|have|are)(?: i| we| there)?(?: have| make| take| save| {made}| there){0,2}(?: down| so far| recently| stored)?
            1.0 (?:what's|what is|what do i have|what have i got|what did i (?:write|put|save|store)|what have i {made})(?: written| saved| stored)?(?: down)? in (?:my |the )?{notes}
            1.0 (?:is there )?anything in (?:my |the )?{notes} {about} (?<words>.+)
            1.0 did i (?:write|note|jot)(?: down)? (?:anything|something)(?: down)? {about} (?<words>.+)
            0.8 where did i (?:note|write)(?: down)? (?<words>.+)
            0.9 {show} (?:everything|what|all) (?:that )?i(?:'ve| have)? (?:noted|written|jotted)(?: down)?(?: so far)?
            1.0 what (?:did|have) (?:i|we) (?:note|noted|jot|jotted|written|write)(?: down)?(?: so far| recently| lately| earlier| before)?
            1.0 how many {notes} (?:do i have|are there|have i {made}|did i (?:make|take|save)|are (?:stored|saved))(?: so far)?
            1.0 (?:do (?:i|you|we) have|have i got|are there|did i (?:make|take|write|save)|have i {made}) (?:any|some) {notes}(?: saved| stored| yet| at all)?
            0.9 search (?:my |the |in my )?{notes} (?<words>.+)
            0.85 (?:find|show me|show|read me|read|open|get|see|look up|pull up) (?:my|the|that) (?<words>(?!(?:release|patch|bank|music|musical|promissory|cliff|liner|thank|all|last|latest)\\b).+) (?:notes?|memos?)
            1.0 {see}?(?:我的)?{signed}的?{zh}(?:的?内容)?(?:写了|是|说了|记了)?(?:什么|啥)?
            1.0 {see}?(?:我的)?{zh}第?[#＃]?{number}[号条个篇则]?(?:的?内容)?(?:写了|是|说了|记了)?(?:什么|啥)?
            1.0 {see}?{mine}{zh}(?:列表|清单|内容|目录)?(?:都|里面|里|中)?都?(?:有|是|记了|写了|存了)?(?:些|哪些|什么|啥|几条|多少条?)?(?:什么|内容|东西)?(?:看看|看一看|看一下|来看看|给我看看?|给我)?
            1.0 把{mine}{zh}(?:都|全部|全)?(?:列出来?|显示出来?|给我看看?|读出来?|念出来?|念给我听|读给我听|找出来|打开|展示出来?|列一下|念一下|读一下)
            1.0 我?(?:现在|目前|一共|总共|到底|都|已经){0,3}(?:有|存了|写了|保存了|做了|记了|记过)(?:些|哪些|什么|多少|几)[条个篇份]?{zh}
            1.0 {see}?我?(?:现在|目前|一共|总共|到底|都|之前|已经){0,3}(?:记了|记过|记下了|记录了)(?:些|哪些|什么|啥){1,2}(?:东西|内容)?
            1.0 我?有没有(?:什么|任何)?{zh}
            1.0 {seek}?{mine}(?:有没有|有)?(?:关于|有关|提到过?|包含|含有|含|涉及|写着)(?<words>.+?)(?:有关|相关)?的?那?[条个篇些]?{zh}(?:有哪些|有什么|在哪里?|是什么|有几条|有多少|有)?
            1.0 (?:看看?|看一下|显示|列出|读|打开)(?:一下)?{mine}(?:关于|有关|提到过?|包含|含有|涉及)(?<words>.+?)的?那?[条个篇些]?{zh}
            1.0 在?{mine}{zh}(?:里面|里|中|当中)?{seek}(?:关于|有关|提到|包含)?(?<words>.+?)(?:的内容|的)?
            1.0 {seek}{mine}{zh}(?:里面|里|中)?(?:有没有提到|有没有|关于|有关|提到|包含|含有|的|[:：,，])?(?<words>.+?)(?:的内容|的)?
            1.0 我?的?{zh}(?:里面|里|中)(?:有没有|有)(?:提到过?|关于|写过?|记过?|提过)?(?<words>(?!什么|哪些|多少|几)[^，,。]+?)(?:的(?:内容|记录|东西|信息)?)?
            1.0 我?(?:关于|有关)(?<words>.+?)我?都?(?:记了|写了|记过)些?(?:什么|哪些|啥)(?:{zh})?
            0.8 我?(?:有没有|是不是|是否)?(?:记过|记没记过)(?:关于|有关)?(?<words>.+?)(?:的事|的内容)?(?:没有|没)?
            0.85 {seek}(?:我的|那条|那个|那篇)?(?<words>.+?)(?:的那条|那条|那个|的)?{zh}
            0.95 (?:把|将)?(?:关于)?(?<words>(?!我的?|所有|全部|最)[^，,]{1,30}?)(?:的|那[条个篇则]|这[条个篇则]){1,2}{zh}(?:请|麻烦|帮我|给我|拿出来|现在){0,2}(?:看看|看一下|找出来|调出来|翻出来|读一下|念一下|打开|在哪里?|在哪儿|写了什么|怎么写的)
            0.9 (?:我)?(?:有没有|有)(?:关于)?(?<words>(?!什么|任何|哪些|多少|几)[^，,]{1,30}?)的{zh}
            0.9 (?:我的)?{zh}(?:里面|里|中)(?:有没有)?(?:提到过?|写过|记过|说过|讲过)(?<words>[^，,]{1,30}?)
            """);

    private static final Pattern ANY = Pattern.compile(
            "(?:all|any|everything|anything|me|them|it|this|that|something|所有|全部|什么|哪些|一下)的?",
            Pattern.CASE_INSENSITIVE);

    private ListGrammar() {}

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
                Optional<Arguments> arguments = arguments(phrase, match, core);
                if (arguments.isPresent()) {
                    return arguments.map(read -> new Understanding(read, request.sure(phrase.confidence())));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Arguments> arguments(Phrase phrase, Matcher match, String core) {
        Optional<String> words = phrase.group(match, core, "words");
        if (words.isPresent()) {
            boolean telling = words.get().length() <= Words.MAX_LENGTH
                    && !ANY.matcher(words.get()).matches();
            return words.filter(said -> telling).map(said -> Arguments.of("words", Quotes.without(said)));
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
