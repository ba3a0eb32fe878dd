// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Facts with their dates, and a question about them: "I sign on 5 May and there are 14 days, when does it end".
 *
 * @param facts what is told, with the dates taken out
 * @param dates in their order
 * @param question the last clause
 */
record Story(String facts, List<String> dates, String question) {
    private static final String MONTH = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
            + "|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    private static final String TH = "\\d{1,2}(?:st|nd|rd|th)?";
    private static final String HAN = "[〇零一二三四五六七八九十\\d]";
    private static final Pattern DATE =
            Pattern.compile("\\b\\d{4}-\\d{1,2}-\\d{1,2}\\b|\\b\\d{1,2}/\\d{1,2}/\\d{4}\\b|\\b(?:the )?"
                    + TH + "(?: of)? " + MONTH + "(?:,? \\d{4})?\\b|\\b" + MONTH + " (?:the )?" + TH
                    + "(?:,? \\d{4})?\\b|(?:(?:" + HAN
                    + "{4}|[今明后去])年)?" + HAN + "{1,3}月" + HAN + "{1,3}[日号]");
    private static final Pattern LAST = Pattern.compile("(?:^|.*[,;:!.。?、-] ?)(?<question>[^,;:!.。?、]{2,60})[?!.。 ]*");

    private static final Pattern WEEKDAY = Pattern.compile(
            "(?:so |and )?(?:on )?(?:what|which) (?:day of (?:the )?week|week ?day)(?: (?:is|was|will|did|does|would)(?: it| that| i| he| she| we| this)?(?: be| fall(?: on)?| born| born on)?)?(?: on)?"
                    + "|(?:请问)?(?:那?一?天|当天|这天|是)*(?:星期几|周几|礼拜几)");
    private static final Pattern END = Pattern.compile(
            "(?:so |and )?(?:when (?:does|will|do|am|is|would|must|should) .{1,40}|(?:on )?(?:what|which) (?:date|day) (?:is|does|will|would) (?:that|it|this)(?: .{1,30})?|what's my last day|what is (?:my|the) (?:last day|deadline|end date|due date))"
                    + "|(?:那|它|合同|最后一天|最晚|到期日?期?|截止日?期?|结束|转正|过保|[会到该应在是])*(?:哪一?天|几月几[号日]|几[号日]|什么时候|何时)(?:到期|结束|转正|过保|截止|为止|毕业|完成|出院|回来)?");
    private static final Pattern SINCE = Pattern.compile(
            "how (?:long(?= )|many (?<unit>days|weeks|months|years))(?: (?:(?:ago )?(?:is|was) (?:that|it)|has (?:it|that) been|exactly)(?: ago| now| exactly)?)?"
                    + "|(?:到现在|到今天|至今|距今|现在|已经|有|是|过了|一共)*(?:多久|多长时间|(?:多少|几)个?(?<unit3>天|周|月|年))了");
    private static final Pattern UNTIL = Pattern.compile(
            "how (?:long|many (?<unit>days|weeks|months|years)) (?:until then|to go|(?:do|have) (?:i|we) (?:have|got) left|(?:is|are) left|until that|away is (?:it|that))"
                    + "|(?:那|离现在|我)*还(?:要|剩下?|有|得|等|需要)+(?:多久|多长时间|(?:多少|几)个?(?<unit3>天|周|月|年))");
    private static final Pattern BETWEEN = Pattern.compile(
            "how (?:long|many (?<unit>days|weeks|months|years|nights)) (?:is (?:it|that)|am i .{1,20}|are we .{1,20}|will i be .{1,20}|in total|altogether)"
                    + "|(?:住到|到)?(?:中间|前后|总共|一共|共|是|有|相差)*(?:多久|(?:多少|几)个?(?<unit3>天|晚|周|月|年))了?");
    private static final Pattern AGE =
            Pattern.compile("how old am i(?: now| today)?|(?:今年|现在|我)*(?:是|有)?(?:几岁|多少岁|多大)了?");
    private static final Pattern SPAN_ENGLISH = Pattern.compile("(?<![\\w.])" + Spans.ENGLISH + "(?![a-z])");
    private static final Pattern SPAN_CHINESE = Pattern.compile("(?<![\\d.])" + Spans.CHINESE);

    /** "A two year warranty" is for two years, not for a year and two. */
    private static final Pattern ARTICLE = Pattern.compile("\\ban? (?=" + Numbers.ENGLISH + "[ -])");

    static Optional<Story> of(String plain) {
        Matcher last = LAST.matcher(plain);
        List<String> dates = new ArrayList<>();
        Matcher date = DATE.matcher(plain);
        while (date.find() && dates.size() < 3) {
            dates.add(date.group());
        }
        if (dates.isEmpty() || !last.matches()) {
            return Optional.empty();
        }
        String question = Wording.bare(DATE.matcher(last.group("question")).replaceAll(""));
        String facts = DATE.matcher(plain.substring(0, last.start("question"))).replaceAll("");
        return facts.isBlank() ? Optional.empty() : Optional.of(new Story(facts, List.copyOf(dates), question));
    }

    /** Which weekday the one date is. */
    Optional<Map<String, Object>> weekday() {
        boolean past = facts.matches(".*(?:\\b(?:was|were|born|got|did)\\b|出生|生日|结婚).*");
        return dates.size() == 1 && WEEKDAY.matcher(question).matches()
                ? Optional.of(past ? Map.of("date", dates.get(0), "past", true) : Map.of("date", dates.get(0)))
                : Optional.empty();
    }

    /** The end of what begins on the one date and lasts for the one while. */
    Optional<Map<String, Object>> end() {
        Matcher span = (Wording.isChinese(facts) ? SPAN_CHINESE : SPAN_ENGLISH)
                .matcher(ARTICLE.matcher(facts).replaceAll(""));
        if (dates.size() != 1
                || !END.matcher(question).matches()
                || !span.find()
                || facts.matches(".*\\b(?:before|remind)\\b.*|.*提醒.*")) {
            return Optional.empty();
        }
        Optional<Span> length = Spans.read(span.group());
        if (length.isEmpty() || span.find()) {
            return Optional.empty();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("date", dates.get(0));
        values.putAll(length.get().parts());
        return Optional.of(values);
    }

    /** How far the date is from today, or from the other one. */
    Optional<Map<String, Object>> distance() {
        if (dates.size() == 2) {
            return between(BETWEEN, dates.get(0), dates.get(1));
        }
        if (dates.size() != 1) {
            return Optional.empty();
        }
        boolean born = facts.matches(".*(?:\\bborn\\b|出生|生).*");
        return AGE.matcher(question).matches() && born
                ? Optional.of(DifferenceGrammar.arguments(dates.get(0), "today", "years", false))
                : between(SINCE, dates.get(0), "today").or(() -> between(UNTIL, "today", dates.get(0)));
    }

    private Optional<Map<String, Object>> between(Pattern asked, String from, String to) {
        Matcher match = asked.matcher(question);
        if (!match.matches()) {
            return Optional.empty();
        }
        String unit = match.group("unit") == null ? match.group("unit3") : match.group("unit");
        return Optional.of(
                DifferenceGrammar.arguments(from, to, DifferenceGrammar.named(unit == null ? "" : unit), false));
    }
}
