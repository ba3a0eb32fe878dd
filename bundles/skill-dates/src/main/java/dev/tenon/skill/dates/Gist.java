// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request comes to whose wording no grammar knows: which days and whiles it mentions and what it asks about them.
 * Sure of little, so that it counts only where the request is like the skill's examples.
 *
 * @param wish what is asked
 * @param values the arguments
 */
record Gist(Wish wish, Map<String, Object> values) {
    /** What can be asked of days, one thing at a time. */
    enum Wish {
        WEEKDAY,
        DIFFERENCE,
        ADDITION
    }

    private static final String DAYS =
            "(?:(?:full|whole|more|calendar) )?(?<unit>days?|(?:working|business|work|week) ?-?days?|weeks?|months?|years?|nights?|sleeps)";
    private static final Pattern HOW_MUCH = Pattern.compile(
            "\\bhow (?:many|much)(?: more)? (?:" + DAYS + "|time)\\b"
                    + "|\\bhow (?:long|far|soon|old)\\b|\\b(?:number|count|total) of " + DAYS.replace("unit>", "unit2>")
                    + "|\\bcount(?:ing)?(?: up| down)? (?:the |all )*" + DAYS.replace("unit>", "unit4>")
                    + "|\\b(?:days?|weeks?|months?) (?:left|remaining|until|till|to go|since)\\b|\\bcount ?down\\b"
                    + "|\\bdifference\\b|(?:多少|几)个?(?<unit3>工作日|[天日]|周|星期(?![一二三四五六日天])|礼拜|月(?![几\\d])|年|晚)|多久|多长时间|多少时间|倒计时|天数|几岁|多大|\\bage of\\b|\\bwhat age\\b|岁数|年龄|年纪");
    private static final Pattern IN_UNIT =
            Pattern.compile("\\bin (?:terms of )?(?:whole |full )?(days|weeks|months|years)\\b|按(天|周|月|年)算");
    private static final Pattern WORKING = Pattern.compile("\\b(?:working|business|work) ?-?days?\\b|工作日");
    private static final Pattern WEEKDAY = Pattern.compile(
            "\\b(?:what|which)(?:'s| is)?(?: the)? (?:day of (?:the )?week|week ?day)\\b|\\bday of (?:the )?week\\b|\\bwhat day\\b(?! of the month)|\\b(?:weekday|week day)\\b"
                    + "|\\b(?:falls?|lands?|fell|be|is|was|it) (?:on )?(?:an? )?(?:weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\\b|\\b(?:is|was|will|does)\\b[^,;]* an? (?:weekend|weekday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\\b|星期几|周几|礼拜几|是(?:不是)?(?:周末|工作日)");
    private static final Pattern DATE = Pattern.compile(
            "\\b(?:what|which)(?:'s| is| was| will be| would be)?(?: the| its)?(?: exact| calendar)? (?:date|day)\\b|\\bwhen\\b|\\bdate\\b"
                    + "|哪一?[天日]|哪月哪[日号]|几月|几[号日]|何日|哪日|多少号|什么时候|啥时候|[什啥]么?(?:日子|日期|时候|时间)|几时|哪年|日期|何时|哪号");
    private static final Pattern BACK = Pattern.compile(
            "\\b(?:before|earlier|ago|back|backwards?|minus|subtract|less|take (?:away|off)|deduct|prior|previous|ahead of)\\b|¤(?:之|以)?前|往前|向前|前推|倒推|减|提前|倒数|之前|以前");
    private static final Pattern ONWARD = Pattern.compile(
            "\\b(?:from|after|later|in|plus|add|added|since|starting|past|hence|out|time|within|lasts?|runs?|forward|following|for)\\b|¤的?(?:之|以)?[后内]|过|往后|向后|后推|加|顺延|延|算起|开始|起|后面|之后|以后|到时|届时|那时|到期|有效期|为期|保质期|试用期");
    private static final Pattern SINCE = Pattern.compile(
            "\\b(?:since|ago|passed|been|elapsed|gone by|so far|old|was|were|did|born|started|has it)\\b|至今|到现在|到今天|到今|过了|已经|距今|了(?:多|几)|[天周月年久]了|多大|几岁|以来|过去");
    /** Orders and questions of another kind. */
    private static final Pattern OTHER = Pattern.compile(
            "\\b(?:remind|reminder|schedule|alarm|timer|weather|rain|happened?|forecast|flights?|tickets?|translate|appointment|poem|recipe|todo|to-do|note that|make a note|who|where|why)\\b"
                    + "|\\b(?:book|reserve|order|buy) (?:a|an|me|us|two)\\b|\\bwhat time\\b|提醒|天气|下雨|闹钟|航班|发生|习俗|翻译|记一?下|记住|待办|预[订约]|订(?:票|一)|怎么|放.{0,4}假|假期|星座|几点|为什么|谁");

    /** "Between 1 and 10 June", "the 15th day after": what was mentioned is not all of the day. */
    private static final Pattern HALF_A_DAY =
            Pattern.compile("\\d (?:and|to|or) §|§[之以]?[后前]?的?第[\\d一二三四五六七八九十百]+[天日周]");

    private static final Pattern TODAY = Pattern.compile("today|now|right now|今[天日]?|现在|目前");
    private static final Pattern NEAR = Pattern.compile(
            "(?:the )?(?:day (?:after )?)?tomorrow|yesterday|(?:the )?day before yesterday|[明昨][天日]|大?后天|大?前天");
    private static final Pattern IN_DIGITS = Pattern.compile(
            ".*(?:\\d{1,2}[-/.]\\d|月[\\d一二三四五六七八九十]+[日号]?$).*|(?:the )?\\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]{3,9}\\.?(?:,? \\d{4})?|[a-z]+\\.? \\d{1,2}\\b.*");

    private static final Pattern YEAR_BEHIND =
            Pattern.compile("(" + Feasts.alternatives() + ")的?,?(?:在|是)?(\\d{4}年|[今明后]年)(?!的?[前后])");
    private static final Pattern NAMED =
            Pattern.compile("(\\d{4}年|[今明后]年)(?:的)?[\\p{IsHan}&&[^月日号年初一二三四五六七八九十]]{1,6}?(?=\\d{1,2}月\\d)");
    /** An order to count on from a day or back, which asks for a date without saying so. */
    private static final Pattern COUNT_ON = Pattern.compile(
            "\\b(?:add|plus|subtract|minus|count (?:on|forward|back|backwards)|deduct|take away)\\b|加上?¤|再加|往[后前]推?¤|向[后前]推?¤|[后前倒]推¤|减去?¤");

    static boolean isToday(String day) {
        return TODAY.matcher(day).matches();
    }

    /** What a plain request comes to; empty if it is not clear. */
    static Optional<Gist> of(String plain) {
        String text = turned(plain);
        if (OTHER.matcher(text).find()) {
            return Optional.empty();
        }
        Mentions mentions = Mentions.of(text);
        String rest = mentions.rest();
        Matcher howMuch = HOW_MUCH.matcher(rest);
        if (HALF_A_DAY.matcher(rest).find()) {
            return Optional.empty();
        }
        if (howMuch.find()) {
            return mentions.spans().isEmpty() ? difference(mentions, howMuch) : Optional.empty();
        }
        if (!mentions.spans().isEmpty()) {
            boolean counted =
                    !mentions.days().isEmpty() && COUNT_ON.matcher(rest).find();
            return counted || DATE.matcher(rest).find() || WEEKDAY.matcher(rest).find()
                    ? addition(mentions)
                    : Optional.empty();
        }
        return weekday(mentions);
    }

    /** "清明节2027年" with the year first, "2027年高考6月7日" without the name, "今早" as today. */
    private static String turned(String plain) {
        String days = plain.replaceAll("([今明昨后前])儿个?", "$1天").replaceAll("今[早晚晨午](?!饭)|今(?=起)", "今天");
        return NAMED.matcher(YEAR_BEHIND.matcher(days).replaceAll("$2$1")).replaceAll("$1");
    }

    private static Optional<Gist> difference(Mentions mentions, Matcher howMuch) {
        List<String> days = mentions.days().stream().distinct().toList();
        List<String> others = mentions.otherDays();
        String unit = unit(mentions.rest(), howMuch);
        if (others.size() == 1) {
            boolean since =
                    SINCE.matcher(mentions.rest()).find() || isToday(days.get(days.size() - 1)) && days.size() == 2;
            String from = since ? others.get(0) : "today";
            String to = since ? "today" : others.get(0);
            return Optional.of(new Gist(Wish.DIFFERENCE, DifferenceGrammar.arguments(from, to, unit, false)));
        }
        return others.size() == 2 && days.size() == 2
                ? Optional.of(new Gist(
                        Wish.DIFFERENCE,
                        DifferenceGrammar.arguments(days.get(0), days.get(1), unit, unit.equals("working-days"))))
                : Optional.empty();
    }

    private static String unit(String rest, Matcher howMuch) {
        if (WORKING.matcher(rest).find()) {
            return "working-days";
        }
        Matcher in = IN_UNIT.matcher(rest);
        if (in.find()) {
            return DifferenceGrammar.named(in.group(1) == null ? in.group(2) : in.group(1));
        }
        for (String name : List.of("unit", "unit2", "unit3", "unit4")) {
            if (howMuch.group(name) != null) {
                return DifferenceGrammar.named(howMuch.group(name));
            }
        }
        return howMuch.group().matches("how old|.*\\bage\\b.*|几岁|多大|岁数|年[龄纪]") ? "years" : "days";
    }

    private static Optional<Gist> addition(Mentions mentions) {
        List<String> others = mentions.otherDays();
        Optional<Span> span = mentions.span();
        boolean back = BACK.matcher(mentions.rest()).find();
        // what lasts a while from a named day ends later, however that is said
        boolean onward =
                ONWARD.matcher(mentions.rest()).find() || !mentions.days().isEmpty();
        if (span.isEmpty() || others.size() > 1 || !back && !onward) {
            return Optional.empty();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("date", others.isEmpty() ? "today" : others.get(0));
        values.putAll((back ? span.get().negated() : span.get()).parts());
        return Optional.of(new Gist(Wish.ADDITION, values));
    }

    private static Optional<Gist> weekday(Mentions mentions) {
        List<String> others = mentions.otherDays();
        if (others.size() != 1 || NEAR.matcher(others.get(0)).matches()) {
            return Optional.empty();
        }
        String day = others.get(0);
        boolean asked = WEEKDAY.matcher(mentions.rest()).find()
                || DATE.matcher(mentions.rest()).find()
                        && !IN_DIGITS.matcher(day).matches();
        return asked ? Optional.of(new Gist(Wish.WEEKDAY, Map.of("date", day))) : Optional.empty();
    }
}
