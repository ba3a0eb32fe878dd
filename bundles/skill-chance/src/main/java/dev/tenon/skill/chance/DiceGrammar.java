// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.chance;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The turns of phrase that ask for a roll. A request matches from end to end. */
final class DiceGrammar {
    private static final String N = "(?<n>" + Counts.SAID + ")";
    private static final String SIDES = "(?<s>" + Counts.SAID + ")";
    private static final String VERB =
            "(?:simulate |try |what do i get if i )?(?:roll|throw|toss|cast|shake|role|rolling|throwing)(?: me| us)?"
                    + "(?: (?:some |the )?dice:)?";
    private static final String ASK = "(?:give (?:me|us)|gimme|i need|i want|we need|i'd like|need|simulate)";
    private static final String MODIFIER =
            "(?:,? (?:and )?(?:(?<plus>plus|add|with a bonus of|\\+)|(?<minus>minus|subtract|take away|less|-)) ?(?<m>"
                    + Counts.SAID + ")(?: to (?:it|the (?:result|total|sum)))?)?";
    private static final String REST = "(?: (?:at once|together|once))?" + MODIFIER
            + "(?:,? and (?:tell me|show me|add (?:them|it) up|sum (?:them|it)(?: up)?)(?: (?:the (?:result|total|sum|outcome)|what (?:i get|comes up)))?)?";
    private static final String NOTATION =
            "(?<notation>[-+]?\\d{0,5}d(?:\\d{1,8}|%)(?: ?[+-] ?(?:\\d{0,5}d(?:\\d{1,8}|%)|\\d{1,8})){0,9}+)";
    private static final String WITH = "(?: (?:with|of|having|that have) " + SIDES + " sides(?: each)?)?";

    private static final String LEAD = "(?:我要?|要|想|帮我|给我|随机|模拟|用|来){0,3}?";
    private static final String CAST = "(?:掷|扔|投|摇|丢|抛|骰|来|甩)";
    private static final String DIE = "(?:骰子|骰|色子|筛子)";

    private static final List<Pattern> FORMS = List.of(
            form("(?:(?:" + VERB + "|" + ASK
                    + "|(?:dice|dice roll|roll dice|initiative|roll initiative)[:,]?) )?(?:(?:a|one|an|my) )?"
                    + NOTATION + "(?: roll)?(?: with (?:a )?(?<plus>\\+) ?(?<m>\\d{1,6})(?: bonus)?)?"),
            form("(?:(?:" + VERB + "|" + ASK + "|dice|roll dice:?) )?(?:(?:a|one|an) )?" + NOTATION + "s?(?: rolls?)?"
                    + REST),
            form("(?:" + VERB + "|" + ASK + ") " + N + " d(?<s>\\d{1,7})s?" + REST),
            form("(?:" + VERB + "|" + ASK + ") (?:a )?(?<hundred>percentile) (?:die|dice)"),
            form("(?:" + VERB + "|" + ASK + ") (?:a|the) (?<pair>pair) of " + SIDES + "[- ]?sided dice" + REST),
            form(VERB
                    + " (?:(?:the|a|one|some|my|your|an)(?: single)? )?(?:fair |virtual |normal |standard |regular )?(?:die|dice)"
                    + WITH + REST),
            form(VERB + " (?:(?:a|an|one|the) )" + SIDES + "[- ]?sided (?:die|dice)" + REST),
            form(VERB + " " + N + " (?:fair |virtual |normal |standard |regular )?(?:dice|die)" + WITH + REST),
            form(VERB + " " + N + " " + SIDES + "[- ]?sided (?:dice|die)" + REST),
            form(VERB + " (?:a|the) (?<pair>pair) of dice" + REST),
            form(VERB + " (?:a |the )?(?:die|dice) " + N + " times" + REST),
            form(
                    "(?:do |make |give me |i need |simulate |gimme )(?:a |another )?(?:dice|die) roll|(?:random )?(?:dice|die) roll|roll the dice"),
            form(LEAD + CAST + "(?:一下|一次|一?个|一发|一把)?" + NOTATION + "(?:的?骰子)?(?:看看?)?"),
            form(LEAD + CAST + "(?:一下|一次)?(?:" + N + "(?:个|颗|粒|枚|次)|个|颗)?(?:的)?(?:" + SIDES + "面的?)?" + DIE + "(?:(?<t>"
                    + Counts.SAID + ")次)?(?:一下)?" + zhModifier()),
            form("(?:把)?" + DIE + "(?:掷|扔|投|摇)(?:一下|" + N + "次)"),
            form(LEAD + CAST + "(?:" + N + "个?)?" + DIE + ",(?:要)?" + SIDES + "面的?"),
            form(N + "(?:个|颗|粒)(?:" + SIDES + "面的?)?" + DIE + ",?(?:掷|扔|投|摇|丢|抛)(?:一下)?"),
            form("(?:用|拿)" + N + "(?:个|颗|粒)" + SIDES + "面(?:的)?" + DIE + "(?:掷|扔|投|摇)(?:一下|一次)" + zhModifier()),
            form(".{0,30}没(?:有|带)?" + DIE + ",(?:你|请|帮我|替我|能)*(?:掷|扔|投|摇|丢)(?:一?[个颗]|一下)"));

    private DiceGrammar() {}

    private static String zhModifier() {
        return "(?:[,]?(?:结果|总数|再|点数|总和|然后)*(?:(?<plus>加上?|\\+)|(?<minus>减去?|-))(?<m>" + Counts.SAID
                + "))?(?:[,]?(?:看看?|算一?下?|求|把点数)?(?:加起来)?(?:是|有)?(?:总?(?:点数|和)|几点|多少点?|结果|总共多少|一共多少点?|总和|运气)?(?:是多少)?)?";
    }

    /** The dice that a reading of the request asks for. */
    static Optional<Dice> read(String text) {
        for (Pattern form : FORMS) {
            Matcher match = form.matcher(text);
            if (match.matches()) {
                return dice(form, match).filter(Dice::isPossible);
            }
        }
        return Optional.empty();
    }

    private static Optional<Dice> dice(Pattern form, Matcher match) {
        Optional<String> modifier = Counts.group(form, match, "m");
        Optional<Integer> added = modifier.map(Counts::small).orElse(Optional.of(0));
        boolean minus = Counts.group(form, match, "minus").isPresent();
        Optional<String> notation = Counts.group(form, match, "notation");
        Optional<Dice> dice = notation.isPresent() ? Dice.read(notation.get()) : said(form, match);
        return added.isEmpty()
                ? Optional.empty()
                : dice.map(d -> new Dice(d.groups(), d.modifier() + (minus ? -added.get() : added.get())));
    }

    private static Optional<Dice> said(Pattern form, Matcher match) {
        boolean hundred = Counts.group(form, match, "hundred").isPresent();
        boolean pair = Counts.group(form, match, "pair").isPresent();
        Optional<Integer> count =
                Counts.group(form, match, "n", "t").map(Counts::small).orElse(Optional.of(pair ? 2 : 1));
        Optional<Integer> sides =
                Counts.group(form, match, "s").map(Counts::small).orElse(Optional.of(hundred ? 100 : 6));
        return count.isEmpty() || sides.isEmpty()
                ? Optional.empty()
                : Optional.of(new Dice(List.of(new Dice.Group(1, count.get(), sides.get())), 0));
    }

    private static Pattern form(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }
}
