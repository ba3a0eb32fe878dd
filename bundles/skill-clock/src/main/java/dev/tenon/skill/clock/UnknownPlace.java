// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.clock;

import java.util.regex.Pattern;

/** Tells what may be the name of a place that this skill does not know. */
final class UnknownPlace {
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern CALENDAR = Pattern.compile("[,:;。、年月日号天节周\\d]|假|生日|今|明|昨|会议|我|你|他|她");
    /** Without one of these an unknown name in Chinese is rather a feast or a shop. */
    private static final Pattern CLOCK = Pattern.compile("现在|目前|当前|此刻|这会|眼下|今天|那边|那里|那儿|当地|本地|时差|差|时区|比");

    private UnknownPlace() {}

    /** Words that nobody takes for the name of a place make the sentence another one. */
    static boolean isLikely(String name, String question) {
        boolean han = HAN.matcher(name).find();
        return han
                ? name.length() <= 6
                        && !name.matches("[那这]边|[那这][里儿]")
                        && CLOCK.matcher(question).find()
                        && !CALENDAR.matcher(name).find()
                : name.split(" ").length <= 3
                        && !name.matches(
                                "(?:the|my|your|a|an|this|that|it|his|her|our) .*|.*\\d.*|(?:the|my|a|it|me|you|bed|general|total|advance|history)");
    }
}
