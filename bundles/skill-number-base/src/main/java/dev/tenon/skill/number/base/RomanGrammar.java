// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.number.base;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The turns of phrase that ask for Roman numerals or what they mean. A request matches from end to end. */
final class RomanGrammar {
    private static final Pattern CAPITALS = Pattern.compile("[IVXLCDM]{2,}");
    private static final Pattern SAYS_ROMAN = Pattern.compile("(?i)\\broman\\b|罗马");

    private static final String N = "(?:the )?(?:number |year )?(?<n>[-+]?\\d{1,3}(?:,\\d{3})++|[-+]?\\d{1,20}+)";
    private static final String R = "[\"'“”]?(?<r>[ivxlcdm]{1,30}+)[\"'“”]?";
    private static final String ROMANS =
            "roman(?: (?:numerals?|numbers?|digits?|letters|form|notation|style|figures))?";
    private static final String ASK = "(?:what is |what's |whats |what are |give me |find |get |i need |i want )?";
    private static final String DO =
            "(?:convert |change |turn |translate |transform |write |express |show |put |spell |represent |print |read |decode )?";
    private static final String ARABIC =
            "(?:an? |the )?(?:(?:arabic|decimal|ordinary|normal|regular|modern|hindu-arabic|plain|western) ?)?(?:numbers?|numerals?|digits?|integers?|figures|decimal|arabic)";
    private static final String KIND = "(?:the )?(?:roman (?:numerals?|numbers?) )?";

    private static final String WHICH = "(?:是多少|是什么|是几|怎么写|怎么表示|如何写|如何表示|多少|是啥|等于多少|等于几)?";
    private static final String INTO = "(?:转换[成为]|转化[成为]|转[成为]|换算[成为]|换[成为]|变[成为]|改[成为]|写[成为作]|表示[成为]|翻译[成为]|转换|转)";
    private static final String THIS = "(?:这个)?(?:罗马数字)?(?:中的)?";

    private static final List<Pattern> FORMS = patterns(
            ASK + DO + N + "(?: written| expressed)? (?:in|to|into|as|using|with) (?:a |the )?" + ROMANS,
            ASK + "(?:the )?roman (?:numerals?|numbers?|form|representation|equivalent|notation|version|way of writing)"
                    + "(?: (?:of|for|to write|that means|equivalent of|representation of))?[:]? " + N,
            "(?:to|in|into) " + ROMANS + ":? " + N,
            "how (?:do|would|can|did|should) (?:you|i|we|one|the romans|romans) (?:write|spell|say|express|represent) "
                    + N + "(?: (?:in|as|using|with) " + ROMANS + ")",
            ASK + DO + KIND + R + "(?: from " + ROMANS + ")? (?:in|to|into|as) " + ARABIC,
            "(?:what|which) (?:number|year|value|digit|decimal number) (?:is|does|do) " + KIND + R
                    + "(?: (?:mean|stand for|represent|equal))?(?: in " + ROMANS + ")?",
            "what (?:does|do) " + KIND + R + " (?:mean|stand for|represent|equal)(?: (?:in|as an?) (?:" + ROMANS + "|"
                    + ARABIC + "))?",
            ASK + "(?:the )?(?:value of )?(?:the )?roman (?:numerals?|numbers?):? " + R
                    + "(?: (?:mean|stand for|equal(?: to)?|worth|(?:in|to|as) " + ARABIC + "))?",
            ASK + "(?:the )?(?:value|meaning) of " + KIND + R + "(?: in " + ROMANS + ")?",
            "(?:把|将)?(?:数字)?" + N + "(?:年)?(?:" + INTO + "|的|用)罗马(?:数字|数)(?:来)?(?:表示|写)?(?:形式|写法)?" + WHICH,
            "(?:怎么)?用罗马(?:数字|数)(?:来)?(?:怎么)?(?:写出|写|表示|表达)(?:数字)?" + N + WHICH,
            N + "(?:怎么|如何)(?:写成|用|表示成)罗马数字(?:表示|写)?",
            "罗马数字(?:里的?|中的?)?" + N + WHICH,
            "(?:把|将)?(?:罗马数字)?:?" + R + THIS + INTO + "(?:阿拉伯数字|十进制数?|普通数字|数字|整数)" + WHICH,
            "(?:罗马数字)(?:里的?|中的?)?:?" + R + "(?:是|等于|代表|表示|读作|对应)?(?:的是)?(?:多少|几|什么数字?|什么|哪个数字?|啥|什么意思)?",
            R + THIS + "(?:是|等于|代表|表示|对应)(?:的是)?(?:多少|几|什么数字?|哪个数字?|哪一年|什么)",
            R + "是(?:罗马数字)的?(?:多少|几|什么|哪个数字?)");

    private RomanGrammar() {}

    /** The number or numeral that is asked about, as it was written. */
    static Optional<String> read(String request) {
        Optional<String> bare = Wording.bare(request);
        if (bare.isEmpty()) {
            return Optional.empty();
        }
        for (Pattern form : FORMS) {
            Matcher match = form.matcher(bare.get());
            if (match.matches()) {
                boolean number = form.pattern().contains("(?<n>");
                String wanted = match.group(number ? "n" : "r");
                // Without the word, only capitals that make a numeral are taken for one: "mix" and "CD" are not.
                boolean meant = SAYS_ROMAN.matcher(bare.get()).find()
                        || CAPITALS.matcher(wanted).matches() && Roman.isWellFormed(wanted) && wanted.length() > 2;
                return Optional.of(wanted).filter(text -> number || meant);
            }
        }
        return Optional.empty();
    }

    private static List<Pattern> patterns(String... forms) {
        return Arrays.stream(forms)
                .map(form -> Pattern.compile(form, Pattern.CASE_INSENSITIVE))
                .toList();
    }
}
