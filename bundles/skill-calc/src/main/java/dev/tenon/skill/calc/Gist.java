// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The sum of a request whose wording the grammar does not know: its numbers and what is done with them, without the
 * things that are counted. Sure of little, so that it counts only where the request is like the skill's examples.
 */
final class Gist {
    private static final int MOST_NUMBERS = 6;
    /** Of a while nothing is to be calculated but what is paid or saved in it. */
    private static final Pattern WHILE =
            Pattern.compile("\\b(?:minutes?|hours?|days?|weeks?|months?|years?|time)\\b|分钟|小时|[天周月年]");

    private static final Pattern IN_A_YEAR = Pattern.compile(
            "\\b(?:in|over|for|after|by the end of|per|a|an|each|every) (?:a |an |one |1 |the |this |whole |full )*(?:year|month|week|day)\\b|\\b(?:this time|next time)\\b|[1一全]整?个?[年周](?:下来|里|内|后|以后|之后)?|[1一]个?(?:月|星期|天)|年底|12个月");
    private static final String N = "(\\d[\\d,]*(?:\\.\\d+)?)";
    /** Not to be calculated, or not by this skill. */
    private static final Pattern OTHER = Pattern.compile(
            "\\b(?:translate|remind|write down|say|spell|remember|memori[sz]e|call|dial|note|save(?! (?:up )?\\d)|add (?:milk|.* to (?:my|the) )|list|roll|flip|dice|coin|random|password|between \\d+ and \\d+|people|persons?|friends|of us|ways|split|each owe|per (?:kg|kilo|litre|liter|gram|100|piece|roll)|cheaper|better (?:deal|value)|miles?|km|kilomet\\w+|met(?:er|re)s?|feet|foot|inch(?:es)?|pounds?|lbs?|kgs?|kilos?|grams?|ounces?|oz|gallons?|lit(?:er|re)s?|cups?|celsius|fahrenheit|mph|acres?|binary|hex\\w*|octal|decimal number|roman|rgb|hsl|cmyk|timer|alarm|o'clock|am|pm|date|old|winners?|tickets?|raffle|lottery|lotto|pick|choose|moon|blood pressure|notes|calories|match|regex|pattern|convert\\w*|january|february|april|june|july|august|september|october|november|december)\\b"
                    + "|\\b\\d{1,2}:\\d\\d\\b|翻译|提醒|记一?下|记住|待办|骰|硬币|随机|密码|个人|[大均平]?分摊|人均|[AaＡ]{2}|平摊|每人|公里|千米|米|英[里尺寸镑]|磅|(?<!每)斤(?!.{0,40}每斤)(?<![一1]斤.{0,12}斤)|公斤|千克|毫升|升|摄氏|华氏|度[CcFf]|进制|罗马|计时|闹钟|几点|[日号]|划算|便宜(?!了?(?:百分|\\d))|血压|比分|笔记|正则|匹配|换算|比例尺"
                    // apples and pears
                    + "|\\d ([a-z]+) (?:plus|minus|and|[+-]) (?:\\d+|[a-z]+) (?!\\1)[a-z]+\\W*$");

    /** What is left is calculated with in turn: "take 17 off 203 and then divide what's left by six". */
    private static final String THEN = "(?:,|;|\\.)? (?:and |then |next |finally )*";

    private static final String IT =
            "(?:it|that|this|(?:the )?(?:result|rest|remainder|sum|total|answer|difference|product)|what(?:'s| is|s)? left|whatever(?:'s| is) left)";

    private static final List<Rule> STEPS = Rule.list(
            "\\b(?:take|knock|deduct|subtract|get) " + N + " (?:off|from|away from|out of) " + N,
            "($2 - $1)",
            "\\badd " + N + " (?:and|to) " + N,
            "($1 + $2)",
            "\\bmultiply " + N + " (?:by|and|with) " + N,
            "($1 * $2)",
            "\\bdivide " + N + " by " + N,
            "($1 / $2)",
            "^(.*\\d[^\\d]{0,40}?)" + THEN + "\\b(?:multiply|times) (?:" + IT + " )?by " + N,
            "($1) * $2",
            "^(.*\\d[^\\d]{0,40}?)" + THEN + "\\bdivide (?:" + IT + " )?by " + N,
            "($1) / $2",
            "^(.*\\d[^\\d]{0,40}?)" + THEN + "\\b(?:halve|divide) " + IT + "(?: in half)?",
            "($1) / 2",
            "^(.*\\d[^\\d]{0,40}?)" + THEN + "\\bdouble " + IT,
            "($1) * 2",
            "^(.*\\d[^\\d]{0,40}?)" + THEN + "\\badd (?:on )?(?:another )?" + N + "(?: to " + IT + ")?(?! ?%)",
            "($1) + $2",
            "^(.*\\d[^\\d]{0,40}?)" + THEN + "\\b(?:subtract|take(?: away| off)?|deduct) " + N
                    + "(?: (?:from|off|away from) " + IT + ")?(?! ?%)",
            "($1) - $2");
    private static final List<Rule> STORY = Rule.list(
            "\\b(?:put|add|pay|plus|with|and)(?: an?| another| on)? (?:tip of )?" + N
                    + " ?%(?: (?:tip|tax|vat|service|interest|on top|extra|more|on it|to it|to that|service charge))*",
            "+ $1%",
            "\\b" + N
                    + " (?:(?!times)[a-z]+ )?(?:a|per|every|each) (?:week|month|day|year|hour|night) (?:for|over|times|in) "
                    + N + " (?:weeks?|months?|days?|years?|hours?|nights?)\\b",
            "$1 * $2",
            "\\b" + N
                    + " (?:[a-z]+ )?(?:a|per|every|each) month\\b(?=.*\\b(?:in|over|for|after) (?:a|one|1) year\\b|.*\\b(?:a|per) year\\b|.*\\bannual)",
            "$1 * 12",
            "\\b" + N
                    + " (?:[a-z]+ )?(?:a|per|every|each) week\\b(?=.*\\b(?:in|over|for|after) (?:a|one|1) year\\b|.*\\b(?:a|per) year\\b|.*\\bannual)",
            "$1 * 52",
            "\\b" + N + " (?:[a-z'-]+ ){1,4}?(?:at|for|@|cost(?:ing|s)?|priced at|worth) (?:about |only )?" + N
                    + " (?:[a-z]+ )?(?:each|apiece|a piece|a pop|per [a-z]+|an? [a-z]+)\\b",
            "$1 * $2",
            "\\b(?:went up|goes up|gone up|rose|rises|rising|grew|grows|climbed|increased?|raised|up|plus|marked up)(?: by| another)? "
                    + N + " ?%",
            "+ $1%",
            "\\b(?:went down|goes down|gone down|dropped|drops|fell|falls|shrank|decreased?|reduced|cut|down|minus|marked down|lost)(?: by| another)? "
                    + N + " ?%",
            "- $1%",
            "\\b(?:at|with|after|less|minus)?(?: an?)? ?" + N
                    + " ?% (?:discount|off|reduction|cheaper)\\b(?! (?:of|on|the|my) )",
            "- $1%",
            "\\b(?:spent|spend|paid|pay|gave away|used up|lost|withdrew|minus)\\b",
            "-",
            "\\b(?:earned|found another|got another|deposited|plus)\\b",
            "+");
    private static final String EACH = "[个只本张件瓶斤块支枝杯盒箱袋条双套把份次间排行辆台包碗颗棵袋板桶罐]";
    private static final List<Rule> STORY_CHINESE = Rule.list(
            "(\\d)[块元](\\d)(?![\\d.])[毛角]?",
            "$1.$2",
            "(?:[1一]个月|每个?月)[^\\d]{0,6}" + N + "(?=.*(?:[1一]年|全年|年底|12个月))(?:.*12个月)?",
            "$1 * 12",
            "(?:每天|[1一]天|每日)[^\\d]{0,6}" + N + "(?=.*[1一]个?(?:周|星期))",
            "$1 * 7",
            "(?:每天|[1一]天|每日)[^\\d]{0,6}" + N + "[^\\d]{0,6}[,，]?\\p{IsHan}{0,4}" + N + "天",
            "$1 * $2",
            "(?:每|1|一)" + EACH + "[^\\d]{0,5}" + N + "[^\\d]{0,4}[,，]?[^\\d]{0,6}" + N + "(?=" + EACH + ")",
            "$1 * $2",
            N + EACH + "\\p{IsHan}{0,6},?(?:每|一|1)" + EACH + "[^\\d]{0,3}" + N,
            "$1 * $2",
            "(?:便宜|优惠|让利|打掉|减掉?|扣|少付)了?" + N + "%",
            "- $1%",
            "(?:加收|另加|外加|加上)" + N + "%",
            "+ $1%",
            N + "[^\\d]{0,4}打" + N + "折",
            "$1 * 0.$2",
            "(?:每|一)(?:[个只本张件瓶斤块支枝杯盒箱袋条双套把份次])" + N + "[块元]?(?:钱)?,?.{0,6}?(?:买了?|一共|共|要)?" + N
                    + "(?=[个只本张件瓶支枝杯盒箱袋条双套把份次])",
            "$1 * $2",
            N + "(?:[个只本张件瓶支枝杯盒箱袋条双套把份次])\\p{IsHan}{0,6},?(?:每|一)(?:[个只本张件瓶支枝杯盒箱袋条双套把份次])" + N,
            "$1 * $2",
            "(?:又|再|还)?(?:涨|升|增|加|多|添)了?" + N + "%",
            "+ $1%",
            "(?:又|再|还)?(?:跌|降|减|少|打折)了?" + N + "%",
            "- $1%",
            "(?:花|用|付|借出|扣|丢|吃|送)(?:了|掉|去|出)+",
            "-",
            "(?:又|再)(?:来|买|收|赚|存)了?",
            "+");
    /** Words and signs that are part of no sum. */
    private static final Pattern TOLD = Pattern.compile(
            "\\b(?!(?:sqrt|cbrt|log|ln|sin|cos|tan|abs|min|max|round|mod|of|off|pi)\\b)[a-z']+\\b|[\\p{IsHan}]+|[?!。？！，、：；:;\"“”「」]|,(?!\\d)|\\.(?!\\d)");

    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");

    private static final Pattern DONE_WITH_ONE = Pattern.compile("[a-z]{2,}|[!√]");

    private Gist() {}

    /**
     * Reads.
     *
     * @param text in lower case, in simplified characters, with ASCII signs
     * @return empty if it is not clear
     */
    static Optional<Expression> read(String text, boolean chinese) {
        if (OTHER.matcher(text).find()) {
            return Optional.empty();
        }
        String told = chinese ? toldInChinese(text) : toldInEnglish(text);
        String rest = told.contains("*") ? IN_A_YEAR.matcher(told).replaceAll(" ") : told;
        if (WHILE.matcher(rest).find()) {
            return Optional.empty();
        }
        String signs = chinese ? Chinese.signs(rest) : English.signs(rest);
        String sum = TOLD.matcher(signs)
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .replaceAll("(?<=\\d) (" + N + " ?%) off$", " - $1")
                .strip()
                .replaceAll("^(?:of|off|\\*|/) | (?:of|off|\\+|-|\\*|/)$", "")
                .strip();
        long numbers = NUMBER.matcher(sum).results().count();
        boolean done = numbers > 1 || DONE_WITH_ONE.matcher(sum).find();
        return !done || numbers > MOST_NUMBERS ? Optional.empty() : Parser.parse(sum);
    }

    private static String toldInEnglish(String text) {
        String digits = NumberWords.english(text).replaceAll("\\b(?:percent|per cent|pct)\\b", "%");
        return Rule.all(STORY, Rule.all(STEPS, digits));
    }

    private static String toldInChinese(String text) {
        String counted = text.replaceAll("一(?=[共起定般直样])", "");
        return Rule.all(STORY_CHINESE, NumberWords.chinese(Rule.all(Chinese.PARTS, counted)));
    }
}
