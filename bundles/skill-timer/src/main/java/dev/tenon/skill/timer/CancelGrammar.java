// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import dev.tenon.api.skill.Understanding;
import java.util.List;
import java.util.Optional;

/** Requests to cancel timers. */
final class CancelGrammar {
    private static final String DO =
            "(?:cancel|stop|end|delete|remove|clear|kill|dismiss|turn off|switch off|shut off|abort|drop"
                    + "|get rid of|never ?mind|forget(?: about)?|silence|scrap|disable|terminate|erase|discard|call off|take off|take down|cut|quit|halt|shut down|undo|lose|deactivate)";
    private static final String ALL =
            "(?:(?:all|every|each|both|any)(?: single| of)?(?: the| my| our| these| those)?|the|my|our|these)";
    private static final String TIMERS = "(?:running |active |remaining |other )?(?:timers|count ?downs)";
    private static final String NEEDLESS = "(?:i |we )?(?:really )?(?:don't|do not|no longer) need ";

    private static final List<Form> ENGLISH_ALL = List.of(
            Form.of(DO + " (?:" + ALL + " )?" + TIMERS + "(?: at once)?"),
            Form.of(DO + " (?:every(?: single)?|each) (?:running |active )?(?:timer|count ?down)"),
            Form.of("(?:turn|switch|shut) (?:" + ALL + " )?" + TIMERS + " off"),
            Form.of("(?:no more|" + ALL + ") " + TIMERS + "(?: off)"),
            Form.of("no more timers"),
            Form.of(DO + " (?:them all|all of them|everything), (?:all (?:the |my )?|the |my )?timers"),
            Form.of("(?:" + ALL + " )" + TIMERS
                    + " (?:can|should) (?:go|stop|be (?:cancell?ed|stopped|deleted|removed))"),
            Form.of(NEEDLESS + "(?:" + ALL + " )?" + TIMERS + "(?: any ?more)?"));

    private static final List<Form> ENGLISH_ONE = List.of(
            Form.of(DO + " an? (?:timer|count ?down)"),
            Form.of("(?:stop|quit|end|cancel) (?:counting(?: down)?|the counting|timing(?: me)?)"),
            Form.of(DO + " the (?<length3>" + Durations.ENGLISH + ") one, (?:that|the) timer"),
            Form.of(Which.ENGLISH + " (?:can|should) (?:go|stop|end)"),
            Form.of(Which.ENGLISH + " (?:isn't|is not) (?:needed|necessary)(?: any ?more)?"),
            Form.of(DO + " " + Which.ENGLISH),
            Form.of("(?:turn|switch|shut) " + Which.ENGLISH + " off"),
            Form.of(NEEDLESS + Which.ENGLISH + "(?: any ?more)?"),
            Form.of(Which.ENGLISH + " (?:off|is no longer needed|can be (?:cancell?ed|stopped|deleted|removed))"));

    private static final String VERB =
            "(?:取消掉?|取消了|停一下|中断|撤了|撤|打断|作废|撤掉|拿掉|别响|不要|停止|停掉|停下|停了|停|关掉|关闭|关了|关上|关|删除|删掉|删了|删|清除|清空|清掉|结束掉?|终止|中止|去掉|撤销|移除|移掉|关一下|停下来)";
    private static final String EVERY = "(?:所有|全部|一切|每个|每一个)";
    private static final String TIMER = "(?:倒数计时|闹铃|倒计时器|计时器|定时器|倒计时|计时|定时)";

    private static final List<Form> CHINESE_ALL = List.of(
            Form.of(VERB + "(?:我)?(?:的)?" + EVERY + "(?:正在运行)?的?" + TIMER),
            Form.of("(?:把|将)?(?:我的)?" + EVERY + "(?:正在运行)?的?" + TIMER + "(?:都|全部|全都|全|给)?" + VERB),
            Form.of("(?:把|将)?(?:我的)?" + TIMER + "(?:全部|全都|都|全)(?:给)?" + VERB),
            Form.of("(?:我的)?" + TIMER + "(?:全部|全都|都|全)(?:不要|不用|不需要|可以停|可以关|作废)"),
            Form.of("(?:所有|全部)的?" + TIMER + "(?:都)?(?:不要|不用|不需要)"));

    private static final List<Form> CHINESE_ONE = List.of(
            Form.of(VERB + "(?:一下)?(?:一?个)?" + Which.CHINESE),
            Form.of("(?:把|将)" + Which.CHINESE + "(?:给)?" + VERB),
            Form.of(Which.CHINESE + "(?:给我)?" + VERB),
            Form.of("(?:不要|不用|不需要|别)再?" + Which.CHINESE),
            Form.of("(?:不要|不用|不需要|别)再?给(?<name>[^的,]{1,12}?)(?:计时|定时|倒计时)"),
            Form.of("(?:刚才|刚刚|刚设|刚定)的?(?:那个|这个)?(?:的)?" + Which.CHINESE + "(?:给我)?" + VERB),
            Form.of(Which.CHINESE + "(?:可以|就|先|请|麻烦|帮我|给我)+" + VERB),
            Form.of(Which.CHINESE + "(?:可以|都|已经)?(?:不要|不用|不需要|用不着|没用|作废|算)"));

    private CancelGrammar() {}

    /** Reads which timers are meant. */
    static Optional<Understanding> read(String request) {
        return Phrase.readings(request).stream()
                .filter(phrase ->
                        !(phrase.chinese() && phrase.question() && phrase.text().endsWith("结束")))
                .flatMap(phrase ->
                        target(phrase).stream().map(target -> new Understanding(target.arguments(), phrase.sure(1))))
                .findFirst();
    }

    private static Optional<Target> target(Phrase phrase) {
        String text = phrase.text();
        boolean all = (phrase.chinese() ? CHINESE_ALL : ENGLISH_ALL)
                .stream().anyMatch(form -> form.match(text).isPresent());
        return all ? Optional.of(Target.everyOne()) : one(phrase.chinese() ? CHINESE_ONE : ENGLISH_ONE, text);
    }

    private static Optional<Target> one(List<Form> forms, String text) {
        return forms.stream()
                .flatMap(form -> form.match(text).flatMap(match -> Which.read(form, match, text)).stream())
                .findFirst();
    }
}
