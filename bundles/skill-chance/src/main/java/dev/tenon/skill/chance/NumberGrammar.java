// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.chance;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The turns of phrase that ask for random numbers. A request matches from end to end. */
final class NumberGrammar {
    private static final String A = "(?<a>" + Counts.SAID + ")";
    private static final String B = "(?<b>" + Counts.SAID + ")";
    private static final String HOW_MANY = "(?<k>" + Counts.SAID + ")";
    private static final String VERB =
            "(?:pick|choose|generate(?: me)?|give (?:me|us)|gimme|throw me|spit out|hit me with|come up with|roll|give|we need|draw|get me|get|select|create|make|make up|produce|show me|tell me|think of|i need|i want|return|what is|what's|name|say)";
    private static final String KIND = "(?:random |lucky |whole |integer |arbitrary )*";
    private static final String NUMBER = "(?:number|integer|int|no\\.|value|digit)";
    private static final String RANGE =
            "(?:,? ?(?:that is |which is )?(?:(?:any(?:where)? )?(?:between|from|in the range(?: of| from)?|in|within|ranging from|in range|of) )?\\[?"
                    + A + "(?: ?(?:and|to|-|through|till|until|up to|\\.\\.+|,|–) ?)" + B
                    + "\\]?(?:,? (?:inclusive|included|inclusively))?)";
    private static final String UP_TO =
            "(?: (?:up to|of at most|no (?:more|greater|larger|bigger) than|at most|not above|(?<below>less than|under|below|smaller than)) (?<top>"
                    + Counts.SAID + "))";
    private static final String HINT =
            "(?:,? ?(?:any number|any one|(?:chosen |picked |selected |drawn )?(?:at random|randomly)),?)*";
    private static final String UNREPEATED =
            "(?<unrepeated>,? (?:without|with no|no) (?:any )?(?:repeats?|repetitions?|duplicates?|replacement))?";
    private static final String DIFFERENT = "(?<distinct>different |distinct |unique )?";

    private static final String ZH_RANGE = "(?:从|在)?" + A + "(?:到|至|-|~|–|和|与)" + B + "(?:之间|以内|范围内|之中|中|里|内)?(?:的|,)?";
    private static final String ZH_VERB =
            "(?:(?:随机|任意|任)?(?:地)?(?:生成|产生|给出|选出|选取|选择|抽取|抽出|给我|给|取|选|抽|挑|来|出|说|想|要|报)?(?:随机)?)";
    private static final String ZH_COUNT = "(?:一?(?:个|组)|" + HOW_MANY + "个)?";
    private static final String ZH_KIND =
            "(?<distinct>不同的|不重复的|不一样的|互不相同的)?(?:的)?(?:随机|任意)?(?:的)?(?:整|自然)?(?:数字|数值|数|号码)";

    private static final List<Pattern> FORMS = List.of(
            form(VERB + " (?:(?:a|an|any|one|some) )?" + KIND + NUMBER + "(?:" + UP_TO + "|" + RANGE + ")"),
            form(VERB + " (?:(?:a|an|any|one|some|just any) )?" + KIND + NUMBER + "(?: for (?:me|us))?" + HINT + "(?:"
                    + UP_TO + "|,?" + RANGE + ")" + HINT),
            form("(?:" + VERB + " |just )?(?:any |a )?(?<random>random) " + KIND + "(?:" + NUMBER + ")?" + HINT + "(?:"
                    + UP_TO + "|" + RANGE + ")" + HINT),
            form("(?:between |from )?" + A + "(?: ?(?:and|to|-|through) ?)" + B
                    + ",? (?:a )?(?<random>random) (?:number|integer)"),
            form("(?:a )?number" + RANGE + "(?<random>,? at random|,? randomly| chosen at random)"),
            form(VERB + "? ?" + HOW_MANY + " " + DIFFERENT + "(?:random |lottery |lucky )*(?:numbers|integers)(?:"
                    + UP_TO + "|" + RANGE + ")" + UNREPEATED),
            form("(?:choose|pick|select|draw|generate) randomly (?:a |an |one )?" + NUMBER + "(?:" + UP_TO + "|" + RANGE
                    + ")"),
            form("what random number" + RANGE + " (?:would|do|will) you (?:pick|choose|say)"),
            form("(?:" + VERB + " )?(?:a |an )?random (?<digits>" + Counts.SAID
                    + ")[- ]digit (?:code|number|code number)"),
            form("(?!what|name|say)" + VERB + " (?:(?:a|an|any|one|some) )?(?<random>random) " + KIND + NUMBER),
            form("(?:a |any )?(?<random>random) (?:" + KIND + NUMBER + "s? ?)?(?:generator )?(?:" + UP_TO + "|" + RANGE
                    + ")?(?<!random )"),
            form("(?:a )?number" + RANGE + "(?<random>, random| at random|,? randomly)"),
            form(VERB + "? ?" + HOW_MANY + " " + DIFFERENT + "(?<random>random )"
                    + DIFFERENT.replace("distinct>", "distinct2>") + "(?:numbers|integers)(?:" + UP_TO + "|" + RANGE
                    + ")?"),
            form(VERB + " " + HOW_MANY + " " + DIFFERENT + "(?:lottery |lucky )?(?:numbers|integers)(?:" + UP_TO + "|"
                    + RANGE + ")"),
            form("(?:" + VERB + " )?(?:a |an )?random (?<digits>" + Counts.SAID + ")[- ]digit number"),
            form("(?:" + VERB + " )(?:a |an )?(?<digits>" + Counts.SAID + ")[- ]digit random number"),
            form("randomly (?:pick|choose|generate|select) (?:a |an |one )?" + NUMBER + "(?:" + UP_TO + "|" + RANGE
                    + ")"),
            form(ZH_RANGE + "(?<random>随机|任意|任)(?:地)?(?:生成|产生|给我|选出|选取|抽取|选|取|抽|挑|给|来)?" + ZH_COUNT + "(?:" + ZH_KIND
                    + ")?"),
            form(ZH_RANGE + "(?:生成|产生|给我|选出|选|取|抽|挑|来)?" + ZH_COUNT + "(?:的)?(?<random>随机)(?:整)?(?:数字|数)"),
            form(ZH_VERB + ZH_COUNT + "(?:介于)?" + ZH_RANGE + ZH_KIND),
            form(ZH_RANGE + ZH_VERB + ZH_COUNT + ZH_KIND),
            form("(?:随机|任意)?(?:给我|生成|产生|来|给|要|说|选|抽|取)" + ZH_COUNT + "(?:在)?" + B + "(?:以内|以下)的?" + ZH_KIND),
            form("(?:在)?" + B + "以内(?:随机|任意)(?:取|选|抽|生成|来|挑)?" + ZH_COUNT + ZH_KIND),
            form("(?:随机|任意)?(?:给我|生成|产生|来|给|要|说|选|抽|取|出)" + ZH_COUNT + "(?<digits>" + Counts.SAID
                    + ")位的?(?:随机)?(?:整)?(?:数字|数)(?<=随机数字|随机数|随机整数)"),
            form("(?:随机)(?:给我|生成|产生|来|给|选|取|出)?(?:一?个)?(?<digits>" + Counts.SAID + ")位的?(?:整)?(?:数字|数)"),
            form("(?:随机)?(?:给我|生成|产生|来|给|要|说|选|抽|取)?" + ZH_COUNT + "(?<random>随机)的?(?:整)?(?:数字|数)"),
            form("(?<random>随机)(?:给我|生成|产生|来|给|说|选|抽|取)(?:" + ZH_COUNT + ")(?:整)?(?:数字|数)"));

    private NumberGrammar() {}

    /**
     * What is drawn.
     *
     * @param min the least
     * @param max the most
     * @param count how many
     * @param different whether none comes twice
     */
    record Wanted(BigInteger min, BigInteger max, int count, boolean different) {}

    /** The numbers that a reading of the request asks for. */
    static Optional<Wanted> read(String text) {
        for (Pattern form : FORMS) {
            Matcher match = form.matcher(text);
            if (match.matches()) {
                Optional<Wanted> wanted = wanted(form, match);
                if (wanted.isPresent()) {
                    return wanted;
                }
            }
        }
        return ChineseNumberGrammar.read(text);
    }

    private static Optional<Wanted> wanted(Pattern form, Matcher match) {
        Optional<Integer> digits = Counts.group(form, match, "digits").flatMap(Counts::small);
        if (digits.isPresent()) {
            return ofDigits(digits.get(), 1);
        }
        Optional<String> from = Counts.group(form, match, "a");
        Optional<String> to = Counts.group(form, match, "b", "top");
        Optional<String> count = Counts.group(form, match, "k");
        Optional<BigInteger> a = from.map(Counts::read).orElse(Optional.of(BigInteger.ONE));
        BigInteger off = Counts.group(form, match, "below").isPresent() ? BigInteger.ONE : BigInteger.ZERO;
        Optional<BigInteger> b = to.map(said -> Counts.read(said).map(top -> top.subtract(off)))
                .orElse(Optional.of(BigInteger.valueOf(100)));
        Optional<Integer> k = count.map(Counts::small).orElse(Optional.of(1));
        if (a.isEmpty() || b.isEmpty() || k.isEmpty() || k.get() < 1) {
            return Optional.empty();
        }
        boolean different =
                Counts.group(form, match, "distinct", "distinct2", "unrepeated").isPresent();
        return Optional.of(new Wanted(a.get().min(b.get()), a.get().max(b.get()), k.get(), different));
    }

    static Optional<Wanted> ofDigits(int digits, int count) {
        return digits < 1 || digits > RandomNumberSkill.MOST_DIGITS
                ? Optional.empty()
                : Optional.of(new Wanted(
                        BigInteger.TEN.pow(digits - 1),
                        BigInteger.TEN.pow(digits).subtract(BigInteger.ONE),
                        count,
                        false));
    }

    private static Pattern form(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }
}
