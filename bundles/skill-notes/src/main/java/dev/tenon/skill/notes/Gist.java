// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Understanding;
import dev.tenon.wording.ChineseText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The second, looser reading, for requests that no turn of phrase matches from end to end: notes are spoken of and
 * something is to happen to them, in whichever order and between whatever else is said.
 */
final class Gist {
    /** Not enough by itself: a request must be a little like the examples of the skill as well. */
    private static final double CONFIDENCE = 0.7;

    private static final int MAX_LENGTH = 300;
    private static final int MAX_NOTE = 1_000;

    private static final Pattern NOTE =
            pattern("(?<![\\w-])(?:notes?|memos?|notebook|notepad)(?![\\w-]|\\.\\w)|笔记|备忘|便签|便条|便笺|记事本|小本本?");
    private static final Pattern OTHER = pattern(
            "\\b(?:top|base|heart|bank|release|patch|music\\w*|high|low|promissory|liner|delivery|sour|final) notes?\\b|\\bnotes? of (?!the\\b|all\\b|my\\b|mine\\b)"
                    + "|\\b(?:to-?dos?|tasks?|timers?|songs?|piano|guitar|score|chords?|octaves?|melody|scale|major|minor|perfume|apps?|feature)\\b"
                    + "|待办|任务|计时|音乐|歌|钢琴|软件|应用|功能|笔记本电脑|同学|同桌|同事");
    private static final Pattern HOW =
            pattern("^(?:how (?!many|much)|why|who|when|if|unless)\\b|\\bhow (?:do|can|to|does)\\b|怎么(?!记|写)|如何|为什么|谁");
    private static final Pattern NOT = pattern("\\b(?:don['’]t|do not|never|without|didn['’]t|why|who) (?:\\w{1,12} )?"
            + "(?:delet|remov|eras|trash|throw|drop|clear|lose)|[别勿没](?:删|扔|丢|去掉|清)");
    private static final Pattern DELETE = pattern(
            "\\b(?:delet(?:e|ed|ing)|remove[ds]?|erased?|trash|scrap|discard|get (?:rid|shot) of|(?:throw|chuck|toss|clear|take)\\b.{0,40}? (?:away|out|off)"
                    + "|chuck|bin (?:the|that|this|my|it|note)|(?:to|in) the bin|off with|undo|vanish|disappear|strike|scrub|toss|ditch|wipe|drop|lose|shred|tear up|purge|kill|(?:can|could|may|should|must) (?:now )?(?:go|be (?:delet|remov|dropp|thrown|eras)\\w*|disappear)"
                    + "|(?:(?:do|is|wo)n['’]t|do not|no longer|not)(?: really)? (?:need|want|relevant|necessary)(?:ed)?|old news|no use|useless|obsolete|outdated|out of date|be gone)\\b"
                    + "|删|去掉|扔|清[空除掉]|不要|不用留|不用了|没用|没必要留|撕|丢[掉了]|移除|抹掉|作废|拿掉|拿走|取消|销毁|撤[掉了]|抹了|处理掉|别留|不需要|不留|清理");
    private static final Pattern SEE = pattern(
            "\\b(?:show|list|read|see|open|display|find|search|pull|bring up|look|check|browse|view|print|recap|hear|say|dig|(?:go|run) (?:through|over)|remind me|what|what['’]?s|which|where|any|anything"
                    + "|how many|did i|do i|have i|is (?:there|it|that)|are there|got any)\\b"
                    + "|(?:^|[，,。！!？?；;\\s把]|我想|我要|请|帮我?|给我|麻烦|下|来|再|先|可以|能)(?:看|查|列|读|念|显示|打开|翻|找|搜|调出|展示|回顾)"
                    + "|什么|哪[些条几个儿里]|多少|几条|有没有|有无|瞅|瞧|拿(?:出)?来|过一遍|呢[？?]?$|[吗嘛][？?]?$|(?:列|念|读|找|翻|调)(?:出来?|一下|一遍|给我)|(?:看看|看一下|瞧瞧|听听)[吧呗]?[。！!]?$");
    private static final Pattern MINE = pattern(
            "\\b(?:i|i['’]ve|me|my|mine|we|our|us|saved|stored|all (?:the|of the)|every|note \\d+|(?:got any|note|those|these|the) (?:\\w{1,12} )?(?:notes?|memos?|notebook|one|two|three|four|five))\\b|\\p{IsHan}");
    private static final Pattern WROTE = pattern(
            "\\b(?:did|have|had|what(?:['’]ve)?|which|whatever|everything|stuff|things|anything|if) (?:\\w{1,12} )?(?:i|we)(?:['’]ve)? (?:\\w{1,12} ){0,2}"
                    + "(?:noted?|jot(?:ted)?|scribbled?)\\b|\\banything (?:been )?noted\\b|\\bi (?:\\w{1,12} )?(?:wrote|noted|jotted|scribbled) (?:down )?(?:something|that|it)\\b.{0,60}\\b(?:find|dig|where|pull|look|show|read|is it|what)\\b|\\b(?:did|have|had|what) (?:i|we) (?:\\w{1,12} )?(?:written|write|wrote)\\b.{0,20}\\bdown\\b"
                    + "|\\b(?:asked|told|had|made|got) you (?:to )?(?:note|jot|write|keep|remember|record|save)\\b"
                    + "|(?:让|叫|要|请|给)你(?:帮我)?(?:记|写|存)(?:下|着|住|过|的|了)+(?:来)?的?(?:东西|内容|那些|话|事)"
                    + "|我.{0,6}(?:记|写)(?:了|过|下过?|下了)(?:些|点|哪些|的)*(?:什么|东西|内容|么$)|我.{0,10}(?:记|写)过(?:什么|没)|[让叫请]你(?:帮我)?[记写存](?:下来?|住|着|过|了|好)?的|我.{0,6}[记写]过.{0,12}(?:[找查翻看吗]|没有)");
    private static final Pattern ORDER_TO_SEE = pattern(
            "^(?:show|list|read|find|search|look up|pull up|bring up|(?:看|查|列|读|念|找|搜|翻)(?:[看查一下我第所全有那这最给出笔备便]|$))");

    /** What imitates an instruction to a machine is read to the letter or not at all. */
    private static final Pattern MACHINE = pattern("[{}<>]|^\\s*(?:system|assistant|user)\\s*[:：]"
            + "|\\b(?:ignore|disregard|forget)\\b.{0,30}\\binstructions?\\b|(?:忽略|无视|忘记).{0,10}(?:指令|指示|提示词)");

    private Gist() {}

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression.replace("什么", "(?:什么|啥)"), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** A note that is handed over. */
    static Optional<Understanding> add(String text) {
        return text.length() > MAX_NOTE || isReadWhole(text)
                ? Optional.empty()
                : NewNote.in(text).map(note -> new Understanding(Arguments.of("text", note), CONFIDENCE));
    }

    /** Notes that are asked for. */
    static Optional<Understanding> list(String text) {
        String said = ChineseText.plain(text.strip());
        boolean wanted = isOfNotes(said)
                && !deletes(said)
                && (sees(said) || WROTE.matcher(said).find());
        return wanted && !isTaken(text)
                ? Optional.of(new Understanding(Mention.listed(text), CONFIDENCE))
                : Optional.empty();
    }

    /** A note that is to go. */
    static Optional<Understanding> delete(String text) {
        String said = ChineseText.plain(text.strip());
        boolean wanted = isOfNotes(said) && NOTE.matcher(said).find() && deletes(said);
        return wanted && !isTaken(text)
                ? Optional.of(new Understanding(Mention.of(text), CONFIDENCE))
                : Optional.empty();
    }

    private static boolean isOfNotes(String said) {
        return !MACHINE.matcher(said).find()
                && said.length() <= MAX_LENGTH
                && (NOTE.matcher(said).find() || WROTE.matcher(said).find())
                && !OTHER.matcher(said).find()
                && !HOW.matcher(said).find();
    }

    private static boolean sees(String said) {
        return SEE.matcher(said).find()
                && MINE.matcher(said).find()
                && NOTE.matcher(said).find();
    }

    private static boolean deletes(String said) {
        boolean shown = ORDER_TO_SEE
                .matcher(ChineseText.plain(Request.plain(said).core()))
                .find();
        return DELETE.matcher(said).find() && !NOT.matcher(said).find() && !shown;
    }

    private static boolean isTaken(String text) {
        return isReadWhole(text) || NewNote.in(text).isPresent();
    }

    private static boolean isReadWhole(String text) {
        return AddGrammar.read(text)
                .or(() -> ListGrammar.read(text))
                .or(() -> DeleteGrammar.read(text))
                .isPresent();
    }
}
