// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Days with a name that come every year, by the Gregorian calendar or the Chinese one. */
final class Feasts {
    private static final Map<String, IntFunction<Optional<LocalDate>>> BY_NAME = new TreeMap<>();

    private static final List<String> NAMES = new ArrayList<>();

    static {
        day(1, 1, "new year's day|new years day|new years|new year's|new year|the new year|元旦节|元旦|新年第一天");
        day(2, 14, "valentine's day|valentines day|valentine's|valentines|情人节");
        day(3, 8, "international women's day|women's day|妇女节|三八妇女节|三八节");
        day(3, 17, "saint patrick's day|st patrick's day|st. patrick's day|st patricks day|圣帕特里克节");
        day(4, 1, "april fools' day|april fool's day|april fools day|april fools|愚人节");
        day(4, 22, "earth day|地球日|世界地球日");
        day(5, 1, "may day|international workers' day|劳动节|五一劳动节|五一");
        day(5, 4, "青年节|五四青年节|五四");
        day(6, 1, "international children's day|children's day|儿童节|六一儿童节|六一");
        day(7, 1, "canada day|建党节|七一");
        day(7, 4, "independence day|fourth of july|the fourth of july|美国独立日|独立日");
        day(7, 14, "bastille day|法国国庆日");
        day(8, 1, "建军节|八一");
        day(9, 10, "教师节");
        day(10, 1, "chinese national day|国庆节|国庆|十一国庆节|十一");
        day(10, 31, "halloween|万圣节前夜|万圣夜|万圣节");
        day(11, 11, "singles' day|singles day|光棍节|双十一|双11");
        day(12, 24, "christmas eve|xmas eve|平安夜|圣诞夜");
        day(12, 25, "christmas day|christmas|xmas day|xmas|圣诞节|圣诞");
        day(12, 26, "boxing day|节礼日");
        day(12, 31, "new year's eve|new years eve|跨年夜|跨年");
        put(Feasts::easter, "easter sunday|easter day|easter|复活节");
        put(year -> easter(year).minusDays(2), "good friday|耶稣受难日|受难日");
        put(year -> easter(year).plusDays(1), "easter monday|复活节星期一");
        put(year -> easter(year).plusDays(49), "pentecost|whit sunday|圣灵降临节");
        put(year -> nth(year, 11, 4, DayOfWeek.THURSDAY), "thanksgiving day|thanksgiving|感恩节");
        put(year -> nth(year, 11, 4, DayOfWeek.THURSDAY).plusDays(1), "black friday|黑色星期五|黑五");
        put(year -> nth(year, 9, 1, DayOfWeek.MONDAY), "labor day");
        put(year -> nth(year, 5, 2, DayOfWeek.SUNDAY), "mother's day|mothers day|母亲节");
        put(year -> nth(year, 6, 3, DayOfWeek.SUNDAY), "father's day|fathers day|父亲节");
        chinese(1, 1, "chinese new year's day|chinese new year|lunar new year|spring festival|春节|大年初一|农历新年|农历年|过年");
        chinese(1, 15, "lantern festival|元宵节|元宵|正月十五");
        chinese(5, 5, "dragon boat festival|端午节|端午|端阳节");
        chinese(7, 7, "qixi festival|qixi|七夕节|七夕");
        chinese(7, 15, "hungry ghost festival|ghost festival|中元节|鬼节");
        chinese(8, 15, "mid-autumn festival|mid autumn festival|moon festival|mooncake festival|中秋节|中秋|八月十五");
        chinese(9, 9, "double ninth festival|chongyang festival|重阳节|重阳");
        names(year -> ChineseCalendar.inLastMonth(year, 8), "laba festival|腊八节|腊八");
        names(year -> ChineseCalendar.inLastMonth(year, 23), "小年");
        names(ChineseCalendar::eve, "chinese new year's eve|lunar new year's eve|除夕夜|除夕|年三十|大年三十|年夜");
        names(ChineseCalendar::qingming, "qingming festival|qingming|tomb sweeping day|tomb-sweeping day|清明节|清明");
        names(ChineseCalendar::solstice, "winter solstice|冬至节|冬至");
    }

    private Feasts() {}

    private static void day(int month, int dayOfMonth, String names) {
        put(year -> LocalDate.of(year, month, dayOfMonth), names);
    }

    private static void chinese(int month, int day, String names) {
        names(year -> ChineseCalendar.day(year, month, day), names);
    }

    private static void put(IntFunction<LocalDate> inYear, String names) {
        names(year -> year < 1 ? Optional.empty() : Optional.of(inYear.apply(year)), names);
    }

    private static void names(IntFunction<Optional<LocalDate>> inYear, String names) {
        for (String name : names.split("\\|")) {
            BY_NAME.put(name.replace(" ", ""), inYear);
            NAMES.add(name);
        }
    }

    private static LocalDate nth(int year, int month, int ordinal, DayOfWeek weekday) {
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(ordinal, weekday));
    }

    /** Western Easter, by the algorithm of Meeus, Jones and Butcher. */
    static LocalDate easter(int year) {
        int century = year / 100;
        int golden = year % 19;
        int skipped = century - century / 4 - (8 * century + 13) / 25;
        int epact = Math.floorMod(19 * golden + skipped + 15, 30);
        int moon = epact - (epact == 29 || epact == 28 && golden > 10 ? 1 : 0);
        LocalDate full = LocalDate.of(year, 3, 21).plusDays(moon);
        return full.with(TemporalAdjusters.next(DayOfWeek.SUNDAY));
    }

    static Optional<IntFunction<Optional<LocalDate>>> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name.replace(" ", "")));
    }

    /** The names as alternatives of a pattern, longer ones first. */
    static String alternatives() {
        return NAMES.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
    }
}
