// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.clock;

import dev.tenon.skill.clock.Question.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The turns of phrase, in English and Chinese, that ask for a time. A question matches from end to end. */
final class Grammar {
    private static final String NOW = "(?: right now| now| currently| at the moment| at present)?";
    private static final String IN = "(?:(?: over| out)? in| at| for)";
    private static final String PLACE = "(?<place>.+?)";
    private static final String WHAT = "(?:what is |what's |whats |give me |show me |do you know |do you have )?";

    private static final List<Form> ENGLISH = List.of(
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
                    "(?:现在|目前|当前|此刻)?(?:在)?(?<place>(?!是).+?)?(?:那边|那里|当地|本地)?(?:现在|目前|当前|此刻)?(?:的)?(?:时间)?(?:是|到)?(?:几点钟?|几时|什么时间|什么时候)了?"),
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
                    "(?<place>(?!是).+?)(?:和|与|跟|同)(?<other>.+?)(?:之间)?(?:的)?(?:有|相)?(?:时差|差)(?:有|是)?(?:多少|几)?个?(?:小时|钟头)?"),
            form(
                    Kind.DIFFERENCE,
                    "(?<place>(?!是).+?)比(?<other>.+?)(?:的)?(?:时间)?(?:早|晚|快|慢|提前|落后)了?(?:多少|几)个?(?:小时|钟头)"));

    private static final Map<String, Integer> DAYS =
            Map.of("tomorrow", 1, "yesterday", -1, "明天", 1, "后天", 2, "昨天", -1, "前天", -2);
    private static final Pattern AROUND_ENGLISH = Pattern.compile(
            "^(?:please|hey|hi|hello|ok|okay|so|and|can you tell me|could you tell me|tell me|i want to know|excuse me|do you know(?= what))[, ]+"
                    + "|(?:[, ]+(?:please|thanks|thank you)|[ ?!.,]+)$");
    private static final Pattern AROUND_CHINESE =
            Pattern.compile("^(?:请问一下|请问|请告诉我|告诉我|你知道|我想知道|帮我查一下|帮我看看|查一下|请|那|,)|(?:[吗呢啊呀吧?!。.,]|谢谢)+$");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern CALENDAR = Pattern.compile("[年月日号天节周\\d]|假|生日|今|明|昨|会议|我|你|他|她");
    private static final int MAX_LENGTH = 200;

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
        if (request.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return HAN.matcher(request).find()
                ? read(request, true).or(() -> read(request, false)) // a place in Chinese does not make it Chinese
                : read(request, false);
    }

    private Optional<Reading> read(String request, boolean chinese) {
        String text = strip(chinese ? AROUND_CHINESE : AROUND_ENGLISH, plain(request, chinese));
        for (Form form : chinese ? CHINESE : ENGLISH) {
            Matcher match = form.pattern().matcher(text);
            if (match.matches()) {
                Optional<Reading> reading = reading(form, match);
                if (reading.isPresent()) {
                    return reading;
                }
            }
        }
        return Optional.empty();
    }

    private static String plain(String request, boolean chinese) {
        String lower = request.toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replace('？', '?')
                .replace('，', ',')
                .replace('！', '!')
                .strip();
        return lower.replaceAll("\\s+", chinese ? "" : " ");
    }

    private static String strip(Pattern around, String text) {
        String before;
        String result = text;
        do {
            before = result;
            result = around.matcher(result).replaceAll("");
        } while (!result.equals(before));
        return result;
    }

    private Optional<Reading> reading(Form form, Matcher match) {
        Optional<String> known = form.group(match, "known");
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
                .allMatch(name -> places.find(name).isPresent() || couldBeAPlace(name));
        if (!couldBePlaces || unknown > 1 || unknown == 1 && known.isPresent()) {
            return Optional.empty();
        }
        int days =
                form.group(match, "day").map(day -> DAYS.getOrDefault(day, 0)).orElse(0);
        return Optional.of(new Reading(new Question(form.kind(), place, other, days), unknown == 0 ? 1 : 0.8));
    }

    /** Words that nobody takes for the name of a place make the sentence another one. */
    private static boolean couldBeAPlace(String name) {
        boolean han = HAN.matcher(name).find();
        return han
                ? name.length() <= 6 && !CALENDAR.matcher(name).find()
                : name.split(" ").length <= 3
                        && !name.matches(
                                "(?:the|my|your|a|an|this|that|it|his|her|our) .*|.*\\d.*|(?:the|my|a|it|me|you|bed|general|total|advance|history)");
    }

    private static Form form(Kind kind, String pattern) {
        return new Form(kind, Pattern.compile(pattern));
    }

    private record Form(Kind kind, Pattern pattern) {
        Optional<String> group(Matcher match, String name) {
            return pattern.pattern().contains("(?<" + name + ">")
                    ? Optional.ofNullable(match.group(name)).map(String::strip).filter(value -> !value.isEmpty())
                    : Optional.empty();
        }
    }
}
