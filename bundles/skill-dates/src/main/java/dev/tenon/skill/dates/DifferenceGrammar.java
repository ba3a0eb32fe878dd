// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The turns of phrase that ask how much time lies between two days. */
final class DifferenceGrammar {
    private static final String UNIT =
            "(?<unit>(?:calendar |full |whole |more )?days?|(?:working|business|work|week) ?-?days?"
                    + "|(?:full |whole |more )?(?:weeks?|months?|years?)|nights|sleeps)";
    private static final String FILL =
            "(?: (?:are|is|were|was|have|has|do|did|does|will|be|there|we|i|you|it|passed|gone|by"
                    + "|elapsed|been|left|remain|remaining|to go|to wait|still|away|come|lie|got|now|from now|from today|since today|in total|altogether)\\b)*+";
    private static final String TO = "(?: until| till| 'til| til| before| to| up to| from now to| from now until"
            + "| from today to| from today until)(?: it is| it's| we reach|(?: the| our| my| his| her| their)(?: [a-z']+){1,4} on| the| our| my)?";
    private static final String A = "(?<a>.+?)";
    private static final String B = "(?<b>.+?)";
    private static final String BETWEEN = "(?:(?:in )?between " + A + " (?:and|to) " + B + "|from "
            + A.replace("a>", "c>") + " (?:to|until|till|through) " + B.replace("b>", "d>") + ")";
    private static final String TAIL = "(?: in (?<tail>days|weeks|months|years|working days|business days))?"
            + "(?<both>,? inclusive(?:ly)?| including (?:both|both days|the last day|both ends))?";
    private static final String WHAT = "(?:what is |what's |how (?:long|much|big|large) is )?(?:the )?";

    private static final String ASK = "(?:(?:(?:多少|几)个?(?<unit>工作日|天|日|周|星期|礼拜|月|年|晚))|多久|多长时间|多少时间)了?";
    private static final String HAVE = "(?:一共|总共|共|还|已经|已|中间|相差|相距|相隔|间隔|隔了?|差了?|剩下?|有|是|经过|过去?|要|需要?|等|大概|了)*+";
    private static final String TIL = "(?:距离?|离|到|至)";

    private static final Pattern TODAY = Pattern.compile("today|now|right now|今天?|今日|现在|目前");

    static final Grammar GRAMMAR = new Grammar(english(), chinese(), Story::distance, Gist.Wish.DIFFERENCE);

    private DifferenceGrammar() {}

    private static Form<Map<String, Object>> form(String pattern) {
        return Form.maybe(pattern, DifferenceGrammar::values);
    }

    /** Words for time that lies ahead: the second day is named, the first is today. */
    private static Form<Map<String, Object>> until(String pattern) {
        return Form.maybe(pattern, match -> values(match, "today", match.group("b")));
    }

    private static Form<Map<String, Object>> since(String pattern) {
        return Form.maybe(pattern, match -> values(match, match.group("a"), "today"));
    }

    /** Until the year, month or week is over. */
    private static Form<Map<String, Object>> ending(String pattern, String before) {
        return Form.maybe(pattern, match -> {
            String end = match.group("end");
            return values(match, "today", before.isEmpty() ? end + "底" : before + end);
        });
    }

    private static List<Form<Map<String, Object>>> english() {
        return List.of(
                form("(?:how many|what is the number of|what's the number of|the number of|number of|the)? ?" + UNIT
                        + FILL + " " + BETWEEN + TAIL),
                form("(?:how long|how much time)" + FILL + " " + BETWEEN + TAIL),
                form(WHAT
                        + "(?:time |date |day )?(?:difference|distance|interval|gap|span|time|period)(?: in (?:time|days|dates))? "
                        + BETWEEN + TAIL),
                form("(?:how many " + UNIT + "|how (?:far|long)) (?:apart )?(?:are|is|separates?|lies?) " + A
                        + " (?:and|from) " + B + "(?: apart)?"),
                form(BETWEEN + ",?(?: is| are| in| it is)?(?: how many| what number of) " + UNIT + FILL),
                until("(?:how many |the number of |number of )?" + UNIT + FILL + TO + " " + B + TAIL),
                until("(?:how long|how much (?:longer|time)|time|time left)" + FILL + TO + " " + B + TAIL),
                until("how many " + UNIT + " (?:away )?is " + B + "(?: away| from now| from today)?"),
                until("how (?:far|long) (?:away|off) is " + B),
                until(B + "(?:'s)? count ?down"),
                until("how soon is " + B),
                until("(?:start a |a |the )?count ?down (?:to|until|for) " + B),
                until(B + " (?:is )?(?:in )?how many " + UNIT + "(?: away| left| to go| from now)?"),
                since("(?:how many |the number of |number of )?" + UNIT + FILL + " (?:since|after) " + A + TAIL),
                since("(?:how long|how much time)" + FILL + " since " + A + TAIL),
                since("how (?:long|many " + UNIT + ") ago (?:is|was) " + A),
                since("how (?:long|many " + UNIT + ")(?: has it been| is it| have passed) from " + A),
                ending("how many " + UNIT + FILL + " (?:in|of) (?:the|this) (?<end>year|month|week)", "end of the "),
                Form.maybe(
                        "how old (?:am i|is (?:he|she|it|someone|somebody|a person)|are you)(?: if| when)?(?: (?:i|he|she|it)(?: was| is)?| who was| who is)?"
                                + ",? born (?:on )?" + A,
                        match -> Days.read(match.group("a"))
                                .map(day -> arguments(match.group("a"), "today", "years", false))));
    }

    private static List<Form<Map<String, Object>>> chinese() {
        return List.of(
                ending("(?:今|这个?|本)(?<end>[年月])还?(?:有|剩下?)" + ASK, ""),
                until("(?:从)?" + B + "(?:距离?|离)(?:今天|现在)还" + HAVE + ASK),
                since("(?:自从?|从|我是?)?" + A + "(?:以来|开始|算起|出生)?的?,?(?:距今|至今|到今天?|到现在|到目前|离今天|离现在|距离?今天|距离?现在)(?:为止)?"
                        + HAVE + ASK),
                until("(?:现在|今天|今)?(?:还)?" + TIL + B + "(?:那天)?(?:为止)?" + HAVE + ASK + "(?:时间)?"),
                form("(?:从|自)?" + A + "(?:到|至|距离?|离|和|与|跟|同)" + B + "(?:为止)?(?:之间|期间)?(?:的)?" + HAVE + ASK
                        + "(?<both>\\(?(?:包括|包含|含)首尾\\)?)?"),
                since("(?:自从?|从)?" + A + "(?:以来|开始|起|算起)?(?:已经|已)?过去?了?" + ASK),
                until("还?(?:有|剩下?)" + ASK + "(?:就|才)?(?:是|到|过|轮到)了?" + B),
                until(B + "(?:还|就)?(?:有|要|差|剩|是在?)" + ASK + "(?:才|就)?(?:到|来|后|之后|以后)?"),
                since(A + "是?(?:在)?" + ASK + "(?:之|以)?前"),
                form(A + "(?:到|至|和|与|跟)" + B
                        + "(?:之间)?的?(?:间隔|相隔|相差)?的?(?:(?<unit>天|工作日|周|月)数?|日期差|时间差|间隔|时间)(?:是?多少)?"),
                form("(?:两个日期|两天)?(?:之间)?(?:相差|相隔|间隔)" + ASK + "[:,]" + A + "(?:到|至|和|与|跟)" + B),
                since("距今" + ASK + ",?" + A),
                until("倒计时到?" + B),
                until(B + "的?倒计时"),
                Form.maybe(A + "(?:出)?生的?(?:人|我)?,?(?:到)?(?:今年|现在|今天)?(?:是|有)?(?:几岁|多少岁|多大)了?", match -> Days.read(
                                match.group("a"))
                        .map(day -> arguments(match.group("a"), "today", "years", false))));
    }

    private static Optional<Map<String, Object>> values(Matcher match) {
        String first = group(match, "a");
        String second = group(match, "b");
        return values(match, first == null ? group(match, "c") : first, second == null ? group(match, "d") : second);
    }

    private static Optional<Map<String, Object>> values(Matcher match, @Nullable String from, @Nullable String to) {
        if (from == null || to == null) {
            return Optional.empty();
        }
        String unit = unit(match);
        boolean named = unit.isEmpty();
        boolean readable = named
                ? Days.read(from).isPresent() && Days.read(to).isPresent()
                : Days.readStart(from).isPresent() && Days.readStart(to).isPresent();
        if (!readable && !(to.equals("today") || from.equals("today"))) {
            return Optional.empty();
        }
        if (Days.readStart(from).isEmpty() || Days.readStart(to).isEmpty()) {
            return Optional.empty();
        }
        if (TODAY.matcher(from.strip()).matches() && TODAY.matcher(to.strip()).matches()) {
            return Optional.empty();
        }
        boolean between = !from.equals("today") && !to.equals("today");
        boolean both = group(match, "both") != null || unit.equals("working-days") && between;
        return Optional.of(arguments(from.strip(), to.strip(), unit.isEmpty() ? "days" : unit, both));
    }

    static Map<String, Object> arguments(String from, String to, String unit, boolean bothEnds) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("from", from);
        values.put("to", to);
        values.put("unit", unit);
        if (bothEnds) {
            values.put("bothEnds", true);
        }
        return values;
    }

    private static String unit(Matcher match) {
        String tail = group(match, "tail");
        String unit = tail == null ? group(match, "unit") : tail;
        return unit == null ? "" : named(unit);
    }

    /** The unit of the argument. */
    static String named(String unit) {
        if (unit.isEmpty()) {
            return "days";
        }
        if (unit.startsWith("work") || unit.startsWith("business") || unit.matches("week ?-?days?|工作日")) {
            return "working-days";
        }
        if (unit.contains("week") || unit.matches("周|星期|礼拜")) {
            return "weeks";
        }
        if (unit.contains("month") || unit.equals("月")) {
            return "months";
        }
        return unit.contains("year") || unit.equals("年") ? "years" : "days";
    }

    private static @Nullable String group(Matcher match, String name) {
        return match.pattern().pattern().contains("(?<" + name + ">") ? match.group(name) : null;
    }
}
