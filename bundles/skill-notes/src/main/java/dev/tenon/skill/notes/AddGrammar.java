// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Understanding;
import dev.tenon.wording.ChineseText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The turns of phrase that hand over a note. */
final class AddGrammar {
    /** In longer requests the note may stand at the end only: that is read in one pass. */
    private static final int MAX_FREE_LENGTH = 5_000;

    private static final Map<String, String> PARTS = Map.of(
            "make",
            "(?:add|make|take|create|write|save|store|keep|record|leave|put|jot|start|enter|log|type|file)(?: down)?",
            "put",
            "(?:add|put|save|write|store|keep|record|stick|enter|log|include|copy|paste|drop|jot|place|note|type|file)"
                    + "(?: down)?",
            "a",
            "(?:(?:me|a|an|the|this|that|another|one|my|new|quick|short|little|brief|small|following|down) ){0,4}",
            "note",
            "(?:sticky |post-it )?(?:notes?|memos?)",
            "mine",
            "(?:my |the |our )?(?:notes|notebook|notepad|memos|list of notes)",
            "self",
            "(?: for me| to self| to myself| for myself| for later| down| here){0,2}",
            "that",
            "(?:\\s{0,5}[:：]\\s{0,5}|\\s{1,5}[—–-]\\s{1,5}|\\s{0,5},\\s{0,5}(?:that )?"
                    + "| (?:that says|that reads|which says|that|saying|reading|to say|to|about|of|on|for|containing"
                    + "|with the (?:text|content|words)|with text|called|titled|regarding)(?:\\s{0,5}[:,]\\s{0,5}| ))",
            "zh",
            "(?:笔记本?|备忘录|备忘|便签|便条|便笺|记事本)",
            "sep",
            "\\s{0,5}[:：，,、—]?\\s{0,5}",
            "into",
            "(?:记录|记|写|加入|添加|加|保存|存|放|收录|录入|录|抄)(?:到|进|入|在|为|成|作|作为)?(?:一条|一个)?(?:我的)?");

    private static final List<Phrase> TO_THE_END = Phrase.list(PARTS, """
            1.0 {put} (?:this|that|it|the following)(?: down)?{self}(?: (?:to|in|into) {mine})?{self}(?: please)?\\s{0,5}[:：]\\s{0,5}(?<text>.+)
            1.0 remember (?:this|that)(?: for me| for later)?\\s{0,5}[:：,]\\s{0,5}(?<text>.+)
            1.0 {make} {a}{note}(?: for me| please)?[?:,.] (?<text>.+)
            1.0 (?:drop|pop|stick) {a}{note}(?: in there| in here| down| there)?(?:\\s{0,5}[:：]\\s{0,5}| that (?:says )?| saying )(?<text>.+)
            0.9 (?:keep|make|take) (?:a |the )?record (?:that|of) (?<text>.+)
            0.85 (?:record|log|jot|scribble) that (?<text>.+)
            1.0 note(?: down)?,? please,? (?:that|[:]) ?(?<text>.+)
            0.85 note(?: down)? (?:that|the fact that) (?<text>.+)
            1.0 (?:记录|记|写|存)(?:一下|下来|下|个|一|一个|一件)?(?:事儿?|笔记|便签|备忘|要点)?[吗吧哈]?\\s{0,5}[:：，,]\\s{0,5}(?<text>.+)
            1.0 {zh}(?:里面|里|中|上)?(?:请|帮我|给我)?(?:记一下|记上|写上|写下|记下|加一条|添一条|加上)\\s{0,5}[:：，,]?\\s{0,5}(?<text>.+)
            1.0 {into}{zh}(?:里面|里|中|上)?\\s{0,5}[:：，,]\\s{0,5}(?<text>.+)
            1.0 (?:新建|新增|添加|增加|创建|记录|记|写|加|建|存|做|来|留|保存)(?:上|下|入|进|了)?一?(?:条|个|篇|份|段|则|张|笔|项|下)?(?:新|小)?的?{zh}[吗吧哈呗][\\s，,:：]{1,5}(?<text>.+)
            1.0 (?!write (?:a |an |me a )?note to (?!self|myself)){make} {a}{note}{self}{that}(?<text>.+)
            1.0 (?:a |new |quick |another ){0,2}{note}(?: to self| to myself| for me)?(?: down)?(?:\\s{0,5}[:：]\\s{0,5}| [—–-] )(?<text>.+)
            1.0 {note} to (?:self|myself)(?:\\s{0,5}[:,—–-]\\s{0,5}| )(?:that )?(?<text>.+)
            1.0 note(?: down)?(?: that| the following:?|(?: this)?(?: down)?\\s{0,5}[:,—–]) (?<text>.+)
            1.0 {put} (?:to|in|into|on|as|under) (?:{mine}|a (?:new )?note)(?:\\s{0,5}[:,]\\s{0,5}(?:that )?| that | to )(?<text>.+)
            1.0 (?:{put}|take) (?:this|that|it|the following|something)(?: else)?(?: down)?(?: (?:to|in|into|as|for) (?:{mine}|a (?:new )?note|later))?\\s{0,5}[:,]\\s{0,5}(?<text>.+)
            1.0 (?:in|to|into) {mine},? (?:write|put|add|record|note|save|jot)(?: down)?(?: that|:|,)? (?<text>.+)
            1.0 (?:jot|write|note|take|scribble|mark) down(?: that | the following:? | this: ?|: ?|, )(?<text>.+)
            0.85 (?:jot|note|scribble) down (?<text>(?!.* (?:to-?do|task)s?(?: list)?$).+)
            0.75 (?:write|take|put) down (?<text>(?!your |an? (?:task|to-?do|reminder)|the (?:steps|formula|lyrics|recipe|code for)|how |(?:the|those|these|that) \\w+(?: \\w+)?$|.* (?:to-?do|task)s?(?: list)?$).+)
            0.8 (?!take (?:the |this |that |my )?(?:note|memo) (?:number )?\\w+ (?:out|off|away)){make} {a}(?:note|memo){self} (?<text>(?!app|taking|card|book|pad|in |from |to ).+)
            0.7 (?:note|memo) (?<text>(?:my|the|our|this|his|her|i|we|it|to|for)\\b.+)
            0.85 remember (?:that|this\\s{0,5}[:,]|the following:) (?<text>.+)
            0.75 (?:keep in mind|for the record,?)(?: that)? (?<text>.+)
            1.0 (?:新建|新增|添加|增加|创建|记录|记|写|加|建|存|做|来|留|保存|录入|输入|开)(?:上|下|入|进|了)?一?(?:条|个|篇|份|段|则|张|笔|项|下)?(?:新|小|快速)?的?{zh}(?:内容(?:是|为)?|写着?|说|标题是)?\\s{0,5}[:：，,—]\\s{0,5}(?:内容(?:是|为)|就写)?[:：]?\\s{0,5}(?<text>.+)
            0.95 (?:新建|新增|添加|增加|创建|记录|记|写|加|建|存|做|来|留|保存|开)(?:上|下)?一?(?:条|个|篇|份|段|则|张|笔|项|下)?(?:新|小)?的?{zh}(?:内容(?:是|为)|写着|说|关于)(?<text>.+)
            0.85 (?:新建|新增|添加|增加|创建|记|写|加|建|存|做|留|保存)(?:上|下)?一?(?:条|个|篇|份|段|则|张|笔|项|下)?(?:新|小)?的?{zh}\\s{0,5}(?<text>(?!的|软件|方法|技巧|app|本|了|吗|怎么|有|里|中|应用).+)
            1.0 (?:把|将)(?:这|以下|下面)[^:：]{0,8}{into}{zh}(?:里面|里|中|上)?\\s{0,5}[:：，,]\\s{0,5}(?<text>.+)
            1.0 (?:把|将)(?:这|以下|下面)[^:：]{0,8}(?:记下来?|记一下|写下来?|记录下来?)\\s{0,5}[:：，,]\\s{0,5}(?<text>.+)
            1.0 (?:新|快速|我的|一条)?{zh}(?:一下)?\\s{0,5}[:：]\\s{0,5}(?<text>.+)
            1.0 (?:记录|记|写|存|录|抄|备忘|笔记|备注)(?:一下|下来|下|住|着|一笔|好|点东西|点内容|一件事|个事)?(?:这个|这句话?|这些|以下内容)?\\s{0,5}[:：，,]\\s{0,5}(?<text>.+)
            0.85 (?:记一下|记下来|记下|记录一下|记录下来|记录下|写下来|备忘一下|笔记一下|备注一下|记一笔)\\s{0,5}(?<text>(?!的|了|吗).+)
            0.8 (?:记住|记着)\\s{0,5}(?<text>(?!的|了|吗).+)
            1.0 (?:在|往|向|给|到)(?:我的)?{zh}(?:里面|里|中|上)?再?(?:添加|增加|新增|加|写|记|添|补|存|放)(?:上|下|入|进)?一?(?:条|个|句|段|笔|项|下)?{sep}(?<text>.+)
            """);

    private static final List<Phrase> FREE = Phrase.list(PARTS, """
            1.0 (?:stick|pop|stash|keep) (?<text>.+) (?:in|into) {mine}
            0.9 (?<text>.+)[.,;!–—-]\\s{0,5}(?:please )?(?:and )?(?:make|take|keep) a (?:note|record|memo) of (?:that|this|it)
            1.0 {put} (?<text>.+) (?:to|in|into|on|onto|under|among) {mine}
            1.0 {put} (?<text>.+) (?:as|in|into) a (?:new )?(?:note|memo)
            0.9 (?<text>.+)[.,;!–—-]\\s{0,5}(?:please )?(?:and )?(?:note|write|jot|take|put|add|save|keep|store|record) (?:that|this|it)(?: down)?(?: (?:to|in|into|as) (?:{mine}|a note))?
            1.0 (?:把|将)(?<text>.+){into}{zh}(?:里面|里|中|上)?(?:去|来)?
            1.0 (?:把|将)(?<text>.+)(?:记下来?|记一下|记住|写下来?|记录下来?|记录一下|存下来|记好|备忘一下)
            0.9 (?<text>.+)[，,。.!！；;\\s](?:请|帮我|给我|替我|麻烦){0,2}(?:记一下|记下来|记下|记住|记录一下|写下来|{into}{zh}(?:里|中)?|把(?:它|这个|这)记下来?)
            """);

    private static final Pattern THIS =
            Pattern.compile("(?:this|the following|以下内容)\\s{0,5}[:：]\\s{0,5}", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOTHING = Pattern.compile(
            "(?:this|that|it|something|down|one|a|me|these?|them|here|for me|.{1,40} (?:disappear|vanish|go away)|这个?|它|一下|下来|东西|点东西|什么|来)?",
            Pattern.CASE_INSENSITIVE);

    private AddGrammar() {}

    static Optional<Understanding> read(String text) {
        Request request = Request.withText(text);
        return first(TO_THE_END, request.core())
                .or(() -> request.core().length() > MAX_FREE_LENGTH ? Optional.empty() : free(text));
    }

    private static Optional<Understanding> free(String text) {
        for (Request request : Request.readings(text)) {
            Optional<Understanding> read = first(FREE, request.core())
                    .map(sure -> new Understanding(sure.arguments(), request.sure(sure.confidence())));
            if (read.isPresent()) {
                return read;
            }
        }
        return Optional.empty();
    }

    private static Optional<Understanding> first(List<Phrase> phrases, String core) {
        String folded = ChineseText.plain(core);
        for (Phrase phrase : phrases) {
            Matcher match = phrase.pattern().matcher(folded);
            if (match.matches()) {
                String note = bare(
                        core.substring(match.start("text"), match.end("text")).strip());
                if (!NOTHING.matcher(note).matches()) {
                    return Optional.of(new Understanding(Arguments.of("text", note), phrase.confidence()));
                }
            }
        }
        return Optional.empty();
    }

    /** Without quotes around the whole and without the full stop of a single sentence. */
    private static String bare(String said) {
        Matcher announced = THIS.matcher(said);
        String note = announced.lookingAt() ? said.substring(announced.end()) : said;
        if (note.length() > 1 && (note.endsWith(".") || note.endsWith("。"))) {
            String rest = note.substring(0, note.length() - 1);
            note = rest.indexOf('.') < 0 && rest.indexOf('。') < 0 && rest.indexOf('\n') < 0 ? rest : note;
        }
        return Quotes.without(note);
    }
}
