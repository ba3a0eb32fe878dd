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
    private static final String VERB = "(?:roll|throw|toss|cast|shake|role)(?: me)?";
    private static final String MODIFIER =
            "(?:,? (?:and )?(?:(?<plus>plus|add|with a bonus of|\\+)|(?<minus>minus|subtract|take away|less|-)) ?(?<m>"
                    + Counts.SAID + ")(?: to (?:it|the (?:result|total|sum)))?)?";
    private static final String REST = "(?: (?:at once|together|once))?" + MODIFIER
            + "(?:,? and (?:tell me|show me|add (?:them|it) up|sum (?:them|it)(?: up)?)(?: (?:the (?:result|total|sum)|what (?:i get|comes up)))?)?";
    private static final String NOTATION =
            "(?<notation>[-+]?\\d{0,5}d(?:\\d{1,8}|%)(?: ?[+-] ?(?:\\d{0,5}d(?:\\d{1,8}|%)|\\d{1,8})){0,9}+)";
    private static final String WITH = "(?: (?:with|of|having|that have) " + SIDES + " sides(?: each)?)?";

    private static final List<Pattern> FORMS = List.of(
            form("(?:(?:" + VERB + "|dice|roll dice:?) )?(?:(?:a|one|an) )?" + NOTATION + REST),
            form(VERB
                    + " (?:(?:the|a|one|some|my|your|an)(?: single)? )?(?:fair |virtual |normal |standard |regular )?(?:die|dice)"
                    + WITH + REST),
            form(VERB + " (?:(?:a|an|one|the) )" + SIDES + "[- ]?sided (?:die|dice)" + REST),
            form(VERB + " " + N + " (?:fair |virtual |normal |standard |regular )?(?:dice|die)" + WITH + REST),
            form(VERB + " " + N + " " + SIDES + "[- ]?sided (?:dice|die)" + REST),
            form(VERB + " (?:a|the) (?<pair>pair) of dice" + REST),
            form(VERB + " (?:a |the )?(?:die|dice) " + N + " times" + REST),
            form(
                    "(?:do |make |give me |i need )(?:a |another )?(?:dice|die) roll|(?:random )?(?:dice|die) roll|roll the dice"),
            form("(?:我)?(?:要)?(?:掷|扔|投|摇|丢|抛|骰)(?:一下|一次)?" + NOTATION + "(?:的?骰子)?(?:看看?)?"),
            form("(?:我)?(?:要)?(?:掷|扔|投|摇|丢|抛)(?:一下|一次)?(?:" + N + "(?:个|颗|粒|枚)|个)?(?:" + SIDES
                    + "面的?)?(?:骰子|色子)(?:(?<t>" + Counts.SAID + ")次)?" + zhModifier()),
            form("(?:把)?骰子(?:掷|扔|投|摇)(?:一下|" + N + "次)"),
            form("来(?:" + N + ")?(?:个|颗|粒|次)?(?:" + SIDES + "面的?)?骰子"),
            form("(?:用|拿)" + N + "(?:个|颗|粒)" + SIDES + "面(?:的)?骰子(?:掷|扔|投|摇)(?:一下|一次)" + zhModifier()));

    private DiceGrammar() {}

    private static String zhModifier() {
        return "(?:[,]?(?:结果|总数|再|点数|总和|然后)*(?:(?<plus>加上?|\\+)|(?<minus>减去?|-))(?<m>" + Counts.SAID
                + "))?(?:[,]?(?:看看?|算一?下?|求)?(?:是|有)?(?:总?(?:点数|和)|几点|多少点?|结果|总共多少|一共多少点?|总和|运气)?(?:是多少)?)?";
    }

    static Optional<Dice> read(String request) {
        Optional<String> bare = Wording.bare(request);
        for (Pattern form : FORMS) {
            Matcher match = form.matcher(bare.orElse(""));
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
        boolean pair = Counts.group(form, match, "pair").isPresent();
        Optional<Integer> count =
                Counts.group(form, match, "n", "t").map(Counts::small).orElse(Optional.of(pair ? 2 : 1));
        Optional<Integer> sides =
                Counts.group(form, match, "s").map(Counts::small).orElse(Optional.of(6));
        return count.isEmpty() || sides.isEmpty()
                ? Optional.empty()
                : Optional.of(new Dice(List.of(new Dice.Group(1, count.get(), sides.get())), 0));
    }

    private static Pattern form(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }
}
