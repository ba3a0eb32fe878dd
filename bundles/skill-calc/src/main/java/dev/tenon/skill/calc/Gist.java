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
    private static final String N = "(\\d[\\d,]*(?:\\.\\d+)?)";
    /** Not to be calculated, or not by this skill. */
    private static final Pattern OTHER = Pattern.compile(
            "\\b(?:translate|remind|write down|say|spell|remember|memori[sz]e|call|dial|note|save|add (?:milk|.* to (?:my|the) )|list|roll|flip|dice|coin|random|password|between \\d+ and \\d+|people|persons?|friends|of us|ways|split|each owe|per (?:kg|kilo|litre|liter|gram|100|piece|roll)|cheaper|better (?:deal|value)|miles?|km|kilomet\\w+|met(?:er|re)s?|feet|foot|inch(?:es)?|pounds?|lbs?|kgs?|kilos?|grams?|ounces?|oz|gallons?|lit(?:er|re)s?|cups?|celsius|fahrenheit|mph|acres?|binary|hex\\w*|octal|decimal number|roman|rgb|hsl|cmyk|timer|alarm|minutes?|hours?|o'clock|am|pm|days?|weeks?|months?|years?|date|time|old|calories|match|regex|pattern|convert\\w*|january|february|april|june|july|august|september|october|november|december)\\b"
                    + "|\\b\\d{1,2}:\\d\\d\\b|翻译|提醒|记一?下|记住|待办|骰|硬币|随机|密码|个人|[大均平]?分摊|人均|[AaＡ]{2}|平摊|每人|公里|千米|米|英[里尺寸镑]|磅|斤|公斤|千克|毫升|升|摄氏|华氏|度[CcFf]|进制|罗马|计时|闹钟|分钟|小时|几点|[天周月年日号]|划算|便宜|正则|匹配|换算|比例尺"
                    // apples and pears
                    + "|\\d ([a-z]+) (?:plus|minus|and|[+-]) (?:\\d+|[a-z]+) (?!\\1)[a-z]+\\W*$");

    private static final List<Rule> STORY = Rule.list(
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
    private static final List<Rule> STORY_CHINESE = Rule.list(
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
        String told = chinese
                ? Rule.all(STORY_CHINESE, NumberWords.chinese(Rule.all(Chinese.PARTS, text)))
                : Rule.all(STORY, NumberWords.english(text).replaceAll("\\b(?:percent|per cent|pct)\\b", "%"));
        String signs = chinese ? Chinese.signs(told) : English.signs(told);
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
}
