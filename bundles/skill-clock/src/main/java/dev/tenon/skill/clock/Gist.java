// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.clock;

import dev.tenon.skill.clock.Question.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request comes to whose wording the grammar does not know: the places it names and whether it is their time,
 * their date or the difference that is asked. Sure of little, so that it counts only where the request is like the
 * skill's examples.
 */
final class Gist {
    private static final int MOST_WORDS = 3;
    private static final int MOST_SIGNS = 6;
    private static final Pattern WORD = Pattern.compile("[\\p{L}][\\p{L}'.-]*");
    private static final Pattern HAN_RUN = Pattern.compile("\\p{IsHan}+");
    /** Names of places that more often mean something else. */
    private static final Set<String> WORDS = Set.of(
            "easter",
            "christmas",
            "wake",
            "midway",
            "reunion",
            "troll",
            "same",
            "most",
            "of",
            "date",
            "may",
            "march",
            "here",
            "there",
            "mobile",
            "reading",
            "bath",
            "orange",
            "home",
            "ho",
            "in",
            "at",
            "is",
            "it",
            "are",
            "no",
            "so",
            "to",
            "by",
            "or",
            "me",
            "my",
            "be",
            "as",
            "am",
            "pm",
            "today");

    private static final Pattern TIME = Pattern.compile(
            "\\bwhat(?:'s| is)? (?:the |it )*(?:local |current |exact |right )*time\\b|\\b(?:current|local|exact|right) time\\b|\\bwhat hour\\b|\\bhow late (?:is it|it is)\\b|\\bthe time\\b|\\btime (?:is it|it is|now|there|over there)\\b|\\bclocks?\\b|\\b(?:call|ring|phone|text|message|reach)\\b.*\\b(?:too (?:early|late)|still up|awake|asleep|office hours)\\b|\\btoo (?:early|late) to (?:call|ring|phone|text|message)\\b|\\bis it (?:already |still |yet )?(?:day|night|daytime|nighttime|morning|evening|afternoon|midnight|dark|light) (?:there|over there|yet|already|now|or|at the moment|in)\\b"
                    + "|几点|几时|[什啥]么?时候|何时|什么时间|天黑|天亮|白天|黑夜|晚上还是|[是到]?(?:半夜|深夜|凌晨)|睡[了觉]|啥时间|什么钟点|多少点|时间");
    private static final Pattern DATE = Pattern.compile(
            "\\btoday's date\\b|\\bwhat(?:'s| is)? (?:the |today's )*(?:date|day)\\b|\\bwhich (?:day|date)\\b|\\b(?:the|current) date\\b|\\bday of the week\\b"
                    + "|几月几[号日]|几[号日]|多少号|星期几|周几|礼拜几|日期");
    private static final Pattern DIFFERENCE = Pattern.compile(
            "\\b(?:time ?(?:zone )?|hours? )(?:difference|diff|gap|apart|offset)\\b|\\bhours? (?:ahead|behind|earlier|later|between|separate)\\b|\\b(?:ahead of|behind)\\b|\\bhow many hours\\b|\\bdifference\\b"
                    + "|时差|[相]?差(?:了)?(?:多少|几)|(?:早|晚|快|慢|提前|落后)了?(?:多少|几)|(?:多少|几)个?(?:小时|钟头)");
    private static final Pattern NOW = Pattern.compile(
            "\\b(?:now|today|current|currently|right now|is it|moment|instant)\\b|现在|目前|当前|此刻|这会|眼下|今天|今日");
    /** Orders and questions of another kind, and times that are not now. */
    private static final Pattern OTHER = Pattern.compile(
            "\\b(?:open|opens|close|closes|closing|opening|start|starts|begin|begins|arrive|arrives|leave|leaves|depart|departs|flights?|fly|train|bus|drive|meeting|movie|film|game|match|sunset|sunrise|sun|weather|rain|remind|alarm|timer|translate|convert|schedule|book|best time|time to|how long|history|wake|population|last|date of)\\b"
                    + "|\\b(?:day|week|month|year)s?\\b (?:from|ago|before|after|later|time)\\b|\\bin [\\w-]+ (?:days|weeks|months|years)\\b|[天日周月年]之?[前后]|[往倒]?推|[\\d一二两三四五六七八九十百]+个?(?:天|周|星期|月|年)|[\\d一二两三四五六七八九十百]{2,}日|过多"
                    + "|\\d ?(?:am|pm|o'clock)\\b|\\d:\\d\\d|\\d{4}|开门|关门|营业|开始|结束|出发|到达|航班|飞机|火车|高铁|电影|比赛|日出|日落|天气|提醒|闹钟|翻译|开会|会议|预订|花时间|多长时间|\\d+[月点日号]|最佳时间|什么时候去");

    private static final Pattern THERE = Pattern.compile("\\bthere\\b|[那当]边|[那当][里儿地]");

    private final Places places;

    Gist(Places places) {
        this.places = places;
    }

    /** The question; empty if it is not clear. */
    Optional<Question> read(String plain) {
        if (OTHER.matcher(plain).find()) {
            return Optional.empty();
        }
        List<String> named = named(plain);
        if (DIFFERENCE.matcher(plain).find()) {
            return named.size() == 2
                    ? Optional.of(
                            new Question(Kind.DIFFERENCE, Optional.of(named.get(0)), Optional.of(named.get(1)), 0))
                    : Optional.empty();
        }
        Optional<Kind> kind = DATE.matcher(plain).find()
                ? Optional.of(Kind.DATE)
                : TIME.matcher(plain).find() ? Optional.of(Kind.TIME) : Optional.empty();
        boolean here = named.isEmpty()
                && !THERE.matcher(plain).find()
                && NOW.matcher(plain).find();
        return kind.filter(asked -> named.size() == 1 || here)
                .map(asked -> new Question(asked, named.stream().findFirst(), Optional.empty(), 0));
    }

    /** The known places that a text names, in their order. */
    private List<String> named(String text) {
        List<String> found = new ArrayList<>();
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            if (HAN_RUN.matcher(word.group()).find()) {
                inChinese(word.group(), found);
                continue;
            }
            words.add(word.group());
        }
        inEnglish(words, found);
        return found.stream().distinct().toList();
    }

    private void inEnglish(List<String> words, List<String> found) {
        for (int at = 0; at < words.size(); ) {
            int taken = 0;
            for (int length = Math.min(MOST_WORDS, words.size() - at); length > 0 && taken == 0; length--) {
                String name = String.join(" ", words.subList(at, at + length)).replaceAll("(?:'s|\\.)$", "");
                if (isPlace(name) && (length == 1 || !WORDS.contains(words.get(at)))) {
                    found.add(name);
                    taken = length;
                }
            }
            at += Math.max(1, taken);
        }
    }

    private void inChinese(String run, List<String> found) {
        for (int at = 0; at < run.length(); ) {
            int taken = 0;
            for (int length = Math.min(MOST_SIGNS, run.length() - at); length > 1 && taken == 0; length--) {
                String name = run.substring(at, at + length);
                if (isPlace(name)) {
                    found.add(name);
                    taken = length;
                }
            }
            at += Math.max(1, taken);
        }
    }

    private boolean isPlace(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return name.length() > 1
                && !WORDS.contains(lower)
                && !Places.isAlsoAWord(lower)
                && places.find(name).isPresent();
    }
}
