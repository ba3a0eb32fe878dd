// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.number.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The second, looser reading, for requests that no turn of phrase matches from end to end: one number, and a base or
 * two that are spoken of, or Roman numerals, whatever else is said.
 */
final class Gist {
    /** Not enough by itself: a request must be a little like the examples of the skill as well. */
    static final double CONFIDENCE = 0.7;

    private static final int MAX_LENGTH = 200;
    private static final Pattern BASE = pattern(
            "(?<![\\w])(?:" + Bases.ENGLISH + "|base[ -](?:three|four|five|six|seven|nine))(?!\\w)|" + Bases.CHINESE);
    private static final Pattern NUMBER = pattern(
            "(?<![\\w.,#])(?:0x[0-9a-f]{1,60}|0b[01]{1,200}|0o[0-7]{1,60}|-?\\d[\\d_]{0,200}(?:,\\d{3}){0,20}|\\d[0-9a-f]{1,60})(?![\\w%]|[.,]\\d)");
    private static final Pattern INTO = pattern("(?:\\b(?:in|into|to|as|using)(?: the| a)? |[成为到用是于]的?)$");
    private static final Pattern BACK =
            pattern("\\b(?:normal|ordinary|regular|plain|come to|comes to|which number|what number)\\b|数是(?:多少|几)|是不是");
    private static final List<String> SAID = List.of("three", "four", "five", "six", "seven", "nine");
    private static final List<String> MEANT = List.of("3", "4", "5", "6", "7", "9");
    private static final int DECIMAL = 10;

    private static final Pattern ROMAN = pattern("\\broman (?:numerals?|numbers?|digits?|letters)\\b|罗马数|羅馬數");
    private static final Pattern NUMERAL = Pattern.compile("(?<![A-Za-z])[IVXLCDM]{1,15}(?![A-Za-z'’])");
    private static final Pattern ARABIC = Pattern.compile("(?<![\\w.,])\\d{1,4}(?![\\w%]|[.,]\\d)");
    private static final Pattern ASKED =
            pattern("\\b(?:(?:which|what) (?:year|number)|stands? for|mean)\\b|哪一?年|是几|第几|什么数|多少");

    private Gist() {}

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
    }

    /** A number and the base it is wanted in. */
    static Optional<BaseGrammar.Question> base(String request) {
        String text = request.replace("進位", "进制").replace("進制", "进制");
        List<MatchResult> bases = BASE.matcher(text).results().toList();
        if (text.length() > MAX_LENGTH || bases.isEmpty() || bases.size() > 2) {
            return Optional.empty();
        }
        List<MatchResult> numbers = numbers(text, bases);
        return numbers.size() == 1 ? question(text, numbers.get(0).group(), bases) : Optional.empty();
    }

    private static List<MatchResult> numbers(String text, List<MatchResult> bases) {
        List<MatchResult> numbers = new ArrayList<>();
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            int at = number.start();
            if (bases.stream().noneMatch(base -> base.start() <= at && at < base.end())) {
                numbers.add(number.toMatchResult());
            }
        }
        return numbers;
    }

    private static Optional<BaseGrammar.Question> question(String text, String number, List<MatchResult> bases) {
        Optional<Integer> first = named(bases.get(0));
        Optional<Integer> prefix = Bases.ofPrefix(number);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        if (bases.size() == 2) {
            Optional<Integer> second = named(bases.get(1));
            boolean turned = INTO.matcher(text.substring(0, bases.get(0).start()))
                            .find()
                    && !INTO.matcher(text.substring(0, bases.get(1).start())).find();
            return turned ? checked(number, second, first) : checked(number, prefix.or(() -> first), second);
        }
        boolean letters = number.matches(".*[a-f].*") && prefix.isEmpty();
        boolean back = prefix.isEmpty()
                && first.get() != DECIMAL
                && (letters || BACK.matcher(text).find());
        return back
                ? checked(number, first, Optional.of(DECIMAL))
                : checked(number, prefix.or(() -> Optional.of(DECIMAL)), first);
    }

    private static Optional<BaseGrammar.Question> checked(String number, Optional<Integer> from, Optional<Integer> to) {
        if (from.isEmpty() || to.isEmpty() || from.equals(to)) {
            return Optional.empty();
        }
        String digits = Bases.digits(number, from.get());
        boolean fits = digits.chars().filter(c -> c != '-').allMatch(c -> Character.digit(c, from.get()) >= 0);
        return fits ? Optional.of(new BaseGrammar.Question(number, from.get(), to.get())) : Optional.empty();
    }

    private static Optional<Integer> named(MatchResult base) {
        String name = base.group();
        for (int i = 0; i < SAID.size(); i++) {
            name = name.replaceFirst("(?i)\\b" + SAID.get(i) + "$", MEANT.get(i));
        }
        return Bases.named(name);
    }

    /** The number or numeral that is asked about. */
    static Optional<String> roman(String request) {
        if (request.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        boolean said = ROMAN.matcher(request).find();
        List<String> numerals = NUMERAL.matcher(request)
                .results()
                .map(MatchResult::group)
                .filter(numeral -> Roman.isWellFormed(numeral) && (!numeral.equals("I") || !said))
                .filter(numeral -> numeral.length() > (said ? 0 : 2))
                .distinct()
                .toList();
        if (numerals.size() == 1 && (said || ASKED.matcher(request).find())) {
            return Optional.of(numerals.get(0));
        }
        List<String> arabic =
                ARABIC.matcher(request).results().map(MatchResult::group).toList();
        return said && numerals.isEmpty() && arabic.size() == 1 ? Optional.of(arabic.get(0)) : Optional.empty();
    }
}
