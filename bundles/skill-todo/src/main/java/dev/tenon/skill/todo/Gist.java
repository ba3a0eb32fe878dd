// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Understanding;
import dev.tenon.wording.ChineseText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The second, looser reading, for requests that no turn of phrase matches from end to end: the list or something on it
 * is spoken of and something is to happen to it, in whichever order and between whatever else is said.
 */
final class Gist {
    /** Not enough by itself: a request must be a little like the examples of the skill as well. */
    private static final double CONFIDENCE = 0.7;

    private static final int MAX_LENGTH = 300;
    private static final int MAX_TODO = 1_000;

    private static final Pattern LIST = pattern(
            "(?<![\\w-])(?:to[- ]?dos?(?! (?:to|with)\\b)|todo ?list|task(?:s|list)?|chores?|errands?|action items?|(?:my|the|our|that|this) (?:\\w{1,12} )?list|list of (?:tasks|chores)|list of things)(?![\\w-])"
                    + "|待办|代办|任务|清单|事项|列表|(?:要|得|该)[做干办]的(?:事|活)|(?<=[个条项])事(?=.{0,6}[划勾])");
    private static final Pattern OTHER = pattern(
            "\\b(?:(?:shopping|grocery|groceries|guest|packing|mailing|waiting|price|reading|bucket|birthday|gift|word) lists?|play ?lists?|wish ?lists?|notes?|memos?|timers?|count ?downs?|task ?bar|task manager)\\b"
                    + "|购物|电影|歌单|书单|菜单|愿望|笔记|备忘|便签|计时|定时|邮件列表|任务栏|任务管理器|价格表");
    private static final Pattern HOW = pattern(
            "^(?:how (?!many|much)|why|who|when|if|unless)\\b|\\bhow (?:do|can|to|does)\\b|^what(?:['’]s| is| are) an? |\\b(?:not|un)[ -]?done\\b|(?:清单|任务|待办|列表)是什么[？?]?$|怎么|如何|为什么|谁(?!的)");
    private static final Pattern NOT = pattern(
            "\\b(?:don['’]t|do not|never|without) (?:\\w{1,12} )?(?:delet|remov|eras|drop|cancel|tick|check|cross|mark)"
                    + "|[别勿](?:删|取消|勾|划|去掉)");
    private static final Pattern TICK = pattern(
            "\\b(?:check|tick|cross|mark|strike|set|flag|count|consider)\\b.{0,60}?\\b(?:off|done|complete[d]?|finished|as closed)\\b|[✔✓☑✅]|\\b(?:give|put|add)\\b.{0,40}\\b(?:a|the) (?:tick|check|check ?mark)\\b|^(?:you can |please |now )?tick\\b"
                    + "|勾|打[上个]?[钩√✓]|(?:标|设|改|记|划)(?:记|注|成|为|一下|作|上){0,3}(?:已?完成|做完|搞定)|标记(?:一下|掉)?|划[掉了]|标(?:一下|掉)|剔(?!除)|完成(?:待办|任务)");
    private static final Pattern REMOVE = pattern(
            "\\b(?:delet(?:e|ed|ing)|remove[ds]?|erased?|scrap|discard|get rid of|(?:take|cross|strike|throw|pull|knock)\\b.{0,60}? (?:off|out|away|from)|drop(?:ped)?|cut|get (?:it|that|this|them) off|moot|not doing|cancel(?:led)?|scratch|ditch|bin|forget(?: about)?|kill|wipe|clear"
                    + "|(?:don['’]t|do not|no longer|won['’]t|not)(?: really)? (?:need(?:ed)?|want|be doing|necessary|have to)|(?:can|could|should|may) go|shouldn['’]t be|never ?mind|call off)\\b"
                    + "|删|去掉|取消|移除|移走|拿[掉走]|清[掉除空]|撤[掉销]|不做了|不用做|不(?:买|去|要|办|用|需要).{0,12}了|不[弄搞干](?:了|啦)|作废|扔掉|抹掉|清零|扫掉|剔除|划走|去了吧|改主意");
    private static final Pattern DONE = pattern(
            "\\b(?:done|finished|completed|bought|sorted|taken care of|took care of|picked up|handled|dealt with|got)\\b"
                    + "|^(?:item|task|number|the \\w{3,8} one)\\b.{0,20}\\b(?:finished|done)|(?:做|买|办|弄|写|交|洗|修|打|寄|还|订|处理|收拾|整理|准备|拿|取|搞|换|搬|擦|剪|贴|装|拆|挂|种|浇|喂|遛)(?:完|好|到|回来|掉|妥|定|走)(?:了|啦|咯)|完成(?:了|啦)|已经?完成|搞定");
    private static final Pattern SEE = pattern(
            "\\b(?:show|list (?!of)|read|see|open|display|look|check|view|print|recap|go (?:through|over)|run (?:me )?through|pull|bring up|remind me|tell me|hear|how long|did i|what|what['’]s|which|any|anything|how many|how much|do i|have i|is there|are there)\\b"
                    + "|(?:^|[，,。！!？?；;\\s把]|我想|我要|请|帮我?|给我|麻烦|下|来|再|先|可以|能)(?:看|查|列|读|念|显示|打开|翻|找|展示|回顾|数)"
                    + "|什么|哪[些条几个]|多少|几[条个项件样]|有没有|瞅|瞧|[吗嘛][？?]?$|(?:列|念|读|翻|调)(?:出来?|一下|一遍|给我)|(?:看看|看一下|瞧瞧|听听)[吧呗]?[。！!]?$");
    private static final Pattern MINE = pattern(
            "\\b(?:i|i['’]ve|i['’]m|me|my|mine|we|our|us|open|to-?do|todos?|pending|outstanding)\\b|我|[看查列读念翻给帮瞅瞧剩手]|待办|代办");
    private static final Pattern STILL_TO_DO = pattern(
            "\\b(?:left|still|need|have|supposed|got) (?:\\w{1,12} ){0,4}?(?:to (?:do|get done|finish|get through|tackle)|undone|get done|on my plate)\\b"
                    + "|(?:还|今天|现在|接下来|到底).{0,6}(?:什么|么|哪些|几件)?(?:事情?|活儿?)?.{0,2}(?:没|未|要|该|得)(?:干|做|办|弄|处理|完成)|(?:什么|哪些)(?:事|活儿?)?.{0,4}(?:没|要)(?:干|做|办|完成)|[要得该][做干办]的(?:事|活)|没[做干办]完的(?:事|活)");

    private static final Pattern QUESTION = pattern("[?？]$|(?:[吗嘛]|没有?)[。]?$");
    private static final Pattern WHICH = pattern("\\b(?:what|which|how many|list|show)\\b|什么|哪|多少|几|看|列");

    private enum Wish {
        ADD,
        LIST,
        COMPLETE,
        REMOVE,
        NONE
    }

    private Gist() {}

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression.replace("什么", "(?:什么|啥)"), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** Something that is to be done. */
    static Optional<Understanding> add(String text) {
        return text.length() > MAX_TODO || isReadWhole(text)
                ? Optional.empty()
                : NewTodo.in(text).map(todo -> new Understanding(Arguments.of("text", todo), CONFIDENCE));
    }

    /** What is to be done. */
    static Optional<Understanding> list(String text) {
        return wish(text) == Wish.LIST
                ? Optional.of(new Understanding(ListGrammar.arguments(ChineseText.plain(text)), CONFIDENCE))
                : Optional.empty();
    }

    /** Something that was done. */
    static Optional<Understanding> complete(String text) {
        return wish(text) == Wish.COMPLETE
                ? Optional.of(new Understanding(Mention.of(text), CONFIDENCE))
                : Optional.empty();
    }

    /** Something that is to go, done or not. */
    static Optional<Understanding> remove(String text) {
        return wish(text) == Wish.REMOVE
                ? Optional.of(new Understanding(Mention.of(text), CONFIDENCE))
                : Optional.empty();
    }

    private static Wish wish(String text) {
        String said = ChineseText.plain(text.strip());
        if (said.length() > MAX_LENGTH
                || OTHER.matcher(said).find()
                || HOW.matcher(said).find()
                || NOT.matcher(said).find()
                || isReadWhole(text)) {
            return Wish.NONE;
        }
        return NewTodo.in(text).isPresent() ? Wish.ADD : wishOf(said);
    }

    private static Wish wishOf(String said) {
        boolean listed = LIST.matcher(said).find();
        boolean asked = SEE.matcher(said).find() && MINE.matcher(said).find();
        boolean question = QUESTION.matcher(said).find();
        if (question && DONE.matcher(said).find() && !WHICH.matcher(said).find()) {
            return Wish.NONE;
        }
        if (TICK.matcher(said).find()
                && !question
                && (listed || DONE.matcher(said).find() || Mention.isOfIt(said))) {
            return Wish.COMPLETE;
        }
        if (listed && REMOVE.matcher(said).find() && !question) {
            return Wish.REMOVE;
        }
        if (asked && (listed || STILL_TO_DO.matcher(said).find())) {
            return Wish.LIST;
        }
        return listed && !question && DONE.matcher(said).find() ? Wish.COMPLETE : Wish.NONE;
    }

    private static boolean isReadWhole(String text) {
        return AddGrammar.read(text)
                .or(() -> ListGrammar.read(text))
                .or(() -> CompleteGrammar.read(text))
                .or(() -> RemoveGrammar.read(text))
                .isPresent();
    }
}
