// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** Requests for a new timer. */
final class StartGrammar {
    private static final String TIME = "(?<time>" + Durations.ENGLISH + ")";
    private static final String VERB =
            "(?:set|kick off|get going|fire up|do|start|create|make|begin|run|add|open|launch|put on|new|another|use|have|need|want"
                    + "|give me|get me|i need|i want|i'd like|i would like)(?: up| me)?";
    private static final String A = "(?: (?:an?|the|another|one|my))?(?: new| quick| short| long)?";
    private static final String NOUN = "(?:count ?down )?(?:timer|count ?down|alarm)";
    private static final String FOR =
            "(?:,|:|,? that's|,? make it|,? say| in| of| for| to| at| with| on| lasting| that (?:lasts|runs(?: for)?|(?:rings|goes off|ends) (?:in|after)))?"
                    + "(?: about| exactly)?";
    private static final String CALLED = "(?:for|called|named|labell?ed|titled|with the name) (?<name>.{1,60}?)";
    private static final String THEN =
            "(?: from now)?(?:,? (?:" + CALLED + "|(?:to|(?:to|and) remind me to) (?<task>.{1,60}?)))?";
    private static final String CALL =
            "(?:tell|alert|notify|ping|ring|buzz|beep|wake|warn|remind|nudge)(?: me)?(?: up)?";

    private static final List<Form> ENGLISH = List.of(
            Form.of(VERB + A + " " + NOUN + FOR + " " + TIME + THEN),
            Form.of(VERB + A + " " + TIME + "(?: long)? " + NOUN + THEN),
            Form.of(VERB + A + " " + TIME + " (?<name>.{1,40}?) timer"),
            Form.of(VERB + A + " (?<name>.{1,40}?) timer" + FOR + " " + TIME),
            Form.of(VERB + A + " " + NOUN + ",? " + CALLED + "(?:,|:)?(?: for| of| to| at| with)? " + TIME),
            Form.of("(?:an? |one )?" + NOUN + FOR + " " + TIME + THEN),
            Form.of("(?:an? |one |another )?" + TIME + "(?: long)? " + NOUN + THEN),
            Form.of("(?:an? )?(?<name>.{1,40}?) timer(?:,|:)?(?: for| of)? " + TIME),
            Form.of("(?:an? )?" + TIME + " (?<name>.{1,40}?) timer"),
            Form.of("(?:put|set) " + TIME + " on (?:the|a|my) (?:timer|clock)" + THEN),
            Form.of("(?:start )?count(?:ing)? ?down(?: from| for| of)? " + TIME + THEN),
            Form.of(CALL + " (?:in|after) " + TIME + "(?: from now)?(?:,? (?:to|about|that|of) (?<task>.{1,60}?))?"),
            Form.of(CALL + " (?:to|about) (?<task>.{1,60}?) (?:in|after) " + TIME + "(?: from now)?"),
            Form.of("(?:in|after) " + TIME + ",? " + CALL + "(?: (?:to|about|that|of) (?<task>.{1,60}?))?"),
            Form.of(
                    "(?:(?:can|could) you )?(?:let me know|give me a (?:shout|call|nudge|ping|heads-up)|call me|shout) (?:in|after) "
                            + TIME + "(?: from now)?"),
            Form.of("give me " + TIME + " on the (?:clock|timer)"),
            Form.of("(?:start timing|start counting|time|count)(?: for)? " + TIME + THEN),
            Form.of("(?:get|have|keep) (?:a|the) timer (?:going|running|started)(?: for)? " + TIME + THEN),
            Form.of("(?:name|call|label) (?:a|the) timer (?<name>.{1,40}?) and set it (?:for|to) " + TIME),
            Form.of("(?:set|start) (?:an? )?alarm (?:for|in) " + TIME + " from now"),
            Form.of("(?:(?:let me know|tell me|alert me|notify me|warn me|say so) )?(?:when|once) " + TIME
                    + " (?:is|are|has|have) (?:up|over|passed|gone|elapsed|gone by)"),
            Form.of("time (?:me )?(?:for )?" + TIME + THEN),
            Form.of("time (?:the|my|some) (?<name>.{1,40}?) for " + TIME));

    private static final String LENGTH = "(?<time>" + Durations.CHINESE + ")";
    private static final String DO =
            "(?:设置|设定|设立|设|定|订|开启|开始|开|启动|来|新建|新增|创建|建立|建|添加|加|弄|上|搞|整|做|给我|要|需要|用|跑|起|倒|按|掐)?";
    private static final String ONE = "(?:一下|一?个|一)??(?:新的?)??";
    private static final String A_NEW = "(?:一下|一?个)?+(?:新的?)?+";
    private static final String TIMER = "(?:倒计时器|计时器|定时器|倒数计时|倒计时|计时|定时|闹钟|闹铃|番茄钟|倒数|timer)";
    private static final String LATER = "(?:以后|之后|过后|后)";
    private static final String NAMED = "(?:名字|名称|名)?(?:叫做?|是|为|命名为|用来|用于|给|提醒我)";

    private static final List<Form> CHINESE = List.of(
            Form.of(DO + ONE + LENGTH + LATER + "?(?:响)?的?" + TIMER + "(?:开始)?"),
            Form.of(DO + ONE + LENGTH + LATER + "?的?" + TIMER + ",?" + NAMED + "(?<name>.{1,20}?)(?:用的?)?"),
            Form.of(DO + ONE + LENGTH + "的?(?<name>[^的,]{1,12}?)的?" + TIMER),
            Form.of(DO + ONE + TIMER + ",?(?:设置?为|设置?成|设置?|定为|调为|调到|时间为?|时长为?|为|是|到|:)?(?:一下)?" + ONE + LENGTH + "(?:"
                    + LATER + "(?:响铃?|结束|提醒我?|叫我)?)?"),
            Form.of(DO + A_NEW + "(?:给|为|名为|名叫|叫做?)?(?<name>[^的,]{1,12}?)[的,]?" + TIMER
                    + ",?(?:设置?[为成]|设置?|[定调]为|时间为?|时长为?|为|是|到|:)?(?:一下)?" + ONE + LENGTH),
            Form.of(DO + A_NEW + TIMER + ",?" + NAMED + "(?<name>.{1,12}?),(?:时间|时长)?(?:为|是)?" + LENGTH),
            Form.of("(?:再?过|等|再等|在|大概)?" + LENGTH + LATER
                    + "?,?(?:的时候)?(?:请|再)?(?:提醒|通知|叫醒|叫|喊|告诉|呼叫)(?:一下)?我?(?:一下|一声)?"),
            Form.of("(?:再?过|等|再等|在)?" + LENGTH + LATER
                    + "?,?(?:请|再)?(?:提醒|通知|叫|喊)(?:一下)?我(?:一下|一声)?,?(?:去|要|该)?(?<task>.{1,20})"),
            Form.of("(?:提醒|叫)我" + LENGTH + LATER + ",?(?:去|要|该)?(?<task>.{1,20})"),
            Form.of("(?:设定?|定|来|开|给我|订|搞)(?:一?个)?" + LENGTH + "(?:的)?"),
            Form.of("(?:再?过|等|再等|在)?" + LENGTH + LATER + "(?:就|再)?(?:响铃?|响一下|闹铃?|叫|提醒|通知)(?:一下)?"),
            Form.of("(?:计个?时|倒数|倒个数|数个数|计时器?|定时器?|闹钟),?" + LENGTH),
            Form.of("(?<name>[^,]{1,8}?)" + LENGTH + ",(?:到点|到时间?|时间到了?|完了|结束)(?:就|再)?(?:叫|提醒|通知|喊)(?:一下)?我?"),
            Form.of("给(?<name>[^,]{1,12}?)(?:设|定|开|来|弄)(?:一?个)?" + LENGTH + "的?" + TIMER),
            Form.of("(?:掐表|掐时间|数|看着时间),?" + LENGTH));

    /**
     * A timer that is asked for.
     *
     * @param length of any length
     * @param name what it is for
     * @param confidence less than one if the name is long enough to be something else
     */
    record Start(Duration length, Optional<String> name, double confidence) {}

    private StartGrammar() {}

    static Optional<Start> read(String request) {
        return Phrase.readings(request).stream()
                .flatMap(phrase -> (phrase.chinese() ? CHINESE : ENGLISH)
                        .stream()
                                .flatMap(form ->
                                        form
                                                .match(phrase.text())
                                                .flatMap(match -> start(form, match, phrase))
                                                .stream()))
                .findFirst();
    }

    private static Optional<Start> start(Form form, Matcher match, Phrase phrase) {
        Optional<String> said = form.group(match, phrase.text(), "name");
        Optional<String> task = form.group(match, phrase.text(), "task");
        Optional<String> name = said.flatMap(Names::read).or(() -> task.flatMap(Names::task));
        if (name.isEmpty() && (said.isPresent() || task.isPresent())) {
            return Optional.empty();
        }
        double confidence = name.map(text -> text.length() > 40 || text.split(" ").length > 6 ? 0.8 : 1.0)
                .orElse(1.0);
        return form.group(match, phrase.text(), "time")
                .flatMap(Durations::read)
                .map(length -> new Start(length, name, phrase.sure(confidence)));
    }
}
