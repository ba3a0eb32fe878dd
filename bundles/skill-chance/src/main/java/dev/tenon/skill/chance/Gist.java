// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.chance;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is to be thrown or drawn in a request whose wording the grammars do not know: what is named, how many of it, and
 * an order to do so. Sure of little, so that it counts only where the request is like the skill's examples.
 */
final class Gist {
    /** Just enough to be believed where nobody else is meant more. */
    static final double CONFIDENCE = 0.7;

    private static final String SMALL =
            "(?:\\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|a hundred|one hundred|hundred|one|single|[一二两三四五六七八九十百]{1,4}|仨|俩)";
    private static final String N = "(?<n>" + SMALL + ")";
    private static final String M = "(?<m>" + SMALL + ")";

    /** Speaks of chance without wanting any. */
    private static final Pattern OTHER = Pattern.compile(
            "^who\\b|\\bwho (?:invented|wrote|won|is|was|made)\\b|\\b(?:probabilit\\w*|odds|likely|likelihood|chances? (?:of|that)|invent\\w*|history|rules?|explain|why|when (?:was|did)|how (?:do|does|did|is|are|many|much|to)|what (?:is|are) (?:a|an|the (?:rules|meaning|difference))|remind|note|timer|translate|meaning|collect\\w*|bitcoin|crypto|fountain|landed|found|chopped?|dice (?:the|an|some|up the)|onions?|tomato\\w*|carrots?|recipe|diced|song|movie|film|book|poem|convert|binary|roman|todo|to-do|dream\\w*|watched|saw|scene|chasing|yesterday|last night|was|were|throw (?:away|out|a party)|is cast)\\b|\\b(?:some|the|these|those|my) coins\\b"
                    + "|概率|几率|可能性|规则|发明|历史|为什么|怎么玩|怎么做|怎么说|许愿|收藏|纪念币|比特币|捡|丢了|掉了|提醒|记一?下|翻译|电影|小说|切成|骰子舞|多少钱|几面|歌|算命|里面.{0,8}那|那[段场]|帅[呆爆]|梦见?|昨[天晚]");

    private static final Pattern FLIP = Pattern.compile(
            "\\b(?:flip(?:ping|s)?|toss(?:ing|es)?|throw(?:ing)?|spin|chuck)\\b|heads or tails|\\b(?:leave (?:it|this|that) to|decide[sd]?|settled?|be my|what does)\\b|\\b(?:flipped|tossed|thrown) (?:at once|together|in a row|for (?:me|us))\\b|[抛扔掷丢投翻弹甩]|正反面|正面还是反面|字还是花|来[一个枚次]");
    private static final Pattern COIN = Pattern.compile(
            "\\b(?:coins?|quarter|penny|dime|heads or tails)\\b|硬币|钢镚儿?|铜板|铜钱|银仔|银币|毫子?(?![米升克安])|正面还是反面|猜?正反面");
    /** Who gets what by which side needs no coin to be named: "heads I win, tails you win", "我押正面，你抛". */
    private static final Pattern SIDES_TAKEN = Pattern.compile(
            "\\bheads?\\b(?! or )[^.?!]{2,50}\\btails?\\b(?! or )|\\btails\\b(?! or )[^.?!]{2,50}\\bheads\\b|\\b(?:call|calling|pick|take|taking|bet on|betting on|choose|say|want|got|on) (?:heads|tails)\\b|[选押猜赌买要](?:的?是)?(?:正面|反面)|[押猜赌](?:字|花|公)(?=[,。!]|$)|正面[^。?!]{1,15}反面[^。?!]{1,15}|反面[^。?!]{1,15}正面[^。?!]{1,15}|[是系]公就.{1,20}|公[定还]是?字");

    private static final Pattern COINS = Pattern.compile(N + " (?:\\w+ )?coins?\\b|" + M + " times\\b|(?<t>twice)|"
            + N.replace("<n>", "<k>") + "[个枚次下回遍]|(?<w>[仨俩])");

    private static final Pattern CAST = Pattern.compile(
            "\\b(?:roll(?:ing|s)?|role|throw(?:ing|s)?|toss|chuck|cast|shake|dice (?:please|pls|for)|let'?s see what|gives?|need|simulate|reroll|spin|decide|(?:my|your|our|his|her|whose) turn)\\b|[,.!;] ?dice$|\\b(?:bring out the dice)\\b|^(?:please )?(?:a |an |one |two |three |four |five )(?:[\\w-]+ )?(?:dice|die)\\b(?! )|\\b(?:two|three|four|five|six|\\d{1,2}) dice$|[掷扔投摇丢抛甩滚]|骰(?!子)");
    private static final Pattern DIE = Pattern.compile("\\b(?:dice|die|d(?:4|6|8|10|12|20|100))\\b|骰|色子|筛子");
    private static final Pattern NOTATION =
            Pattern.compile("(?<![\\w#])\\d{0,3}d(?:\\d{1,4}|%)(?: ?[+-] ?(?:\\d{0,3}d\\d{1,4}|\\d{1,4})){0,5}(?!\\w)");
    /** "Two d6" for 2d6. */
    private static final Pattern SAID_DICE = Pattern.compile("\\b" + N + " (?=d\\d)");

    private static final Pattern SIDES = Pattern.compile(N + "[- ]?(?:sided|sides|faces|faced)\\b|" + M + "面");
    private static final Pattern DICE =
            Pattern.compile(N + " (?:[\\w-]+ ){0,2}?(?:dice|die)\\b|(?:throw|roll|toss|chuck) (?:me |us )?(?<v>" + SMALL
                    + ")(?: for (?:me|us))?(?! ?-?(?:sided|times))\\b|" + M + "(?:个|颗|粒|枚|只)|(?:dice|die|it) (?<k>"
                    + SMALL + ") times\\b|(?<pair>pair|couple) of|(?<t>twice)|(?<w>[仨俩])|(?<r>" + SMALL + ")次");
    private static final Pattern MODIFIER = Pattern.compile(
            "(?:\\b(?<plus>plus|add|adding|bonus of)|(?<minus>\\bminus|\\bsubtract|减去?)|加上?|\\+) ?(?:a |an )?\\+?(?<m>"
                    + SMALL + ")");
    private static final Pattern NUMBER = Pattern.compile(
            "\\d+|\\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|hundred)\\b|[二两三四五六七八九十百]+");

    private static final String LARGE =
            "(?:[-+]?\\d{1,3}(?:,\\d{3})+|[-+]?\\d{1,30}[万亿]?|(?:minus )?(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred|one hundred|hundred|a thousand|one thousand|thousand)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine|hundred|thousand))?|[零一二两三四五六七八九十百千万亿]{1,12})";
    private static final String UNIT = "(?:号|块|元|分|岁|排|人|名)?";
    private static final Pattern RANGE = Pattern.compile("(?<![\\w.:/-])(?<a>" + LARGE + ")" + UNIT
            + " ?(?:to|and|through|thru|till|until|up to|-|–|~|\\.\\.+|到|至|和|与) ?(?:number |#)?(?<b>" + LARGE
            + ")(?![\\w./:-]*\\d)");
    private static final Pattern LIMIT = Pattern.compile(
            "\\b(?:up to|no (?:more|higher|bigger|greater|larger) than|at most|below|under|less than|maximum of|max) (?<a>"
                    + LARGE + ")|(?<b>" + LARGE + ")" + UNIT + "(?:以内|以下|之内)|(?:共|有|全班)(?<c>" + LARGE
                    + ")[个名位](?:人|同?学生?|员工|号|孩子)");
    private static final Pattern DIGITS = Pattern.compile(
            "(?<a>" + SMALL + ")[- ]digits?\\b|(?<b>" + SMALL + ")位(?=的?(?:随机)?的?(?:整|自然)?(?:数|号|验证码|编号))");
    private static final Pattern RANDOM = Pattern.compile(
            "\\b(?:random(?:ly)?|pick|draw|lucky|lottery|raffle|any (?:whole )?(?:number|integer)|choose|generate|spit out|think of|number generator|winning|winners?|randomi[sz]e|spin|any old|doesn'?t matter|whichever|call on|roulette|wheel)\\b|随机|随便|任意|抽|摇号|彩票|挑|选|想一?个|报一?个|来一?个|生成|给我?一?个|默念|说出来|念一?个|说一?个|猜一?个|拣|机选|乱数|生一?个|蹦|点一?[个名位]");
    private static final Pattern NUMERIC = Pattern.compile(
            "\\b(?:numbers?|integers?|digits?|ticket|value|ball|int|no\\.|numbered|tickets|entr(?:y|ies)|raffle|lottery|wheel|roulette)\\b|数|号|位|整数");
    private static final Pattern SECRET = Pattern.compile(
            "\\b(?:pass ?words?|passphrase|passcode|phone|dice|coins?)\\b|密码|口令|(?<![a-z])pin(?![a-z])|电话|手机号|骰|硬币");
    private static final Pattern COUNT = Pattern.compile(
            "(?<a>" + SMALL + ") (?:\\w+ ){0,3}(?:numbers|integers|tickets|values|balls|winners|digits(?! ))\\b|(?<b>"
                    + SMALL + ")(?:个|注|组)");
    private static final Pattern DISTINCT = Pattern.compile(
            "\\b(?:different|distinct|unique|no (?:repeats?|duplicates?|two the same)|without (?:any )?(?:repeats?|repetition|duplicates?|replacement|repeating)|don't repeat|all different)\\b|不重复|不同|不一样|别重|不要重|不能重|互不");

    /** What is to be told of the result is no question of its own: "and tell me how many came up heads". */
    private static final Pattern TALLY = Pattern.compile(
            "\\bhow (?:many|much)(?= (?:points|pips|spots|eyes|of them|heads|tails|times|do (?:i|we) (?:get|have|score)|(?:did|is|are) (?:i|it|that|they|heads|tails)|come|came|land|landed|turn|turned|were|are|there are)\\b)|\\bhow (?:they|it|each)(?= (?:land|landed|fall|come|came|fell)s?\\b)|\\b(?:were|was|landed)(?= (?:heads|tails)\\b)");

    private Gist() {}

    static boolean isOther(String text) {
        return OTHER.matcher(TALLY.matcher(text).replaceAll(" ")).find();
    }

    /** How many coins. */
    static Optional<Integer> coins(String text) {
        boolean thrown = COIN.matcher(text).find() && FLIP.matcher(text).find();
        if (isOther(text) || !thrown && !SIDES_TAKEN.matcher(text).find()) {
            return Optional.empty();
        }
        Matcher count = COINS.matcher(text);
        return count.find() ? number(count, "n", "m", "k", "w", "t") : Optional.of(1);
    }

    /** The dice; empty as well if a number is left that was not understood. */
    static Optional<Dice> dice(String request) {
        if (isOther(request)) {
            return Optional.empty();
        }
        String text = SAID_DICE.matcher(request).replaceAll(said -> Counts.small(said.group(1))
                .map(String::valueOf)
                .orElse(said.group(1) + " "));
        Matcher notation = NOTATION.matcher(text);
        boolean written = notation.find();
        if (!written && (!DIE.matcher(text).find() || !CAST.matcher(text).find())) {
            return Optional.empty();
        }
        String rest = written ? text.substring(0, notation.start()) + " " + text.substring(notation.end()) : text;
        Matcher added = MODIFIER.matcher(rest);
        boolean modified = added.find();
        Optional<Integer> modifier = modified ? number(added, "m") : Optional.of(0);
        boolean minus = modified && added.group("minus") != null;
        rest = modified ? rest.substring(0, added.start()) + " " + rest.substring(added.end()) : rest;
        Optional<Dice> dice;
        if (written) {
            dice = NUMBER.matcher(rest).find() ? Optional.empty() : Dice.read(notation.group());
        } else {
            dice = named(rest);
        }
        return modifier.flatMap(m -> dice.map(d -> new Dice(d.groups(), d.modifier() + (minus ? -m : m))))
                .filter(Dice::isPossible);
    }

    private static Optional<Dice> named(String text) {
        Matcher faces = SIDES.matcher(text);
        boolean sided = faces.find();
        Optional<Integer> sides = sided ? number(faces, "n", "m") : Optional.of(6);
        String rest = sided ? text.substring(0, faces.start()) + " " + text.substring(faces.end()) : text;
        Matcher many = DICE.matcher(rest);
        boolean counted = many.find();
        Optional<Integer> count = counted ? number(many, "n", "v", "m", "k", "r", "w", "t", "pair") : Optional.of(1);
        String left = counted ? rest.substring(0, many.start()) + " " + rest.substring(many.end()) : rest;
        return NUMBER.matcher(left).find() || count.isEmpty() || sides.isEmpty()
                ? Optional.empty()
                : Optional.of(new Dice(List.of(new Dice.Group(1, count.get(), sides.get())), 0));
    }

    /** Which numbers are to be drawn. */
    static Optional<NumberGrammar.Wanted> numbers(String text) {
        Matcher range = RANGE.matcher(text);
        Matcher limit = LIMIT.matcher(text);
        Matcher digits = DIGITS.matcher(text);
        if (isOther(text)
                || SECRET.matcher(text).find()
                || !RANDOM.matcher(text).find()) {
            return Optional.empty();
        }
        if (range.find()) {
            String rest = text.substring(0, range.start()) + " § " + text.substring(range.end());
            return NUMERIC.matcher(text).find()
                    ? wanted(Counts.read(plain(range.group("a"))), Counts.read(plain(range.group("b"))), rest)
                    : Optional.empty();
        }
        if (!NUMERIC.matcher(text).find()) {
            return Optional.empty();
        }
        if (digits.find()) {
            return number(digits, "a", "b").flatMap(length -> NumberGrammar.ofDigits(length, 1));
        }
        if (limit.find()) {
            String top = Stream.of("a", "b", "c")
                    .map(limit::group)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow();
            return wanted(Optional.of(BigInteger.ONE), Counts.read(plain(top)), limit.replaceFirst(" § "));
        }
        return Optional.empty();
    }

    private static Optional<NumberGrammar.Wanted> wanted(
            Optional<BigInteger> from, Optional<BigInteger> to, String rest) {
        Matcher many = COUNT.matcher(rest);
        Optional<Integer> count = many.find() ? number(many, "a", "b") : Optional.of(1);
        return from.isEmpty() || to.isEmpty() || count.isEmpty() || count.get() < 1
                ? Optional.empty()
                : Optional.of(new NumberGrammar.Wanted(
                        from.get().min(to.get()),
                        from.get().max(to.get()),
                        count.get(),
                        DISTINCT.matcher(rest).find()));
    }

    private static String plain(String number) {
        return number.replaceFirst("^(?:a |one )(?=hundred|thousand)", "");
    }

    private static Optional<Integer> number(Matcher match, String... names) {
        for (String name : names) {
            String said = match.group(name);
            if (said != null) {
                return switch (said) {
                    case "twice", "俩", "pair", "couple" -> Optional.of(2);
                    case "仨" -> Optional.of(3);
                    case "single" -> Optional.of(1);
                    default -> Counts.small(plain(said));
                };
            }
        }
        return Optional.empty();
    }
}
