// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

import dev.tenon.wording.ChineseText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A note between an order to keep it, before or behind it, and whatever else is said. */
final class NewNote {
    private static final String KINDLY =
            "(?:(?:please|pls|kindly|can you|could you|would you|will you|you can|you should|i['’]d like you to|i want you to|so|and|then|just|hey"
                    + "|maybe|also|ok|okay|oh|wait|help me|go ahead and|quickly|quick|let me|lemme|let['’]s|do|better|i need to|i want to|i should|i need you to|need you to|before i forget|in case i forget|for me)[, ]{1,2}){0,5}";
    /** The order may come after a story. */
    private static final String START = "(?:^|[,.;!?]\\s{1,3}|\\bso )";

    private static final String HOLD =
            "(?:write|jot|note|scribble|record|save|store|keep|log|put|take|get|type|file|mark|remember|rem\\w{0,4}ber|memori[sz]e|h(?:ang|old) on to)";
    private static final String KEEP =
            "(?:make|take|write|jot|note|scribble|record|save|store|keep|log|put|stick|pop|file|type|add|leave|enter|drop|mark|remember|rem\\w{0,4}ber|memori[sz]e|get)";
    private static final String INTO = "(?:notes?|memos?|notebook|notepad)";
    private static final String HAN_NOTES = "(?:笔记本?|备忘录?|便签|便条|便笺|记事本|小本本?)";
    private static final String HAN_KINDLY =
            "(?:你|请|帮我|帮忙|给我|替我|麻烦|先|可以|能不能|能|可|得|要|一定|务必|都|赶紧|快|顺手|顺便|就|再|我要|我想|我得|也|别忘了|记得|[这那](?:个|条|件事|事儿?|句话?|些)?){0,5}";
    private static final String HAN_KEEP =
            "(?:备个?忘|[存留]个?底|做个?记录|记|(?<![大小缩简拼改重续编听默过来])写|存|录|抄|备忘|备注)(?:一下|一笔|一条|一个|个|下来|下|住|好|着|录|到|进|在|上|成|入|牢|了){0,3}";

    private static final List<Pattern> ORDERS = List.of(
            pattern("^" + KINDLY + KEEP + "\\b(?: (?!that\\b|about\\b)[\\w'’-]{1,15}){0,5}? " + INTO
                    + "(?: [\\w'’-]{1,10}){0,3}?,? (?:that|saying|which says|to say) (?<text>.+)"),
            pattern(
                    START + KINDLY + HOLD
                            + "\\b(?: [\\w'’-]{1,15}){0,4}? (?:down|this|something|somewhere|mind|track|record|memory)(?: [\\w'’-]{1,12}){0,5}?(?:\\s?[:,?–—-]{1,2}\\s| that )(?:that )?(?<text>.+)"),
            pattern(START + KINDLY + "(?:jot|scribble|note)\\s?[:,]\\s(?<text>.+)"),
            pattern(
                    "^(?:for (?:future reference|the record|your records)|note (?:for|to) (?:later|future me|me|self|myself))\\s?[:,–—-]{1,2}\\s(?<text>.+)"),
            pattern(START + KINDLY + KEEP + "\\b(?: [\\w'’-]{1,15}){0,5}? " + INTO
                    + "(?: [\\w'’-]{1,12}){0,5}?(?:\\s?[:–—]{1,2}\\s?|\\s?[,-]{1,2}\\s)(?<text>.+)"),
            pattern("^(?:(?:a |another |quick |one |new |my |little ){0,3}" + INTO
                    + ")(?: [\\w'’-]{1,12}){0,4}(?:\\s?[:–—-]{1,2}\\s|\\s(?=[\"“]))(?<text>.+)"),
            pattern("^" + KINDLY + "(?:don['’]t let me forget|never forget|keep in mind)(?: that)? (?<text>(?!to ).+)"),
            pattern(
                    "^(?<text>.{4,}?)(?:[,.;!]|\\s[–—-]{1,2})\\s{0,3}" + KINDLY + "(?:" + KEEP
                            + "\\b(?: [\\w'’-]{1,12}){0,3}? (?:down|" + INTO
                            + ")|(?:note|remember|memori[sz]e|save|record|jot) (?:that|this|it)|(?:it['’]s |that['’]s )?worth (?:a note|noting|remembering|jotting|writing))\\b(?: [\\w'’-]{1,12}){0,6}[.!?]?$"),
            pattern("^(?:这个[^，,。:：]{1,6}?)?" + HAN_KINDLY + "(?:用|拿|在|往|给)?(?:我的?)?" + HAN_NOTES + "?[里上中]?(?:面|头)?"
                    + HAN_KINDLY + HAN_KEEP + "(?:我的)?" + HAN_NOTES
                    + "?[里上中]?(?:[吧啊哈呗呀头面]|一下|事儿?){0,2}\\s?[:：，,。\\s]{1,3}(?<text>.+)"),
            pattern("[，,。！!\\s]" + HAN_KINDLY + "(?:记一下|记下来|记下|记住|记着|记好|记个|备忘一下)[吧啊哈呀]?[:：](?<text>.+)"),
            pattern("^" + HAN_KINDLY + "(?:做|加|建|新建|添加|添|新增|留|开|创建|来|弄|打)(?:一|个|条|张|份|篇|新|的|上|下){0,4}" + HAN_NOTES
                    + "(?:[吧啊哈呗呀]|一下)?[，,:：。\\s]{0,3}(?:就?(?:写|说|内容是?|记))?[:：，,]?(?<text>.{2,})"),
            pattern("(?:^|[，,。；;！!\\s])" + HAN_KINDLY
                    + "[把将](?<text>[^，,。；;]{2,80}?)(?:这(?:句话?|件事情?|事儿?|个|些|条|段话?)(?:信息|内容)?)?(?:也|都|给我|给|先|帮我)?"
                    + HAN_KEEP + "(?:我的)?" + HAN_NOTES + "?[里上中]?(?:面|去|来)?[吧啊哈呗呀]?[。！!？?~]?$"),
            pattern("^(?<text>.{3,}?)[，,。；;！!\\s～~—]{1,2}" + HAN_KINDLY + "(?:把?[这它那](?:个|条|些|句话?|件?事儿?)?)?"
                    + HAN_KINDLY + "(?:" + HAN_KEEP + "|放|加)(?:到|进|在|入)?(?:我的)?" + HAN_NOTES
                    + "?[里上中]?(?:面|去|来|头)?(?:一下|备用|别忘了?|[吧啊哈呗呀]|谢谢)?[。！!？?~]?$"),
            pattern("[，,。！!\\s][^，,。！!]{0,6}?" + HAN_KINDLY + "(?:记一下|记下来|记下|记住|记着)[吧啊哈呀]?[，,](?<text>.{4,})"));

    private static final Pattern OTHER = pattern(
            "\\b(?:to-?dos?|tasks?|lists?|timers?|reminders?|alarms?|e-?mails?|calendar|poem|essay|letter|code|script|song|story|joke|how|what|which|capitals?|caps|(?:upper|lower|title)[ -]?case|backwards|reversed?|order|words|english|chinese|french|german|spanish|hex|binary)\\b"
                    + "|待办|任务|清单|计时|定时|闹钟|提醒|邮件|短信|日历|作文|诗|歌|信|怎么|如何|什么|哪");
    private static final Pattern NOTHING = pattern(
            "(?:this|that|it|something|delete|remove|erase|thanks?|thank you|please|一下|这个?|它|东西|了|谢谢|拜托|麻烦了|删除?)?[\\s.,，。!！?？]{0,3}");

    private NewNote() {}

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** The note; empty if no order to keep something stands around it. */
    static Optional<String> in(String request) {
        String text = request.strip();
        String folded = ChineseText.plain(text);
        for (Pattern order : ORDERS) {
            Matcher found = order.matcher(folded);
            if (found.find()) {
                String note =
                        text.substring(found.start("text"), found.end("text")).strip();
                String around = folded.substring(0, found.start("text")) + " " + folded.substring(found.end("text"));
                if (!OTHER.matcher(around).find() && !NOTHING.matcher(note).matches()) {
                    return Optional.of(bare(note));
                }
            }
        }
        return Optional.empty();
    }

    private static String bare(String note) {
        boolean stopped = note.length() > 1 && (note.endsWith(".") || note.endsWith("。"));
        return Quotes.without(stopped ? note.substring(0, note.length() - 1).strip() : note);
    }
}
