// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns English words of arithmetic into signs. */
final class English {
    private static final Pattern AROUND = Pattern.compile(
            "^(?:(?:what (?:do|would|will) (?:i|you|we) (?:get|have) )?(?:if|when) (?:i|you|we)|please|pls|plz|hey|hi|hello|yo|there(?=,)|ok|okay|so|and|well|um"
                    + "|quick (?:one|question|sum)|(?:can|could|would|will) (?:you|u)|just|quickly|(?:i am |i'm |i was )?(?:just )?wondering|i wonder"
                    + "|tell me|show me|give me|help me|find|i (?:just )?(?:need|want)(?: to know)?|do you know|calculate|compute|work out|figure out"
                    + "|evaluate|solve|simplify|what is|what's|whats|what are|what does|what do|how much (?:is|are|does|do|would|will)|how many is"
                    + "|what(?! ?(?:is|%|per|pct))"
                    + "|the (?:result|value|answer) (?:of|to)|the)\\b[,:]?"
                    + "|(?:\\b(?:please|pls|plz|thanks|thank you|thx|ty|and|for me|real quick|quickly|lol|any(?:one|body)|equals?|makes?|gives?|comes? to"
                    + "|come out (?:to|at)|is|be|is what|exactly|in total|altogether|what (?:do|would|will) (?:i|you|we) (?:get|have)|what's that)"
                    + "|[=?.,:]+|(?<![\\d)!])!+)$");

    /** To how many places a result is to be told. */
    private static final Pattern PLACES = Pattern.compile(
            ",? ?(?:(?:please|pls|to|with|at|show|give me|keep|use|round(?:ed)?(?: it)?(?: to)?) ){0,2}(one|two|three|four|five|six|\\d) (?:decimal places|decimals|decimal digits)(?: (?:will do|please|pls|(?:is|are) (?:fine|enough|ok)))?[.!?]*$");

    private static final Pattern LIST = Pattern.compile(
            "\\b(sum|total|product|average|mean|minimum|smallest|maximum|largest|biggest) of (.+? and .+)$");
    private static final String X = "(.+?)";

    /** What makes other turns of phrase out of some, before lists are looked for. */
    private static final List<Rule> TURNS = Rule.list(
            "^(?:add(?: up| together)|sum up|total up) (?=.+ and )", "sum of ", "^add (?=[^,]+, .* and )", "sum of ");

    private static final List<Rule> RULES = Rule.list(
            "\\bthe ",
            "",
            "\\bremainder (?:of|when) " + X + " (?:is )?divided by (.+)",
            "($1) mod ($2)",
            "\\bdifference (?:between|of) " + X + " and (.+)",
            "($1) - ($2)",
            "\\badd " + X + " (?:and|to) (.+)",
            "($1) + ($2)",
            "\\bsubtract " + X + " from (.+)",
            "($2) - ($1)",
            "\\bmultiply " + X + " (?:by|and|with) (.+)",
            "($1) * ($2)",
            "\\bdivide " + X + " by (.+)",
            "($1) / ($2)",
            "\\b(?:percent|per cent|pct|percentage)\\b",
            "%",
            "(?<=\\d) (?:bucks|dollars|euros|quid|yuan)\\b",
            "",
            "\\b(?:take|knock|shave|get|deduct) (\\S+(?: ?%)?) off(?: of)?\\b",
            "$1 off",
            "^(?:take|deduct) " + X + " (?:away )?from (.+)",
            "($2) - ($1)",
            "^(.+?%) (?:tip|tax|vat) (?:on|of|for) (.+)",
            "$1 of ($2)",
            "(?:\\b(?:plus|with)|\\+) (?:a |an )?([\\d.]+ ?%) (?:tip|tax|vat|added(?: on)?|on top)\\b",
            "+ $1",
            "^([\\d.]+ ?%) more than (.+)",
            "($2) + $1",
            "^([\\d.]+ ?%) less than (.+)",
            "($2) - $1",
            "^" + X + " out of (.+?),? (?:as an? %|in %|is what ?%)$",
            "($1) / ($2) * 100",
            "^round(?: off)? " + X + " to (\\d+) (?:decimal )?(?:places?|decimals?|digits?)",
            "round($1; $2)",
            "\\b(?:increase|raise) " + X + " by (.+?%)",
            "($1) + $2",
            "\\b(?:decrease|reduce|lower) " + X + " by (.+?%)",
            "($1) - $2",
            "\\bwhat ?% of " + X + " is (.+)",
            "($2) / ($1) * 100",
            "^" + X + " (?:is|as) (?:what|a) ?% of (.+)",
            "($1) / ($2) * 100",
            "^" + X + " (?:rounded )?to (\\d+) (?:decimal )?(?:places|decimals|digits)",
            "round($1; $2)",
            "\\b(?:cube|cubic|third) root of\\b",
            "cbrt",
            "\\b(?:square root|root) of\\b",
            "sqrt",
            "\\bfactorial of\\b",
            "factorial",
            "(\\d) factorial\\b",
            "$1!",
            "\\babsolute value of\\b",
            "abs",
            "\\bnatural log(?:arithm)? of\\b",
            "ln",
            "\\blog(?:arithm)? (?:to )?base (\\S+) of (\\S+)",
            "log($2; $1)",
            "\\blog(?:arithm)? of (\\S+) (?:to|in|with) base (\\S+)",
            "log($1; $2)",
            "\\blog(?:arithm)?(?: of)?\\b",
            "log",
            "\\bsine?(?: of)?\\b",
            "sin",
            "\\bcos(?:ine)?(?: of)?\\b",
            "cos",
            "\\btan(?:gent)?(?: of)?\\b",
            "tan",
            "\\b(?:raised )?to power(?: of)?\\b",
            "^",
            "\\b(?:raised )?to (\\d+)(?:st|nd|rd|th)(?: power)?\\b",
            "^$1",
            "\\b(?:raised )?to tenth(?: power)?\\b",
            "^10",
            "\\b(?:raised )?to ninth(?: power)?\\b",
            "^9",
            "\\b(?:raised )?to eighth(?: power)?\\b",
            "^8",
            "\\b(?:raised )?to seventh(?: power)?\\b",
            "^7",
            "\\b(?:raised )?to sixth(?: power)?\\b",
            "^6",
            "\\b(?:raised )?to fifth(?: power)?\\b",
            "^5",
            "\\b(?:raised )?to fourth(?: power)?\\b",
            "^4",
            "\\b(?:raised )?to third(?: power)?\\b",
            "^3",
            "\\braised to\\b",
            "^",
            " squared\\b",
            "^2",
            " cubed\\b",
            "^3",
            "\\b(?:a |1 )?half(?: of)?\\b",
            "(1/2) of",
            "\\b(?:a |1 )third of\\b",
            "(1/3) of",
            "\\b(?:a |1 )(?:quarter|fourth) of\\b",
            "(1/4) of",
            "\\b(?:a |1 )fifth of\\b",
            "(1/5) of",
            "\\b(?:a |1 )tenth of\\b",
            "(1/10) of",
            "\\b(\\d+) thirds of\\b",
            "($1/3) of",
            "\\b(\\d+) (?:quarters|fourths) of\\b",
            "($1/4) of",
            "\\b(\\d+) fifths of\\b",
            "($1/5) of",
            "\\b(?:double|twice)(?: of)?\\b",
            "2 *",
            "\\btriple(?: of)?\\b",
            "3 *",
            "\\b(?:multiplied by|times)\\b",
            "*",
            "\\b(?:divided by|over)\\b",
            "/",
            "\\bplus\\b",
            "+",
            "\\b(?:minus|less)\\b",
            "-",
            "\\bnegative\\b",
            "-",
            "\\bmodul(?:o|us)\\b",
            "mod",
            "\\b(?:deg|degrees?)\\b",
            "°",
            "\\bradians?\\b",
            "",
            "(?<=[\\d)])\\s*x\\s*(?=[\\d(])",
            " * ");

    private English() {}

    static String signs(String text) {
        String bare = Wording.strip(AROUND, PLACES.matcher(text).replaceFirst(" to $1 decimals"));
        String counted = Rule.all(TURNS, NumberWords.english(bare));
        Matcher list = LIST.matcher(counted);
        String spread =
                list.find() ? counted.substring(0, list.start()) + spread(list.group(1), list.group(2)) : counted;
        return Rule.all(RULES, spread);
    }

    private static String spread(String what, String items) {
        List<String> each = Arrays.stream(items.split("\\s*,\\s*(?:and )?(?=\\D|\\d)| and "))
                .map(item -> "(" + item + ")")
                .toList();
        return switch (what) {
            case "sum", "total" -> "(" + String.join(" + ", each) + ")";
            case "product" -> "(" + String.join(" * ", each) + ")";
            case "average", "mean" -> "((" + String.join(" + ", each) + ") / " + each.size() + ")";
            case "minimum", "smallest" -> "min(" + String.join("; ", each) + ")";
            default -> "max(" + String.join("; ", each) + ")";
        };
    }
}
