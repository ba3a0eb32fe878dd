// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.units;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The turns of phrase that ask for a conversion, in English and Chinese. A request matches from end to end. */
final class Grammar {
    private static final int MAX_LENGTH = 200;
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    /** An amount with its unit, or two ("5 feet 11 inches"). */
    private static final String FROM = "(?<amount>" + Amounts.ENGLISH
            + ")(?: ?(?:of )?)(?<from>[^\\d]+?(?: ?100 ?(?:km|kilomet(?:er|re)s?))?)(?:(?:,| and)? ?(?<amount2>\\d+(?:\\.\\d+)?) ?(?<from2>[^\\d]+?))?";

    private static final String TO = "(?<to>.+?)";
    private static final List<Pattern> ENGLISH = patterns(
            "how (?:many|much) " + TO
                    + " (?:is|are|are in|is in|are there in|make|makes|make up|equals?|in|to|do you get from|does) "
                    + FROM + "(?: make| have| equal)?",
            "(?:convert|change|turn|translate) " + FROM + " (?:in|to|into|as) " + TO,
            "(?:what is |what's |whats |what are |how much is |how much are |express )?" + FROM
                    + " (?:in|to|into|as|expressed in|converted to|measured in) " + TO,
            FROM + " ?= ?\\? ?" + TO,
            FROM + " (?:is|are|equals?|makes?) how (?:many|much) " + TO);
    private static final String VON = "(?<amount>" + Amounts.CHINESE
            + ")个?(?<from>[^\\d]+?(?: ?100 ?(?:km|kilomet(?:er|re)s?))?)(?:(?<amount2>\\d+(?:\\.\\d+)?)(?<from2>[^\\d]+?))?";
    private static final List<Pattern> CHINESE = patterns(
            VON + "(?:是|等于|有|合|相当于|为|=)?(?:多少|几)个?" + TO,
            "(?:把|将)?" + VON + "(?:换算|转换|转化|折合|换|转|变)(?:成|为|到)?(?:是|多少)?" + TO + "(?:是多少)?",
            "(?:多少|几)个?" + TO + "(?:是|等于)" + VON,
            VON + "(?:用|以)" + TO + "(?:表示|计)(?:是多少)?");
    private static final Pattern AROUND_ENGLISH = Pattern.compile(
            "^(?:please|hey|ok|can you|could you|would you|tell me|i want to know|do you know|what would be)[, ]+"
                    + "|(?:[, ]+(?:please|thanks|thank you)|[ ?!]+|(?<!\\d)\\.)$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AROUND_CHINESE = Pattern.compile("^(?:请问|请|帮我|告诉我|我想知道|,)|(?:[?!。.,呢啊呀吗]|谢谢)+$");

    private final Catalogue catalogue;

    Grammar(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * What is asked for.
     *
     * @param value how many
     * @param from of what
     * @param to into what
     */
    record Question(BigDecimal value, Measure from, Measure to) {}

    Optional<Question> read(String request) {
        if (request.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        boolean chinese = HAN.matcher(request).find();
        String text = strip(chinese ? AROUND_CHINESE : AROUND_ENGLISH, plain(request, chinese));
        for (Pattern pattern : chinese ? CHINESE : ENGLISH) {
            Matcher match = pattern.matcher(text);
            if (match.matches()) {
                Optional<Question> question = question(match);
                if (question.isPresent()) {
                    return question;
                }
            }
        }
        return Optional.empty();
    }

    private static String plain(String request, boolean chinese) {
        String signs = request.strip()
                .replace('’', '\'')
                .replace('”', '"')
                .replace('？', '?')
                .replace('，', ',')
                .replace('！', '!')
                .replace('．', '.');
        return signs.replaceAll("\\s+", chinese ? "" : " ");
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

    private Optional<Question> question(Matcher match) {
        List<Measure> from = catalogue.named(match.group("from"));
        List<Measure> to = catalogue.named(article(match.group("to")));
        Optional<BigDecimal> amount = Amounts.read(match.group("amount"));
        if (from.isEmpty() || to.isEmpty() || amount.isEmpty()) {
            return Optional.empty();
        }
        if (match.group("from2") != null) {
            return compound(amount.get(), from, match, to);
        }
        return Optional.of(best(amount.get(), from, to));
    }

    /** "the miles", "a mile". */
    private static String article(String name) {
        return name.replaceFirst("^(?:the|an?) ", "");
    }

    /** "oz" is a mass and a volume: the reading that can be converted is meant. */
    private static Question best(BigDecimal amount, List<Measure> from, List<Measure> to) {
        for (Measure one : from) {
            for (Measure other : to) {
                if (one.convertsTo(other)) {
                    return new Question(amount, one, other);
                }
            }
        }
        return new Question(amount, from.get(0), to.get(0));
    }

    private Optional<Question> compound(BigDecimal amount, List<Measure> from, Matcher match, List<Measure> to) {
        Optional<BigDecimal> rest = Amounts.read(match.group("amount2"));
        for (Measure small : catalogue.named(match.group("from2"))) {
            for (Measure large : from) {
                if (rest.isPresent() && small.dimension() == large.dimension()) {
                    Optional<BigDecimal> sum = large.convert(amount, small).map(rest.get()::add);
                    return sum.map(value -> best(value, List.of(small), to));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Pattern> patterns(String... forms) {
        return java.util.Arrays.stream(forms)
                .map(form -> Pattern.compile(form, Pattern.CASE_INSENSITIVE))
                .toList();
    }
}
