// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The sentences of answers and notices. */
final class Wording {
    /** What nobody would call late. */
    private static final Duration PROMPT = Duration.ofSeconds(10);

    private static final Map<String, String> ENGLISH = Map.ofEntries(
            Map.entry("started", "%1$s is set for %2$s; it ends at %3$s."),
            Map.entry("rings", "%1$s has ended: %2$s are over."),
            Map.entry("rings-one", "%1$s has ended: %2$s is over."),
            Map.entry("late", " It ended %s ago, but Tenon could not ring then."),
            Map.entry("left", "%1$s: %2$s left, ends at %3$s."),
            Map.entry("none", "No timer is running."),
            Map.entry("cancelled", "%s is cancelled."),
            Map.entry("cancelled-all", "%1$d timers are cancelled: %2$s."),
            Map.entry("unknown", "No such timer is running. There are: %s."),
            Map.entry(
                    "ambiguous",
                    "Which one? There are: %s. Say for example 'cancel timer %d', or 'cancel all timers'."),
            Map.entry("candidate", "%1$s with %2$s left"),
            Map.entry("no-length", "For how long? Say for example 'set a timer for 10 minutes'."),
            Map.entry("too-short", "A timer runs for at least 1 second."),
            Map.entry("too-long", "A timer runs for at most 30 days."),
            Map.entry("long-name", "The name of a timer has at most 60 characters."),
            Map.entry("bad-number", "'%s' must be a whole number."),
            Map.entry("bad-all", "'all' must be true or false."),
            Map.entry("bad-target", "Give only one of all, number, name and seconds."));

    private static final Map<String, String> CHINESE = Map.ofEntries(
            Map.entry("started", "%1$s已开始：%2$s，%3$s结束。"),
            Map.entry("rings", "%1$s时间到：%2$s已过。"),
            Map.entry("rings-one", "%1$s时间到：%2$s已过。"),
            Map.entry("late", "它在%s前就已结束，但当时 Tenon 无法提醒。"),
            Map.entry("left", "%1$s：还剩%2$s，%3$s结束。"),
            Map.entry("none", "没有计时器在运行。"),
            Map.entry("cancelled", "%s已取消。"),
            Map.entry("cancelled-all", "已取消 %1$d 个计时器：%2$s。"),
            Map.entry("unknown", "没有这样的计时器。现有：%s。"),
            Map.entry("ambiguous", "您指哪一个？现有：%s。可以说“取消%d号计时器”，或“取消所有计时器”。"),
            Map.entry("candidate", "%1$s还剩%2$s"),
            Map.entry("no-length", "要计时多久？可以说“设一个10分钟的计时器”。"),
            Map.entry("too-short", "计时器至少要 1 秒。"),
            Map.entry("too-long", "计时器最长 30 天。"),
            Map.entry("long-name", "计时器的名称最多 60 个字符。"),
            Map.entry("bad-number", "“%s”必须是整数。"),
            Map.entry("bad-all", "“all”必须是 true 或 false。"),
            Map.entry("bad-target", "all、number、name 和 seconds 只能给出一个。"));

    private Wording() {}

    static boolean isChinese(Locale language) {
        return language.getLanguage().equals("zh");
    }

    static String of(String key, Locale language, Object... values) {
        String text = (isChinese(language) ? CHINESE : ENGLISH).getOrDefault(key, key);
        return String.format(language, text, values);
    }

    /** {@code Timer 2 (eggs)}. */
    static String name(Timer timer, Locale language) {
        boolean chinese = isChinese(language);
        String number = chinese ? timer.number() + "号计时器" : "Timer " + timer.number();
        return number
                + timer.name()
                        .map(name -> chinese ? "（" + name + "）" : " (" + name + ")")
                        .orElse("");
    }

    /** Says that a timer has ended, and how late this is said. */
    static String rings(Timer timer, Instant now) {
        Locale language = timer.language();
        boolean one = length(timer.length(), language).matches("1 [a-z]+");
        String text =
                of(one ? "rings-one" : "rings", language, name(timer, language), length(timer.length(), language));
        Duration late = Duration.between(timer.ends(), now);
        return late.compareTo(PROMPT) < 0 ? text : text + of("late", language, length(late, language));
    }

    static String left(Timer timer, ZonedDateTime now, Locale language) {
        return of(
                "left",
                language,
                name(timer, language),
                length(timer.left(now.toInstant()), language),
                end(timer, now, language));
    }

    static String candidates(List<Timer> timers, Instant now, Locale language) {
        return timers.stream()
                .limit(10)
                .map(timer -> of("candidate", language, name(timer, language), length(timer.left(now), language)))
                .collect(Collectors.joining(isChinese(language) ? "；" : "; "));
    }

    /** The time of day at which a timer ends, with its date unless it is today. */
    static String end(Timer timer, ZonedDateTime now, Locale language) {
        ZonedDateTime end = timer.ends().atZone(now.getZone());
        boolean today = end.toLocalDate().equals(now.toLocalDate());
        String time = timer.length().compareTo(Duration.ofHours(1)) < 0 ? "HH:mm:ss" : "HH:mm";
        String pattern = today ? time : isChinese(language) ? "M月d日 " + time : time + " 'on' EEEE, d MMMM";
        return DateTimeFormatter.ofPattern(pattern, isChinese(language) ? Locale.CHINESE : Locale.ENGLISH)
                .format(end);
    }

    /** {@code 1 hour 20 minutes}, in whole seconds. */
    static String length(Duration length, Locale language) {
        boolean chinese = isChinese(language);
        long[] amounts = {length.toDays(), length.toHoursPart(), length.toMinutesPart(), length.toSecondsPart()};
        String[] units =
                chinese ? new String[] {"天", "小时", "分钟", "秒"} : new String[] {" day", " hour", " minute", " second"};
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < units.length; i++) {
            if (amounts[i] > 0) {
                parts.add(amounts[i] + units[i] + (chinese || amounts[i] == 1 ? "" : "s"));
            }
        }
        return parts.isEmpty() ? (chinese ? "0秒" : "0 seconds") : String.join(chinese ? "" : " ", parts);
    }
}
