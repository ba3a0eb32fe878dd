// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.chance;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The turns of phrase that ask for coins. A request matches from end to end. */
final class CoinGrammar {
    private static final String N = "(?<n>" + Counts.SAID + ")";
    private static final String VERB =
            "(?:simulate |try )?(?:flip|toss|throw|spin|flipping|tossing|throwing)(?: up)?(?: me| us)?";
    private static final String KIND = "(?:(?:fair|virtual|random|real|lucky|single) )?";
    private static final String RESULT =
            "(?:,? (?:and|to) (?:tell me|show me|say|see|decide|let me know)(?: (?:the (?:result|outcome)|how many heads(?: (?:there are|come up))?|what (?:comes|came) up|how it lands?|what (?:it is|it lands on|i get|you get)|if it's heads or tails|whether it's heads or tails))?)?";
    private static final String ASK =
            "(?:do|make|give (?:me|us)|gimme|i need|we need|i want|how about|run|simulate|do|settle (?:this|it|that) (?:with|by))";
    private static final String TOSS = "(?:抛|扔|掷|丢|投|翻|弹|抛出|来)";
    private static final String COIN = "(?:硬币|钢镚儿?|铜板)";
    private static final String LEAD = "(?:要|想|来|帮我|给我|连续|随机|模拟|就?用|我想|我要){0,3}+";
    private static final String LOOK =
            "(?:[,]?(?:看看?|有)?(?:结果)?(?:是)?(?:正面?还是反面?|什么结果|哪一?面|结果|正反面?|(?:几|多少)[个次]正面)?(?:朝上)?)?";

    private static final List<Pattern> FORMS = List.of(
            form(VERB + " (?:(?:a|the|one|your|an|some|another) )?" + KIND + "(?:coin|quarter|penny|dime)(?: (?:once|"
                    + N + " times|twice|in the air|up))*" + RESULT),
            form(VERB + " (?:" + N + " )" + KIND + "coins(?: at once)?" + RESULT),
            form("(?:(?:flip|toss|do|let's do|just) (?:a )?)?heads or tails|(?:is it |call it )heads or tails"),
            form("(?:" + ASK + " )?(?:(?:a|one|another) )?(?:random |quick )?coin[- ]?(?:flip|toss)" + RESULT),
            form("(?:" + ASK + " )?(?:" + N + " )coin[- ]?(?:flips|tosses)"),
            form("let (?:a|the) coin(?: (?:toss|flip))? decide(?: .{1,60})?"),
            form(".{0,60}\\bcoin\\b.{0,20}, (?:can you |could you |please )?(?:flip|toss) (?:one|it)"),
            form(LEAD + "来?" + TOSS + "(?:一?(?:个|枚|次|下|把)|" + N + "(?:个|枚|次))?(?:一下)?" + COIN + "(?:吧)?(?:(?<m>"
                    + Counts.SAID + ")次)?" + LOOK),
            form("(?:把)?" + COIN + ",?" + TOSS + "(?:一下|(?<n>" + Counts.SAID + ")[次下回])?" + LOOK),
            form("(?:来)?(?:一?[把次个])?(?:猜)?(?:是)?(?:正面还是反面|正反面|字还是花|猜硬币|抛硬币|掷硬币|扔硬币|投硬币)"),
            form(LEAD + "(?:抛|扔|掷|丢|投)" + N + "次" + COIN + LOOK),
            form("(?:用|靠)?(?:抛|扔|掷|丢)?(?:一枚|个)?" + COIN + "(?:来)?(?:决定|做决定|帮我决定)"),
            form(".{0,30}没(?:有|带)?" + COIN + ",(?:你|请|帮我|替我|能)*" + TOSS + "(?:一?[个枚]|一下)"));

    private CoinGrammar() {}

    /** How many coins. */
    static Optional<Integer> read(String text) {
        for (Pattern form : FORMS) {
            Matcher match = form.matcher(text);
            if (match.matches()) {
                boolean twice = text.toLowerCase(Locale.ROOT).contains(" twice");
                return Counts.group(form, match, "n", "m").map(Counts::small).orElse(Optional.of(twice ? 2 : 1));
            }
        }
        return Optional.empty();
    }

    private static Pattern form(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }
}
