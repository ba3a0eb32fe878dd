// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.clock;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** The sentences of the answers. */
final class Texts {
    private static final Map<String, String> ENGLISH = Map.ofEntries(
            Map.entry("unknown-kind", "'%s' is nothing a clock can tell; kind is time, date or difference."),
            Map.entry("unknown-place", "I do not know a place called '%s'."),
            Map.entry("did-you-mean", " Did you mean %s?"),
            Map.entry("several-zones", "%s has several time zones: name a city there."),
            Map.entry("two-places", "A difference of time needs two places."),
            Map.entry("time-in", "It is %1$s in %2$s (%3$s, %4$s)."),
            Map.entry("time-here", "It is %1$s (%2$s, %3$s)."),
            Map.entry("date-in", "%1$s in %2$s is %3$s."),
            Map.entry("date-here", "%1$s is %2$s."),
            Map.entry("ahead", "%1$s is %3$s ahead of %2$s (%4$s and %5$s)."),
            Map.entry("behind", "%1$s is %3$s behind %2$s (%4$s and %5$s)."),
            Map.entry("same", "%1$s and %2$s have the same time: %4$s."));
    private static final Map<String, String> CHINESE = Map.ofEntries(
            Map.entry("unknown-kind", "时钟无法回答“%s”；kind 应为 time、date 或 difference。"),
            Map.entry("unknown-place", "我不知道“%s”在哪里。"),
            Map.entry("did-you-mean", "您是说%s吗？"),
            Map.entry("several-zones", "%s有多个时区，请说出城市名。"),
            Map.entry("two-places", "计算时差需要两个地点。"),
            Map.entry("time-in", "%2$s现在是 %1$s（%3$s，%4$s）。"),
            Map.entry("time-here", "现在是 %1$s（%2$s，%3$s）。"),
            Map.entry("date-in", "%2$s%1$s是%3$s。"),
            Map.entry("date-here", "%1$s是%2$s。"),
            Map.entry("ahead", "%1$s比%2$s快%3$s（现在分别是 %4$s 和 %5$s）。"),
            Map.entry("behind", "%1$s比%2$s慢%3$s（现在分别是 %4$s 和 %5$s）。"),
            Map.entry("same", "%1$s和%2$s没有时差，现在都是 %4$s。"));

    private Texts() {}

    static String of(Locale language, String key) {
        return (Languages.isChinese(language) ? CHINESE : ENGLISH).get(key);
    }

    static String day(ZonedDateTime time, Locale language) {
        return Languages.isChinese(language)
                ? DateTimeFormatter.ofPattern("yyyy年M月d日EEEE", Locale.SIMPLIFIED_CHINESE)
                        .format(time)
                : DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH)
                        .format(time);
    }

    /** Offset from UTC: {@code UTC+9}, {@code UTC+5:30}, {@code UTC}. */
    static String offset(ZonedDateTime time) {
        int minutes = time.getOffset().getTotalSeconds() / 60;
        if (minutes == 0) {
            return "UTC";
        }
        String sign = minutes < 0 ? "-" : "+";
        int size = Math.abs(minutes);
        return "UTC" + sign + size / 60 + (size % 60 == 0 ? "" : ":%02d".formatted(size % 60));
    }

    static String when(long days, Locale language) {
        boolean chinese = Languages.isChinese(language);
        if (days == 0) {
            return chinese ? "今天" : "Today";
        }
        if (days == 1) {
            return chinese ? "明天" : "Tomorrow";
        }
        if (days == -1) {
            return chinese ? "昨天" : "Yesterday";
        }
        String count = Long.toString(Math.abs(days));
        return chinese ? count + (days > 0 ? "天后" : "天前") : count + (days > 0 ? " days from now" : " days ago");
    }

    static String difference(
            Locale language, String place, String other, int minutes, ZonedDateTime here, ZonedDateTime there) {
        DateTimeFormatter clock = DateTimeFormatter.ofPattern("HH:mm");
        String key = minutes == 0 ? "same" : minutes > 0 ? "ahead" : "behind";
        return of(language, key)
                .formatted(place, other, span(Math.abs(minutes), language), clock.format(here), clock.format(there));
    }

    private static String span(int minutes, Locale language) {
        int hours = minutes / 60;
        int rest = minutes % 60;
        if (Languages.isChinese(language)) {
            return (hours == 0 ? "" : hours + "小时") + (rest == 0 ? "" : rest + "分钟");
        }
        String whole = hours == 0 ? "" : hours + (hours == 1 ? " hour" : " hours");
        String part = rest == 0 ? "" : rest + " minutes";
        return whole.isEmpty() || part.isEmpty() ? whole + part : whole + " " + part;
    }
}
