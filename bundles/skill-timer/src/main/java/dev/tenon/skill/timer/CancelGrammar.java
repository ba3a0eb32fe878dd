// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import java.util.List;
import java.util.Optional;

/** Requests to cancel timers. */
final class CancelGrammar {
    private static final String DO =
            "(?:cancel|stop|end|delete|remove|clear|kill|dismiss|turn off|switch off|shut off|abort|drop"
                    + "|get rid of|never ?mind|forget(?: about)?|silence|scrap|disable|terminate|erase|discard|call off)";
    private static final String ALL =
            "(?:(?:all|every|each|both|any)(?: single| of)?(?: the| my| our| these| those)?|the|my|our|these)";
    private static final String TIMERS = "(?:running |active |remaining |other )?(?:timers|count ?downs)";
    private static final String NEEDLESS = "(?:i )?(?:don't|do not|no longer) need ";

    private static final List<Form> ENGLISH_ALL = List.of(
            Form.of(DO + " (?:" + ALL + " )?" + TIMERS + "(?: at once)?"),
            Form.of(DO + " (?:every(?: single)?|each) (?:running |active )?(?:timer|count ?down)"),
            Form.of("(?:turn|switch|shut) (?:" + ALL + " )?" + TIMERS + " off"),
            Form.of("(?:no more|" + ALL + ") " + TIMERS + "(?: off)"),
            Form.of("no more timers"),
            Form.of(NEEDLESS + "(?:" + ALL + " )?" + TIMERS + "(?: any ?more)?"));

    private static final List<Form> ENGLISH_ONE = List.of(
            Form.of(DO + " an? (?:timer|count ?down)"),
            Form.of(DO + " " + Which.ENGLISH),
            Form.of("(?:turn|switch|shut) " + Which.ENGLISH + " off"),
            Form.of(NEEDLESS + Which.ENGLISH + "(?: any ?more)?"),
            Form.of(Which.ENGLISH + " (?:off|is no longer needed|can be (?:cancell?ed|stopped|deleted|removed))"));

    private static final String VERB = "(?:取消掉?|停止|停掉|停下|停了|停|关掉|关闭|关了|关上|关|删除|删掉|删了|删|清除|清空|清掉|结束掉?|终止|中止|去掉|撤销|移除)";
    private static final String EVERY = "(?:所有|全部|一切|每个|每一个)";
    private static final String TIMER = "(?:倒计时器|计时器|定时器|倒计时|计时|定时)";

    private static final List<Form> CHINESE_ALL = List.of(
            Form.of(VERB + "(?:我)?(?:的)?" + EVERY + "(?:正在运行)?的?" + TIMER),
            Form.of("(?:把|将)?(?:我的)?" + EVERY + "(?:正在运行)?的?" + TIMER + "(?:都|全部|全都|全|给)?" + VERB),
            Form.of("(?:把|将)?(?:我的)?" + TIMER + "(?:全部|全都|都|全)(?:给)?" + VERB),
            Form.of("(?:所有|全部)的?" + TIMER + "(?:都)?(?:不要|不用|不需要)"));

    private static final List<Form> CHINESE_ONE = List.of(
            Form.of(VERB + "(?:一下)?(?:一?个)?" + Which.CHINESE),
            Form.of("(?:把|将)" + Which.CHINESE + "(?:给)?" + VERB),
            Form.of(Which.CHINESE + "(?:给我)?" + VERB),
            Form.of("(?:不要|不用|不需要|别)再?" + Which.CHINESE),
            Form.of(Which.CHINESE + "(?:不要|不用|不需要)"));

    private CancelGrammar() {}

    /** Reads which timers are meant. */
    static Optional<Target> read(String request) {
        return Phrase.of(request)
                .filter(phrase ->
                        !(phrase.chinese() && phrase.question() && phrase.text().endsWith("结束")))
                .flatMap(phrase -> {
                    String text = phrase.text();
                    boolean all = (phrase.chinese() ? CHINESE_ALL : ENGLISH_ALL)
                            .stream().anyMatch(form -> form.match(text).isPresent());
                    return all
                            ? Optional.of(Target.everyOne())
                            : one(phrase.chinese() ? CHINESE_ONE : ENGLISH_ONE, text);
                });
    }

    private static Optional<Target> one(List<Form> forms, String text) {
        return forms.stream()
                .flatMap(form -> form.match(text).flatMap(match -> Which.read(form, match)).stream())
                .findFirst();
    }
}
