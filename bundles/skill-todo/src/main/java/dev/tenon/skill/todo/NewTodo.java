// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import dev.tenon.wording.ChineseText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Something to do between an order to list it, before or behind it, and whatever else is said. */
final class NewTodo {
    private static final String KINDLY =
            "(?:(?:please|pls|kindly|can you|could you|would you|will you|you can|you should|i['’]d like you to|i want you to|so|and|then|just|hey"
                    + "|maybe|also|ok|okay|help me|go ahead and|quickly|let me|let['’]s|better|i need to|i want to|i should|that should|i['’]d like to have|i want|that one|this one)[, ]{1,2}){0,5}";
    private static final String PUT =
            "(?:add|put|stick|throw|write|include|enter|place|pop|toss|log|append|record|make|create|set|get|jot|note|list|schedule|chuck|slap|drop|goes|go|gets|belongs|tack|pencil in|squeeze|stuff|fit|file|slot|park)";
    private static final String LIST =
            "(?:to[- ]?dos?(?:[- ](?:list|pile))?|task ?list|(?:other )?(?:tasks|chores|errands)(?: to do)?|list of (?:things(?: to do)?|tasks|chores)|(?:the )?things (?:to do|(?:i|we)(?:['’]ve)? (?:have|need|got) to do)|(?:my|the|our|that|this) list)";
    private static final String ITEM = "(?:to[- ]?do|task|chore|item|entry|thing|errand)";
    private static final String HAN_LIST = "(?:待办事项|待办清单|待办列表|待办任务|待办|代办|任务清单|任务列表|任务|清单|todo(?:清单|列表| ?list)?|事项)";
    private static final String HAN_KINDLY =
            "(?:你|请|帮我|帮忙|给我|替我|麻烦|先|可以|能不能|能|可|得|要|一定|务必|都|赶紧|快|顺手|顺便|就|再|我要|我想|也|还){0,5}";
    private static final String HAN_PUT =
            "(?:添加|加入|列入|放入|写入|记录|登记|安排|新加|新增|算|摆|搁|加|添|列|放|写|记|存|排|收|补|塞|丢|挂|落)(?:到|进|返|入|在|上|为|成|作|下|一下|个|一个|一条|一项|一样|一笔|条){0,3}(?:我的?)?";

    private static final List<Pattern> ORDERS = List.of(
            pattern(
                    "^(?:one|something|another(?: one)?|a new one|a thing)(?: more| else| new)? (?:for|on|to) (?:my |the |our )?"
                            + LIST + "\\s?[:,–—-]{1,2}\\s(?<text>.+)"),
            pattern(
                    "^(?:(?:for|among|on) )?(?:my |the |our )" + LIST
                            + "(?: (?:could|needs|wants|should|i['’]d)(?: [\\w'’-]{1,10}){1,4})?\\s?[:,]\\s(?<text>(?!what|how|which|is |are |do ).+)"),
            pattern(
                    "^(?:can|could|should|may|let) (?<text>.{3,80}?) (?:go|be|get put|be put|be added|appear) (?:on|to|in|onto|into) (?:my |the |our )?"
                            + LIST + "[?.! ]{0,2}$"),
            pattern("^(?:a |one |my )?(?:fresh|new|next|another|extra|further) " + ITEM
                    + "(?: please)?\\s?[:,–—-]{1,2}\\s(?<text>.+)"),
            pattern("^(?:(?:on|to|in|into|onto|for|among) )?(?:my |the |our )?" + LIST + ",? " + KINDLY + PUT
                    + "\\b(?: down)?[,:]? (?<text>.+)"),
            pattern("^" + KINDLY + "(?:(?:a|an|another|one|new|more|next|add|create|my|quick|" + PUT + ") ){0,5}" + ITEM
                    + "(?: (?:for|to|on|onto) (?:my |the |our )?(?:" + LIST
                    + "|list))?\\s?(?:[:,]|–|—)\\s?(?<text>.+)"),
            pattern("^" + KINDLY + PUT
                    + "\\b (?<text>.+?) (?:down )?(?:on|to|in|into|onto|among|with|as part of|under) (?:the |my |our )?(?:"
                    + LIST + ")(?:[,.;!?]?$|[,.;]| (?:for|before|so|because|please|thanks)\\b).*"),
            pattern("^(?<text>.{3,}?)(?:[,.;!]|\\s[–—-]{1,2})\\s{0,3}" + KINDLY + PUT
                    + "\\b(?: (?:that|this|it|them))?(?: down)?(?: (?:on|to|in|into|onto|as|with|among|under))(?: (?:the|my|our|a|an))?(?: new)? (?:"
                    + LIST + "|" + ITEM + "|list)\\b(?: [\\w'’-]{1,12}){0,4}[.!?]?$"),
            pattern("^(?:(?:我的?|在|往|给){0,3})" + HAN_LIST + "[里上中]?(?:面|头)?" + HAN_KINDLY + HAN_PUT
                    + "[:：，,\\s]{0,3}(?<text>.{2,})"),
            pattern("^(?:我的?|在){0,2}" + HAN_LIST
                    + "[里上中]?(?:面|头)?(?:还|也|再|要|得|该){0,3}(?:缺|少|差|有)一?[个条项件样][:：，,\\s]{1,3}(?<text>.{2,})"),
            pattern("^" + HAN_KINDLY + HAN_PUT + HAN_LIST + "[里上中]?(?:面|头)?[吧啊哈呗呀]?[:：，,。\\s]{1,3}(?<text>.+)"),
            pattern("(?:^|[，,。；;！!\\s])" + HAN_KINDLY
                    + "[把将](?<text>[^，,。；;]{2,60}?)(?:这(?:件事情?|事儿?|个|条|项))?(?:也|都|给我|给|先|帮我)?" + HAN_PUT + HAN_LIST
                    + "[里上中]?(?:面|头|去|来)?[吧啊哈呗呀]?[。！!？?~]?$"),
            pattern("^(?<text>.{3,}?)[，,。；;！!\\s—]{1,2}" + HAN_KINDLY + "(?:把?[这它那](?:个|条|项|件?事儿?)?)?" + HAN_KINDLY
                    + HAN_PUT + HAN_LIST + "[里上中]?(?:面|去|来|头){0,2}(?:一下|别忘了?|[吧啊哈呗呀]|谢谢)?[。！!？?~]?$"));

    private static final Pattern OTHER = pattern(
            "\\b(?:shopping|grocery|play ?list|wish ?list|guest|packing|notes?|memos?|timers?|alarms?|calendar|how|what|which|remove|delete|cancel|done|tick|check|not)\\b"
                    + "|购物|歌单|书单|笔记|备忘|计时|定时|闹钟|提醒|日历|怎么|如何|什么|哪|删|取消|完成|勾");
    private static final Pattern NOTHING = pattern(
            "(?:.{0,80} as (?:done|completed?|finished)|this|that|it|something|一下|这个?|它|东西|了)?[\\s.,，。!！?？]{0,3}");
    private static final Pattern MUST = pattern(
            "^(?:oh,? |ok,? |so |and |also )?(?:(?:i|we)(?:['’]ve| still| really){0,2} (?:need to|have to|must|should|ought to|gotta|got to)|don['’]t let me forget to|remember to|我(?:得|要|还得|还要|需要|必须|应该)|(?:得|还得|还要|记得))\\s?");

    private NewTodo() {}

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** What is to be done; empty if no order to list something stands around it. */
    static Optional<String> in(String request) {
        String text = request.strip();
        String folded = ChineseText.plain(text);
        for (Pattern order : ORDERS) {
            Matcher found = order.matcher(folded);
            if (found.find()) {
                String todo =
                        text.substring(found.start("text"), found.end("text")).strip();
                String around = folded.substring(0, found.start("text")) + " " + folded.substring(found.end("text"));
                if (!OTHER.matcher(around).find() && !NOTHING.matcher(todo).matches()) {
                    return Optional.of(bare(todo)).filter(rest -> !rest.isEmpty());
                }
            }
        }
        return Optional.empty();
    }

    private static String bare(String said) {
        Matcher must = MUST.matcher(ChineseText.plain(said));
        String todo = must.find() ? said.substring(must.end()) : said;
        boolean stopped = todo.length() > 1 && (todo.endsWith(".") || todo.endsWith("。"));
        return Quotes.without(stopped ? todo.substring(0, todo.length() - 1).strip() : todo);
    }
}
