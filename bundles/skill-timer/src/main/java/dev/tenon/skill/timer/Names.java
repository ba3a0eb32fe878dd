// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import dev.tenon.wording.ChineseText;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What timers are for. */
final class Names {
    /** Words that begin or stand in another sentence, not in a name. */
    private static final Pattern NO_NAME = Pattern.compile(
            "^(?:how|what|when|why|who|which|where|is|are|do|does|did|can|could|should|will|if|cancel|stop|delete|remove|add|extend"
                    + "|pause|resume|reset|restart|change|turn|end|clear|show|list|check|set|start|make|play|buy|tell|to|on|from|off|of"
                    + "|in|into|at|with|before|after|until|more|for|and|than|all|every|both|each|any|no|not|number|no\\.|a|an|the|my"
                    + "|our|new|another|your|his|her|this|that|it|me|time|there|i)(?![a-z'])"
                    + "|\\b(?:timers?|countdown|alarm|and (?:then|also)|and (?:set|start|tell|play|turn))\\b"
                    + "|^(?:取消|停|删|关|清|结束|终止|中止|去掉|撤销|移除|暂停|继续|恢复|延长|减少|增加|加|改|调|重置|把|将|还|剩|离|距|每"
                    + "|请|帮|给|用|一个|个|的|我|你|第|有|没|不|别|看|查|列|显示|所有|全部|哪|几|什么|怎么|如何|多|为什么|谁|买|那|这|新|计时|定时|倒)"
                    + "|多久|多少|什么|怎么|几点|吗|计时|定时|倒计|闹钟|到了|结束|响",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NO_TASK = Pattern.compile(
            "\\b(?:timers?|countdown|alarm|every|and (?:then|also)|and (?:set|start|tell|play|turn))\\b"
                    + "|计时|定时|倒计|闹钟|每天|多久|多少|什么|怎么",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LENGTH = Pattern.compile(
            Durations.ENGLISH + "|" + Durations.CHINESE + "|" + Durations.ENGLISH_NUMBER + "|"
                    + Durations.CHINESE_NUMBER,
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BEFORE = Pattern.compile("^(?:the|my|our|some|a|an) ", Pattern.CASE_INSENSITIVE);

    private Names() {}

    /** Tidies what somebody said before or behind the word timer; empty if it is no name. */
    static Optional<String> read(String said) {
        return tidy(said)
                .filter(name -> !NO_NAME.matcher(ChineseText.plain(name)).find());
    }

    /** Tidies what somebody is to be reminded of. */
    static Optional<String> task(String said) {
        return tidy(said)
                .filter(task -> !NO_TASK.matcher(ChineseText.plain(task)).find());
    }

    private static Optional<String> tidy(String said) {
        String name = BEFORE.matcher(said.strip()).replaceFirst("").strip();
        boolean usable = !name.isEmpty()
                && name.length() <= Timer.MAX_NAME
                && name.codePoints().anyMatch(Character::isLetterOrDigit)
                && name.codePoints().noneMatch(Character::isISOControl)
                && !LENGTH.matcher(ChineseText.plain(name)).matches();
        return usable ? Optional.of(name) : Optional.empty();
    }

    /** Says whether two names mean one thing: {@code the eggs} and {@code Egg}. */
    static boolean same(String one, String other) {
        return key(one).equals(key(other));
    }

    /** Says whether one name is a part of the other. */
    static boolean near(String one, String other) {
        return key(one).contains(key(other)) || key(other).contains(key(one));
    }

    private static String key(String name) {
        String lower =
                BEFORE.matcher(ChineseText.plain(name.strip())).replaceFirst("").toLowerCase(Locale.ROOT);
        return lower.replaceAll("s\\b|'s\\b|[\\s的]", "");
    }
}
