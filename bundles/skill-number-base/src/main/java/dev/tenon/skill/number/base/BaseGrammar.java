// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.number.base;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The turns of phrase that ask for a number in another base. A request matches from end to end. */
final class BaseGrammar {
    private static final String NUMBER = "(?<n>[-+]?[0-9a-z](?:[0-9a-z_]|,(?=\\d{3}))*+)";
    private static final String OF = "(?: (?:number|value|notation|form|digits?|system|numerals?|numbers))?";
    private static final String ASK =
            "(?:what is |what's |whats |what would |how much is |give me |find |get |compute )?";
    private static final String DO =
            "(?:convert |change |turn |translate |transform |write |express |show |put |represent |print |display )?";
    private static final String EN = Bases.ENGLISH;
    private static final String FROM = "(?:the )?(?:number )?(?:(?<before>" + EN + ")" + OF + "[: ] ?)?" + NUMBER
            + "(?: (?:\\(|in |from |as )?(?:the )?(?<after>" + EN + ")\\)?" + OF + ")?";
    private static final String TO = "(?:the |a )?(?<to>" + EN + ")" + OF;

    private static final String ZH = Bases.CHINESE;
    private static final String NUM = "(?:数字|数值|数)?(?:的|:)?";
    private static final String VON =
            "(?:(?<before>" + ZH + ")" + NUM + ")?" + NUMBER + "(?:\\((?<after>" + ZH + ")\\))?";
    private static final String NACH = "(?<to>" + ZH + ")(?:数字|数值|数|形式|写法|表示法|表示)?";
    private static final String WHICH = "(?:的?结果)?(?:是多少|是几|是什么|等于多少|等于几|等于什么|怎么写|怎么表示|多少|是啥|得多少)?";
    private static final String INTO = "(?:转换[成为到]|转化[成为]|转[成为到]|换算[成为]|换[成为]|变[成为]|化[成为]|改[成为]|写[成为作]|表示[成为]|转换|转|换算)";

    private static final List<Pattern> FORMS = patterns(
            ASK + DO + FROM + "(?: converted| written| expressed)? (?:in|to|into|as|using|->|=>|in to) " + TO,
            ASK + "(?:the )?" + "(?<to>" + EN + ")"
                    + "(?: (?:representation|form|value|equivalent|code|notation|version|number|expansion))? (?:of|for) "
                    + FROM,
            "how (?:do|would|can|should) (?:you|i|we|one) (?:write|say|express|represent|convert|put) " + FROM
                    + " (?:in|to|into|as|using) " + TO,
            "how is " + FROM + " (?:written|expressed|represented) (?:in|as) " + TO,
            DO + "(?:from )?(?<before>" + EN + ")" + OF + " (?:to|into|2) " + "(?<to>" + EN + ")" + OF
                    + "(?: conversion)?(?: of| for)?[:,]? ?(?<= |:|,)" + NUMBER,
            "(?:把|将)?" + VON + "(?:这个数字?)?" + INTO + NACH + WHICH,
            VON + "的" + NACH + WHICH,
            VON + "(?:是|等于|=|合|换算)(?:多少|几|什么)的?" + NACH,
            VON + "(?:是|等于|换算|合)" + NACH + "的?(?:多少|几|什么)",
            "用" + NACH + "(?:来)?(?:怎么)?(?:表示|写出|写|表达|记)(?:数字)?" + VON + WHICH,
            VON + "用" + NACH + "(?:来)?(?:应该|该)?(?:怎么|如何)?(?:表示|写|表达|记)(?:出来)?" + WHICH,
            "(?:把|将)?(?<before>" + ZH + ")数?" + INTO + "(?<to>" + ZH + ")数?[:,]?" + NUMBER + WHICH);
    private static final List<Pattern> DECIMAL = patterns(
            ASK + NUMBER,
            "(?:what|which) (?:decimal )?number is " + NUMBER,
            "what does " + NUMBER + " (?:mean|equal|stand for)",
            NUMBER + "(?:是|等于)(?:多少|几|什么数?)");

    private BaseGrammar() {}

    /**
     * A number and where it goes.
     *
     * @param number as it was written
     * @param from its base
     * @param to the base that is wanted
     */
    record Question(String number, int from, int to) {}

    static Optional<Question> read(String request) {
        Optional<String> bare = Wording.bare(request);
        if (bare.isEmpty()) {
            return Optional.empty();
        }
        for (Pattern form : FORMS) {
            Matcher match = form.matcher(bare.get());
            if (match.matches()) {
                return question(form, match);
            }
        }
        return DECIMAL.stream()
                .map(form -> form.matcher(bare.get()))
                .filter(Matcher::matches)
                .map(match -> match.group("n"))
                .filter(number ->
                        Bases.ofPrefix(number).isPresent() && bare.get().length() > number.length())
                .map(number -> new Question(number, Bases.ofPrefix(number).orElseThrow(), 10))
                .findFirst();
    }

    private static Optional<Question> question(Pattern form, Matcher match) {
        String number = match.group("n");
        Optional<String> said = group(form, match, "before").or(() -> group(form, match, "after"));
        Optional<Integer> to = Bases.named(match.group("to"));
        Optional<Integer> from = said.isPresent()
                ? Bases.named(said.get())
                : Bases.ofPrefix(number).or(() -> Optional.of(10)
                        .filter(ten -> number.matches("[-+]?[0-9][0-9_,]*") && to.isPresent() && to.get() != 10));
        boolean isANumber = number.matches(".*[0-9].*") || said.isPresent() && fits(number, from);
        return to.isPresent() && from.isPresent() && isANumber
                ? Optional.of(new Question(number, from.get(), to.get()))
                : Optional.empty();
    }

    private static boolean fits(String number, Optional<Integer> base) {
        return base.isPresent()
                && number.chars().filter(c -> "-+_,".indexOf(c) < 0).allMatch(c -> Character.digit(c, base.get()) >= 0);
    }

    private static Optional<String> group(Pattern form, Matcher match, String name) {
        return form.pattern().contains("(?<" + name + ">") ? Optional.ofNullable(match.group(name)) : Optional.empty();
    }

    private static List<Pattern> patterns(String... forms) {
        return Arrays.stream(forms)
                .map(form -> Pattern.compile(form, Pattern.CASE_INSENSITIVE))
                .toList();
    }
}
