// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Understanding;
import dev.tenon.wording.ChineseText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The turns of phrase that ask what is on the list. */
final class ListGrammar {
    private static final int MAX_LENGTH = 200;

    private static final List<Phrase> PHRASES = Phrase.list(parts(), """
            1.0 (?:what's|what is) on the agenda[,:;]? {show} {my}{list}
            1.0 {show} (?:what's|what is|what are|what remains|everything|all|anything)(?: that's| that is)?(?: left| still| open| next| due){0,2} (?:on|in|of) {mine}
            1.0 (?:what's|what is|what remains|what stands|which items are|who)(?: left| still| open){0,2} (?:on|in) {mine}
            1.0 how (?:does|do|is|are) {mine} (?:look|looking|doing|coming along)
            1.0 (?:is|are) {mine} (?:empty|clear|full|long|done|all done)
            1.0 {show} (?:both )?(?:open and (?:done|completed|finished)|(?:done|completed|finished) and open) {items}
            1.0 {show} {my}{list} (?:with me|together|please)
            0.85 what(?: else)? (?:do|have|did|am|are) (?:i|we)(?: still)?(?: have| got| need| supposed| expected| left| meant){0,2} to (?:do|finish|get done|complete)(?: today| next| still| now)?
            0.8 what(?:'s| is)? still (?:open|to do|undone|outstanding|pending)
            1.0 (?:提醒我一下|提醒我)?{which}{zh}{in}?(?:还|都|现在|今天){0,2}(?:有|剩)(?:些)?(?:什么|哪些|啥)(?:东西|内容|事情?)?(?:没做|要做)?
            1.0 我?的?{zh}{in}?{time}(?:还)?(?:有|剩)(?:些)?(?:什么|哪些|啥|东西|事情?)
            1.0 (?=[今现目接这]){time}的?{zh}(?:都)?(?:是|有)(?:什么|哪些|啥)
            1.0 (?:把|将)?{which}{zh}(?:给我)?(?:都|全|全部)?(?:念|读|过|看|列|说|数|拿出来看)(?:一遍|一下|出来|给我听|看|给我看)
            1.0 {which}{zh}(?:都|请|麻烦){0,2}(?:给我|让我)(?:看看?|看一看|看一下|瞧瞧|瞧一下|列出来|念一下)
            1.0 (?:过一遍|过一下|数一下|数数|瞧瞧|瞧一下|清点一下)我?的?{which}{zh}
            1.0 {see}我?的?{zh}{in}?的?(?:所有|全部)?的?(?:东西|内容|事情?|事项)
            1.0 我?的?{zh}(?:现在|目前|今天)?(?:怎么样|什么情况|是空的|空了|还多|多不多)了?
            1.0 (?:已?完成|做完)(?:的)?和(?:没|未)(?:做完|完成)的?{zh}(?:都|全)?(?:列出来|给我看看?|显示出来)
            0.85 我?{time}(?:还)?(?:有|剩下?)(?:些)?(?:什么|哪些|啥|多少|别的|其他|几[件个])(?:的)?(?:事情?|家务|活儿?)?(?:没办完|没做完|没完成|没做|没办|要做|要办|要干)?
            0.8 我?{time}(?:该|要|得|应该)(?:做|干|办)(?:些)?(?:什么|啥|哪些)(?:事情?)?了?
            0.9 (?:还)?(?:有)?(?:哪些|什么|多少|几[个项条])[个项条]?{zh}(?:都|已经){0,2}(?:做完|完成|办完|搞定|勾掉)了?
            0.8 我?{time}(?:已经|都){0,2}(?:做|完成|做完|办完|搞定)了(?:些)?(?:什么|哪些|啥)(?:事情?)?
            1.0 {show} {my}{list}(?: items| entries)?{tail}
            1.0 (?:all )?(?:of )?{my}{list}{tail}
            1.0 (?:what's|what is|what are|what do i have|what have i got|what do we have|what else is|what|anything|is there anything|is anything|do i have anything|have i got anything)(?: there| still| left| next| open| else){0,2} (?:on|in) {mine}(?: today| for today| left| still)?
            0.9 (?:show|read|open|check|display|see|list)(?: me)? (?:what's |what is |everything |all )?(?:on )?(?:my|our) list
            1.0 (?:what|which) (?:are|were) {my}{list}{tail}
            1.0 (?:what|which)(?: of my| of the)? {my}{items}{tail}
            1.0 (?:how many) {my}(?:{items}|things){tail}(?: on {mine})?
            1.0 (?:do i have|have i got|are there|do we have|is there)(?: still)? {any}{my}(?:{list}|{item}){tail}
            0.85 what (?:do|did) (?:i|we)(?: still)? (?:have|need|got)(?: left)? to (?:do|finish|get done|complete)(?: today| next| still)?
            0.85 (?:(?:show|tell|list)(?: me)? )?(?:what|everything) (?:i|we)(?: still)? (?:have|need|must)(?: left)?(?: to)? (?:do|finish|get done)(?: today| next| still)?
            0.8 what (?:have|did) (?:i|we)(?: already)? (?:done|finished|completed|finish|complete|get done|accomplished)(?: today| so far| already)?
            0.8 (?:(?:show|tell|list)(?: me)? )?what (?:i|we)(?:'ve| have)(?: already)? (?:done|finished|completed)(?: today| so far| already)?
            0.8 what haven't (?:i|we) (?:done|finished|completed)(?: yet)?
            0.85 what(?:'s| is| else is| remains)?(?: left| still left| still open| left open| still)?(?: to (?:do|be done|finish)| for me to do| undone)(?: today)?
            0.85 (?:is there |is )?anything (?:left|still|else)(?: open| left)?(?: for me)? to do(?: today)?
            1.0 {see}?我?的?{which}{zh}(?:都|还|现在){0,2}{in}?(?:都|还|现在){0,2}(?:有|是(?=哪些)|剩|包括)?(?:下|些)?(?:哪些|什么|啥|几[个项条件]|多少[个项条件]?)?(?:内容|东西|事情?|任务)?{open}(?:看看|看一下|给我看看?)?(?:[,，]?包括已?完成的?)?
            1.0 我?{time}(?:还)?(?:有|剩)(?:下)?(?:些)?(?:什么|哪些|多少|几)?[个项条件]?(?:{zh}){open}
            0.9 我?{time}还?(?:有|剩)(?:下)?(?:些)?(?:什么|哪些|多少|几)[个项条件]?(?:事情?|活儿?|工作|东西){open}{must}
            0.9 我?{time}还?(?:有|剩)(?:下)?(?:些)?(?:什么|哪些|多少|几[个项件])?(?:事情?)?(?:没做|没做完|没完成|没有完成|没办|要做|要办|未完成)(?:的)?(?:事情?)?
            0.8 我?{time}(?:还)?(?:要|需要|该|得)(?:做|干|办|完成)(?:些)?(?:什么|哪些|啥)(?:事情?)?
            1.0 还?(?:有)?(?:哪些|什么|多少|几个?)[个项条]?{zh}{time}{open}{must}
            0.9 我?{time}(?:已经|都){0,2}(?:完成|做完|办完|搞定)了?(?:哪些|什么|多少|几[个项])(?:{zh}|事情?)?
            1.0 (?:把|将)我?的?{which}{zh}(?:都|全部|全)?(?:列出来?|显示出来?|给我看看?|读出来?|念出来?|念给我听|读给我听|展示出来?|列一下|念一下|读一下)
            1.0 我?(?:还)?有没有{which}{zh}{open}
            """);

    private static final Pattern DONE = Pattern.compile(
            "\\b(?:done|completed|finished|closed|ticked off|checked off|accomplished|did (?:i|we) (?:finish|complete|get))\\b"
                    + "|已完成|完成了|完成的|做完了|做完的|办完了|搞定了|已经完成|已经做完",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_DONE = Pattern.compile(
            "\\b(?:not|haven['’]t|hasn['’]t|isn['’]t|aren['’]t|to be|get) (?:\\w{1,12} )?(?:done|completed|finished|closed)\\b|[没未]有?(?:完成|做完|办完|搞定)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BOTH = Pattern.compile(
            "\\b(?:both|including|together with)\\b|\\b(?:open|undone) and (?:done|completed)\\b|包括已?完成|连同已?完成",
            Pattern.CASE_INSENSITIVE);

    private ListGrammar() {}

    private static Map<String, String> parts() {
        Map<String, String> parts = new HashMap<>(Vocabulary.PARTS);
        parts.put(
                "show",
                "(?:show|list|display|read|give|get|see|view|print|open|pull up|bring up|check|look at|look over"
                        + "|go through|go over|fetch|recite|access|review|let me see|what's|name)(?: up| out| back)?(?: me)?");
        parts.put(
                "my",
                "(?:(?:all|of|a|both|my|the|our|open|pending|remaining|unfinished|incomplete|outstanding|active|current|undone|and"
                        + "|uncompleted|today's|done|completed|finished|closed|existing|entire|whole|full) ){0,6}");
        parts.put("any", "(?:(?:any|some|a|anything) )?");
        parts.put(
                "tail",
                "(?: (?:left|open|still|pending|remaining|outstanding|to do|today|for today|so far|yet|already|done|on my list"
                        + "|on the list|finished|completed|unfinished|that|which|are|is|i|we|have|do|did|to|finish|complete|there"
                        + "|haven't|not|need|must|in total|including done|the done ones|including|ones|to me|aloud|out loud"
                        + "|been|has|tasks)){0,8}");
        parts.put(
                "see",
                "(?:看一?看|看一下|看下|看|查看一下|查看|查一下|查|显示一下|显示|列出来?|列一下|列举|列|打开|读一?读|读一下|读出|读|念一?念"
                        + "|念一下|念|展示|浏览|告诉我|调出|检查|回顾|有)");
        parts.put(
                "which",
                "(?:我的?|所有的?|全部的?|全部|当前的?|目前的?|现在的?|今天的?|今日的?|剩下的?|剩余的?|还?(?:没有?|未)(?:完成|做完|做|办)的?"
                        + "|已?(?:经)?(?:完成|做完|办完|搞定)了?的?|待处理的?|未处理的?|打开的){0,3}");
        parts.put("open", "(?:还?(?:没有?|未)(?:做完|做|完成|办|处理|搞定)的?|要做|要办|需要做|需要完成|待完成|待处理|已经?完成了?|完成了)?");
        parts.put("must", "(?:要做|要办|没做|没完成|没办|需要做)?");
        parts.put("time", "(?:今天|现在|目前|一共|总共|接下来|这周|都|还|到底){0,3}");
        return parts;
    }

    static Optional<Understanding> read(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return Request.readings(text).stream()
                .flatMap(request -> read(request).stream())
                .findFirst();
    }

    private static Optional<Understanding> read(Request request) {
        String core = ChineseText.plain(request.dense());
        return PHRASES.stream()
                .filter(phrase -> phrase.pattern().matcher(core).matches())
                .findFirst()
                .map(phrase -> new Understanding(arguments(core), request.sure(phrase.confidence())));
    }

    static Arguments arguments(String text) {
        if (BOTH.matcher(text).find()) {
            return Arguments.of("show", Show.ALL.spelling());
        }
        boolean done = DONE.matcher(text).find() && !NOT_DONE.matcher(text).find();
        return done ? Arguments.of("show", Show.DONE.spelling()) : new Arguments(Map.of());
    }
}
