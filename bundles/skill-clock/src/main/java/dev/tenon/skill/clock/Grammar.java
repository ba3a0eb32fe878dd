// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.clock;

import dev.tenon.skill.clock.Question.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The turns of phrase, in English and Chinese, that ask for a time. A question matches from end to end. */
final class Grammar {
    private static final String NOW =
            "(?: right now| rn| now| by now| currently| at (?:the|this)(?: very)? moment| this minute| at this instant| at present)?";
    private static final String IN = "(?:(?: over| out| down| back)? in| at| for)";
    private static final String PLACE = "(?<place>.+?)";
    private static final String WHAT = "(?:what is |what's |give me |show me |do you know |do you have )?";

    private static final String DAYTIME =
            "(?:midnight|noon|midday|lunchtime|bedtime|dawn|morning|afternoon|evening|night|night ?time|day ?time|day|late|early)";
    private static final String WEEKDAY =
            "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|yesterday|today|the weekend|new year)";
    private static final String HERE = "(?:那边|那里|那儿|当地|本地)?";
    private static final String AT_ONCE = "(?:现在|目前|当前|此刻|这会儿?|眼下)?";
    private static final String HOURS = "(?:几点钟?|几时|什么时间|什么时候)";
    private static final String PART = "(?:白天|黑夜|夜里|晚上|上午|下午|中午|早上|早晨|半夜|深夜|凌晨)";

    private static final List<Form> ENGLISH = List.of(
            form(
                    Kind.TIME,
                    "(?:have you )?got the time|time check|what time (?:is it|it is)" + NOW + "(?<there> there)?"
                            + NOW),
            form(
                    Kind.TIME,
                    "what (?:time )?(?:would|might|must|should) (?:it|the time) be" + NOW + IN + " " + PLACE + NOW),
            form(
                    Kind.TIME,
                    "what (?:the )?(?:current |local |exact )*time is" + NOW + "(?:" + IN + " " + PLACE + ")?" + NOW),
            form(
                    Kind.TIME,
                    "what(?: do(?:es)?|'s| is) the clocks? (?:say|says|show|read)" + NOW + "(?:" + IN + " " + PLACE
                            + ")?" + NOW),
            form(
                    Kind.TIME,
                    "is it (?:already |still |yet )?(?:(?:past|after|before|nearly|almost|around) )?" + DAYTIME
                            + "(?: or " + DAYTIME + ")?(?: already| yet| still)?" + NOW + IN
                            + " (?<known>.+?)(?: yet| already)?" + NOW),
            form(Kind.TIME, "(?:the )?(?:current|local|exact) time (?<known>.+?)" + NOW),
            form(
                    Kind.DATE,
                    "is it (?:already |still )?" + WEEKDAY + "(?: already| yet| still)?" + NOW + IN
                            + " (?<known>.+?)(?: yet| already)?" + NOW),
            form(
                    Kind.DATE,
                    "(?:what is|what's|tell me) (?:the )?(?:current )?(?:day of the week|weekday|day)(?: is it)?(?: today)?"
                            + NOW + "(?:" + IN + " " + PLACE + ")?" + NOW),
            form(Kind.DATE, "(?:what is|what's|what was) (?<day>yesterday)(?:'s)? (?:date|day|weekday)"),
            form(
                    Kind.DIFFERENCE,
                    WHAT + "(?:how big is )?(?:the )?time ?(?:zone )?(?:difference|diff|gap|offset) (?:between|from) "
                            + PLACE + " (?:and|to) (?<other>.+?)" + NOW),
            form(
                    Kind.DIFFERENCE,
                    "is (?<known>.+?) (?:behind or ahead|ahead or behind|earlier or later|later or earlier)(?: of| than)? (?<other>.+?)"
                            + NOW),
            form(
                    Kind.TIME,
                    "(?:what|which) (?:time|hour) (?:is it|it is|do (?:they|we|you) have|is)" + NOW + "(?:" + IN + " "
                            + PLACE + ")?" + NOW),
            form(
                    Kind.TIME,
                    "(?:what is |what's |whats |give me |show me |do you (?:know|have) )(?:the )?(?:current |local |exact |present |right )*time"
                            + NOW + "(?: is it)?(?:" + IN + " " + PLACE + ")?" + NOW),
            form(Kind.TIME, "(?:the )?(?:current |local |exact )*time" + NOW + IN + " " + PLACE + NOW),
            form(Kind.TIME, "(?:the )?(?:current|local|exact) time|time now"),
            form(Kind.TIME, "how late is it" + NOW + "(?:" + IN + " " + PLACE + ")?" + NOW),
            form(Kind.TIME, "(?:what|which) time ?zone is " + PLACE + "(?: in| on)?" + NOW),
            form(Kind.TIME, "(?:what is |what's )?(?<known>.+?) (?:local |current )?time" + NOW),
            form(
                    Kind.DATE,
                    WHAT + "(?:the |today's )?(?:current )?date" + NOW + "(?: is it)?(?: today)?(?:" + IN + " " + PLACE
                            + ")?(?: today)?" + NOW),
            form(
                    Kind.DATE,
                    "(?:what|which) (?:day of the week|weekday|day|date) (?:is it|is|was it|was|will it be|it is)(?: (?<day>today|tomorrow|yesterday))?"
                            + NOW + "(?:" + IN + " " + PLACE + ")?(?: today)?" + NOW),
            form(
                    Kind.DATE,
                    "(?:what is|what's) (?<day>today|tomorrow)(?:'s)? (?:date|day|weekday)(?:" + IN + " " + PLACE
                            + ")?"),
            form(
                    Kind.DIFFERENCE,
                    WHAT + "(?:the )?time (?:zone )?(?:difference|gap|offset) between " + PLACE + " and (?<other>.+?)"
                            + NOW),
            form(
                    Kind.DIFFERENCE,
                    "how many hours (?:is|are|lies) " + PLACE
                            + " (?:ahead of|behind|before|after|from|away from) (?<other>.+?)" + NOW),
            form(
                    Kind.DIFFERENCE,
                    "how (?:far|much|many hours) (?:ahead of|behind|before|after) " + PLACE
                            + " (?:is|are) (?<other>.+?)" + NOW),
            form(
                    Kind.DIFFERENCE,
                    "how (?:far|much|many hours) (?:ahead|behind) is " + PLACE
                            + " (?:of|from|to|than|compared (?:to|with)) (?<other>.+?)" + NOW),
            form(
                    Kind.DIFFERENCE,
                    "(?:how many hours (?:are there |lie )?between|how far apart are the clocks of) (?<known>.+?) and (?<other>.+?)"
                            + NOW),
            form(Kind.DIFFERENCE, "is (?<known>.+?) (?:ahead of|behind) (?<other>.+?)(?: in time)?" + NOW));

    private static final List<Form> CHINESE = List.of(
            form(
                    Kind.TIME,
                    AT_ONCE + "(?:到底)?是?(?<there>那边|那里|那儿|当地)?" + AT_ONCE + "(?:到底)?是?" + HOURS + "了?" + AT_ONCE),
            form(
                    Kind.TIME,
                    AT_ONCE + "是?(?:在)?(?<known>.+?)" + HERE + AT_ONCE + "的?(?:时间)?(?:到底)?[是到]?" + HOURS + "了?"
                            + AT_ONCE),
            form(Kind.TIME, "(?:报|对)一?下(?:现在的?)?时间"),
            form(
                    Kind.TIME,
                    AT_ONCE + "(?:在)?(?<known>.+?)" + HERE + AT_ONCE + "(?:是" + PART + "|" + PART + "(?=还是|了))(?:还是"
                            + PART + ")?了?"),
            form(
                    Kind.TIME,
                    AT_ONCE + "(?:在)?(?<known>.+?)" + HERE + AT_ONCE + "(?:已经|是不是)*[过到]了?(?=.*[点夜昼上下晨午])" + PART
                            + "?(?:十二点|12点|零点|0点)?(?:了?没有?|了)?"),
            form(
                    Kind.TIME,
                    "(?:现在|目前|当前|此刻)?(?:在)?(?<place>(?!是).+?)?(?:那边|那里|那儿|当地|本地)?(?:现在|目前|当前|此刻|这会儿?)?(?:的)?(?:时间)?(?:到底)?(?:是|到)?(?:几点钟?|几时|什么时间|什么时候)了?"),
            form(Kind.TIME, "(?:现在|目前|当前)?(?<known>.+?)(?:的)?(?:当地|本地|现在|当前|目前)?(?:的)?时间(?:现在)?(?:是|为)?(?:多少|什么|几点)?"),
            form(Kind.TIME, "(?:现在|当前|目前)(?:的)?时间(?:是)?(?:多少|什么|几点)?"),
            form(Kind.TIME, "(?<known>.+?)(?:在|属于|用)(?:哪个|什么)时区"),
            form(
                    Kind.DATE,
                    "(?:(?<day>今天|明天|后天|昨天|前天))?(?:在)?(?<place>(?!是).+?)?(?:现在|今天)?(?:的)?(?:日期)?(?:是)?(?:几月几[日号]|几[号日]|多少号|星期几|周几|礼拜几|哪一天|哪天|什么日子)"),
            form(Kind.DATE, "(?<place>(?!是).+?)(?<day>今天|明天|后天|昨天|前天)(?:是)?(?:几月几[日号]|几[号日]|多少号|星期几|周几|礼拜几)"),
            form(Kind.DATE, "(?:(?<day>今天|明天|后天|昨天|前天)|当前|现在)(?:的)?日期(?:是)?(?:什么|多少)?"),
            form(
                    Kind.DIFFERENCE,
                    "(?<place>(?!是).+?)(?:和|与|跟|同)(?<other>.+?)(?:之间)?(?:的)?(?:有没有|有|相)?(?:时差|差)(?:有|是)?(?:多少|几)?个?(?:小时|钟头)?"),
            form(
                    Kind.DIFFERENCE,
                    "(?<place>(?!是).+?)比(?<other>.+?)(?:的)?(?:时间)?(?:早|晚|快|慢|提前|落后)了?(?:多少|几)个?(?:小时|钟头)"));

    private static final Map<String, Integer> DAYS =
            Map.of("tomorrow", 1, "yesterday", -1, "明天", 1, "后天", 2, "昨天", -1, "前天", -2);
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern PLACE_NAMED =
            Pattern.compile("(?:\\bin (\\p{L}+(?: \\p{L}+){0,2})|在(\\p{IsHan}{2,6}?)(?:的.*)?)$");
    /** A day that was told before the question is what the question is about. */
    private static final Pattern DAY = Pattern.compile("\\d|[一二两三四五六七八九十]个?(?:天|周|月|年|星期)|周[一二三四五六日]");

    private static final double PART_CONFIDENCE = 0.85;
    /** Just enough to be believed where nobody else is meant more. */
    private static final double GIST_CONFIDENCE = 0.7;

    private final Places places;

    Grammar(Places places) {
        this.places = places;
    }

    /**
     * A question and how sure it is one.
     *
     * @param question what is asked
     * @param confidence 1 if every place is known
     */
    record Reading(Question question, double confidence) {}

    Optional<Reading> read(String request) {
        if (request.length() > Wording.MAX_LENGTH) {
            return Optional.empty();
        }
        boolean chinese = HAN.matcher(request).find();
        // a place in Chinese does not make it Chinese
        Optional<Reading> read = chinese ? read(request, true).or(() -> read(request, false)) : read(request, false);
        return read.or(() -> new Gist(places)
                .read(Wording.plain(request, chinese))
                .map(question -> new Reading(question, GIST_CONFIDENCE)));
    }

    private Optional<Reading> read(String request, boolean chinese) {
        for (Wording.Reading said : Wording.readings(request, chinese)) {
            for (Form form : chinese ? CHINESE : ENGLISH) {
                Matcher match = form.pattern().matcher(said.text());
                Optional<Reading> reading = match.matches() ? reading(form, match, said.rest()) : Optional.empty();
                if (reading.isPresent()) {
                    return reading;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Reading> reading(Form form, Matcher match, String rest) {
        if (form.kind() == Kind.DATE && DAY.matcher(rest).find()) {
            return Optional.empty();
        }
        Optional<String> there = form.group(match, "there").flatMap(word -> placeNamed(rest));
        if (form.group(match, "there").isPresent() && there.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> known = form.group(match, "known").or(() -> there);
        Optional<String> place = known.or(() -> form.group(match, "place"));
        Optional<String> other = form.group(match, "other");
        if (known.isPresent() && (places.find(known.get()).isEmpty() || Places.isAlsoAWord(known.get()))) {
            return Optional.empty();
        }
        long unknown = java.util.stream.Stream.of(place, other)
                .flatMap(Optional::stream)
                .filter(name -> places.find(name).isEmpty())
                .count();
        boolean couldBePlaces = java.util.stream.Stream.of(place, other)
                .flatMap(Optional::stream)
                .allMatch(name -> places.find(name).isPresent() || UnknownPlace.isLikely(name, match.group()));
        if (!couldBePlaces || unknown > 1 || unknown == 1 && known.isPresent()) {
            return Optional.empty();
        }
        int days =
                form.group(match, "day").map(day -> DAYS.getOrDefault(day, 0)).orElse(0);
        double sure = rest.isEmpty() ? 1 : PART_CONFIDENCE;
        return Optional.of(
                new Reading(new Question(form.kind(), place, other, days), unknown == 0 ? sure : sure * 0.8));
    }

    /** The place that "there" means, if what was said before names one. */
    private Optional<String> placeNamed(String rest) {
        Matcher named = PLACE_NAMED.matcher(rest);
        return named.find()
                ? Optional.ofNullable(named.group(1))
                        .or(() -> Optional.ofNullable(named.group(2)))
                        .filter(name -> places.find(name).isPresent())
                : Optional.empty();
    }

    private static Form form(Kind kind, String pattern) {
        return new Form(kind, Pattern.compile(pattern));
    }
}
