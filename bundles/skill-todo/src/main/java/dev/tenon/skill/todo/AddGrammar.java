// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Understanding;
import dev.tenon.wording.ChineseText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The turns of phrase that put something on the list. */
final class AddGrammar {
    private static final int MAX_LENGTH = 5_000;

    private static final Map<String, String> PARTS = parts();

    private static final List<Phrase> PHRASES = Phrase.list(PARTS, """
            1.0 {mine}[:,] (?:please )?(?:add|put|write)(?: down)? (?<text>.+)
            1.0 to do [—–-] (?<text>.+)
            1.0 (?:make|turn) (?<text>.+?)(?: into)? a (?:new )?{item}
            1.0 {mine} (?:needs|gets|should have|should get) (?:a |an |another |one more |one |new |more ){1,3}(?:entry|item|{item}|thing)\\s{0,5}[:,—–-] (?<text>.+)
            1.0 {put} (?:this |the following |a |an |another |one |new |item |entry |task ){0,3}(?:to|on|onto|in|into) {mine}(?:\\s{0,5}[:：,]\\s{0,5}(?:that )?| [—–-] | to | that )(?<text>.+)
            1.0 {make} {a}{item}(?:(?: for me| for myself| for today)?(?:\\s{0,5}[:：]\\s{0,5}| [—–-] |, )| (?:to|called|named|titled|for|about|that says|saying|which says|that|of)(?:\\s{0,5}:)? )(?<text>.+)
            1.0 (?:a |new |another |my |next |one more ){0,2}{item}(?: for me| for today| for myself)?\\s{0,5}[:：]\\s{0,5}(?<text>.+)
            1.0 {put} (?<text>.+) as (?:a |an |another )?(?:new )?{item}(?: (?:to|on|in) {mine})?
            1.0 {put} (?<text>.+) (?:to|on|onto|in|into) (?:my |the |our )?(?:{list}|list of (?:tasks|to-?dos|chores))(?: too| as well| for me)?
            0.8 {put} (?<text>.+) (?:to|on|onto) (?:my|our|the) list
            1.0 (?:on|to|in) {mine},? (?:put|add|write|place)(?: down)?[:,]? (?<text>.+)
            0.85 {put} (?:to|on) (?:(?:my|the|our) list|(?:my|the|our) {list}) (?<text>(?!for |of |with ).+)
            0.85 {make} {a}{item} (?<text>(?!list|app|manager|force|bar|number|\\d|as |from |in |on ).+)
            0.85 new {item} (?<text>(?!list|app|manager|force|bar|number|\\d).+)
            0.9 (?<text>.+)[.,;!–—-]\\s{0,5}(?:please )?(?:and )?(?:put|add|write|note|get|make) (?:that|this|it)(?: down)? (?:(?:to|on|onto|in|into) {mine}|a {item})
            1.0 {add}一?[条个项件则]?新?的?{zh}(?:内容(?:是|为)?|叫做?)?\\s{0,5}[:：，,—]\\s{0,5}(?:内容(?:是|为)|就写)?[:：]?\\s{0,5}(?<text>.+)
            1.0 (?:把|将)(?:这|以下|下面)[^:：]{0,8}{into}{zh}{in}?\\s{0,5}[:：，,]\\s{0,5}(?<text>.+)
            1.0 再?{add}一?[条个项件则](?!叫)(?<text>[^，,:：]{1,40}?)的{zh}
            1.0 再?{add}一?[条个项件则](?:叫做?|名为|名叫)(?<text>.{1,60}?)的?{zh}
            1.0 (?<text>[^，,]{1,60}?)(?:也|都)(?:请|帮我)?{into}{zh}{in}?
            1.0 再{add}一?[条个项件则]?新?的?{zh}\\s{0,5}[:：，,]\\s{0,5}(?<text>.+)
            1.0 (?:新|我的|一条|一项)?的?{zh}\\s{0,5}[:：]\\s{0,5}(?<text>.+)
            1.0 {into}{zh}{in}?\\s{0,5}[:：，,]\\s{0,5}(?<text>.+)
            1.0 (?:把|将)(?<text>.+){into}{zh}{in}?(?:去|来)?
            1.0 (?:把|将)(?<text>.+)(?:设|列|记|当|作|标)(?:为|成|作)(?:一个|一项|一条)?新?的?{zh}
            1.0 (?:在|往|向|给|到)(?:我的)?{zh}{in}?再?{add}一?[条个项件]?\\s{0,5}[:：，,]?\\s{0,5}(?<text>.+)
            1.0 (?:添加|加入|加|新增|放)(?<text>.+)(?:到|进)(?:我的)?{zh}{in}?
            0.95 (?:我的)?{zh}{in}?(?:再|也|还要|还得)?{add}一?[条个项件]?\\s{0,5}[:：，,]?\\s{0,5}(?<text>(?!了|的|完|过|好).+)
            0.9 {add}一?[条个项件则]?新?的?{zh}\\s{0,5}(?<text>(?!的|清单|列表|里|中|上|是|完成|管理|软件|应用|了|吗|\\d|[一二三四五六七八九十]号).+)
            0.9 (?<text>.+)[，,。.；;！\\s](?:请|帮我|给我|麻烦){0,2}{into}{zh}{in}?
            """);

    private static final Pattern NOTHING = Pattern.compile(
            "(?:this|that|it|something|one|a|me|these?|them|here|an? item|an? task|(?:a )?new (?:item|task|one)"
                    + "|这个?|它|一下|东西|点东西|什么|[一二两三几]?[个条项件]?)?",
            Pattern.CASE_INSENSITIVE);

    /** Says that it is to be done, as everything on the list. */
    private static final Pattern MUST = Pattern.compile(
            "(?:i|we) (?:need to|have to|must|should|ought to|gotta|got to) ", Pattern.CASE_INSENSITIVE);

    /** What is put down as done is nothing new. */
    private static final Pattern DONE =
            Pattern.compile(" (?:as|to) (?:done|completed?|finished)$", Pattern.CASE_INSENSITIVE);

    private AddGrammar() {}

    private static Map<String, String> parts() {
        Map<String, String> parts = new HashMap<>(Vocabulary.PARTS);
        parts.put(
                "put",
                "(?:add|put|stick|throw|write|include|enter|place|insert|jot|note|get|save|set|pop|toss|log|append"
                        + "|record|create|make|schedule|keep)(?: down)?");
        parts.put(
                "make",
                "(?:add|create|make|set up|set|write|enter|open|start|log|record|note|put|insert|jot|give me|schedule|do)"
                        + "(?: down)?");
        parts.put("a", "(?:(?:me|a|an|another|one|my|new|the|following|quick|to my list|more) ){0,4}");
        parts.put("add", "(?:添上|添|补上|新建|新增|添加|增加|创建|加入|加|记|建立|建|写|安排|设|列|做|来|补|放)(?:上|下|入|进|了)?");
        parts.put("into", "(?:添加|加入|加|列入|列|放入|放|写入|写|记录|记|存|排|收录|收)(?:到|进|入|在|上|为|成|作为)?(?:一个|一条)?(?:我的)?");
        return parts;
    }

    static Optional<Understanding> read(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String core = Request.withText(text).core();
        return first(core, false).or(() -> Request.readings(text).stream()
                .flatMap(request -> first(request.core(), true)
                        .map(read -> new Understanding(read.arguments(), request.sure(read.confidence())))
                        .stream())
                .findFirst());
    }

    private static Optional<Understanding> first(String core, boolean inTheMidst) {
        String folded = ChineseText.plain(core);
        for (Phrase phrase : PHRASES) {
            boolean toTheEnd = phrase.pattern().pattern().endsWith(".+)");
            Matcher match = phrase.pattern().matcher(folded);
            if (toTheEnd != inTheMidst && match.matches()) {
                String todo = bare(
                        core.substring(match.start("text"), match.end("text")).strip());
                if (!NOTHING.matcher(todo).matches() && !DONE.matcher(todo).find()) {
                    return Optional.of(new Understanding(Arguments.of("text", todo), phrase.confidence()));
                }
            }
        }
        return Optional.empty();
    }

    /** Without quotes around the whole, the full stop at the end and "I have to". */
    private static String bare(String said) {
        String todo = Quotes.without(said);
        Matcher must = MUST.matcher(todo);
        String rest = must.lookingAt() ? todo.substring(must.end()) : todo;
        boolean stopped = rest.endsWith(".") || rest.endsWith("。");
        return stopped ? Quotes.without(rest.substring(0, rest.length() - 1).strip()) : rest;
    }
}
