// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.chance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The turns of phrase that leave a choice to chance. A request matches from end to end. */
final class ChooseGrammar {
    private static final int MOST_CHARACTERS = 100;
    private static final String LIST = "(?<list>.+?)";
    private static final String PICK = "(?:pick|choose|select|draw|decide)";
    private static final String ONE =
            "(?: (?:one|someone|a (?:random )?(?:winner|name|person|option|item|one|word)|any|something|randomly|at random|one at random))*";
    private static final String YOU =
            "(?:you (?:choose|pick|decide)|(?:help me )?(?:choose|pick|decide)(?: one)?(?: for me)?|pick one(?: at random)?|i can't decide|can't decide|which one|choose randomly|flip for it)";

    /** Leaves the choice to somebody. */
    private static final String DECIDE =
            "(?:(?:can |could )?(?:you|u) (?:choose|pick|decide)|your call|you call it|(?:please |just |help (?:me|us) )?(?:choose|pick|select|decide)(?: (?:one|1|someone|a winner|either|something))?|which one|surprise me|pick for)"
                    + "(?: (?:for (?:me|us)|at random|randomly|please|to [a-z ]{2,30}))*";

    private static final String MIND =
            "(?:(?:i'm |we're |i am )?(?:so )?torn|(?:i |we )?(?:really )?(?:can't|cannot|can not) (?:decide|choose|make up my mind)|toss[- ]?up|flip|toss|make a choice|help (?:me|us) (?:choose|decide|pick)|"
                    + PICK + "(?: (?:for (?:me|us)|randomly|at random))*)(?: for (?:me|us))?";
    private static final String ZH_DECIDE =
            "(?:(?:你|您|请|麻烦|[帮替给]我们?|由|来|就|快|听|我){0,4}(?:随机|随便|任意)?地?(?:选择|挑选|抽取|抽签|选|挑|抽|(?<![几\\d一二三四五六七八九十])点(?!钟)|决定|定|做个?(?:决定|选择)|拿个?主意|说了算)(?:一下|出来?)?(?:一?(?:个|位|人|名|样|项|种|家|条|下))?(?:人|名字|幸运儿)?(?:去.{1,6})?)";
    private static final String ZH_LEAD =
            "(?:(?:(?:选择困难|拿不定主意|[^,:、]{0,8}(?:吃什么|去哪|做什么|干什么|买什么|看什么)|名单|我?(?:很|好)?纠结|我该选?|在|从|今晚|这几个)[,:]?)|[^,:、]{0,6}:)?";

    private static final List<Pattern> FORMS = List.of(
            form("(?:who|what|which|where|when)\\b[^,?:]{0,60}[,:?] ?(?<or>.+? or .+?)[?,.;:!-]+ ?" + DECIDE),
            form("(?:[^,:?]{0,40}\\b(?:options|choices|candidates|possibilities): ?)?"
                    + LIST.replace(".+?", ".+?(?:,| or ).+?") + " ?[?,;:.!-]+ ?" + DECIDE),
            form("(?:.{0,60}[,.;] )?" + MIND + "(?: (?:randomly|at random|" + ONE.substring(4, ONE.length() - 2)
                    + "))? (?:between|from|among|out of) " + LIST + "(?:,? " + DECIDE + ")?"),
            form("(?:between|from|out of|of) " + LIST + ",? " + DECIDE + "(?:[,?.]+ ?" + DECIDE + ")?"),
            form(
                    "(?:(?:" + MIND
                            + "|let (?:fate|chance) decide)(?: (?:for (?:me|us) |a |an |one |1 |the |of |these |following |random |at random|name |someone |from |this |list)*[a-z]{0,20})?) ?: ?(?<list>.+?(?:,| or | and |;).+?)"),
            form(
                    "(?:which one should i (?:pick|choose|take)|help me (?:decide|choose)|who should [a-z ]{2,20}),? ?(?<or>.+? or .+?)"),
            form("(?:help me )?(?:randomly )?" + PICK + ONE
                    + " (?:between|from|among|amongst|out of|of)(?: these| the following| this list)?:? " + LIST
                    + "(?: (?:for me|at random|randomly))?"),
            form("(?:help me )?(?:randomly )?" + PICK + ONE
                    + "(?: (?:of|from) (?:these|the following|this list))?(?: for me)?: ?" + LIST),
            form("(?:help me |randomly )(?:pick|choose|select|decide on) (?<or>.+? or .+?)(?: at random)?"),
            form("(?:pick|choose|select) (?<or>.+? or .+?)(?: for me| at random|,? randomly)?"),
            form("(?<or>.+? or .+?)[?,;:.!-]+ ?" + YOU),
            form("(?:i )?can't (?:decide|choose) (?:between|whether to (?:have|take|eat|go for)) " + LIST),
            form("(?:what|which)(?: one)? should i (?:pick|choose|take)(?:,|:) ?" + LIST),
            form(
                    "(?:请)?(?:从|在)" + LIST
                            + "(?:之间|里面|当中|之中|中间|中|里|这几个里|这几个人中)(?:,)?(?:帮我|替我|给我|请)?(?:随机|任意|随便)?(?:地)?(?:选择|选出|抽取|抽出|挑选|挑出|选|抽|挑|点|决定)(?:一下|出)?(?:一?(?:个|位|人|名|样|项|种|家|条))?(?:人|名字|幸运儿)?"),
            form("(?:随机|任意|随便)?(?:选择|选出|抽取|抽出|挑选|选|抽|挑|点名)(?:出)?(?:一?(?:个|位|人|名|样|项|种|下))?(?:人|名字|名)?[:,]" + LIST),
            form(
                    "(?<or>.+?(?:还是|或者|或).+?)[,?;。]*(?:你|你来|请你|替我|给我|由你|听你的|你说|你给我)*(?:随机|随便)?(?:选择|选哪个|选一?个|选|决定|挑一?个|定|做决定|帮我选|帮我选一?个|帮我决定|选不出来|纠结)"),
            form(ZH_LEAD + "(?<list>.+?(?:还是|或者|、).+?)[,?;。]*(?:" + ZH_DECIDE + ")[,?]?(?:" + ZH_DECIDE + ")?"),
            form(ZH_LEAD + "(?<list>[^,:]+(?:,[^,:]+){1,20}?)[?;。]*,?(?:三选一|二选一|" + ZH_DECIDE + ")"),
            form("(?:我该)?(?:" + ZH_DECIDE + "|[^,:、]{0,3}选一|" + ZH_DECIDE + "[^,:、]{1,5}|(?:从|在)?这[几些个]{1,2}(?:里面?|中)?"
                    + ZH_DECIDE + ")[,:](?<list>.+?(?:还是|或者|、|,).+?)(?:去[^,、]{1,6})?"),
            form("(?:你|给我|帮我)*(?:在|从)?" + LIST + "(?:之间|里面|当中|之中|中间|中|里|[两三四五]个人?里),?" + ZH_DECIDE),
            form("(?<list>[^,:的]{1,12}(?:和|与|跟)[^,:的]{1,12}?)(?:,)?(?:二选一|(?:帮我|随机|随便|你|替我)*(?:选|挑|抽)一?个)"),
            form("(?:选择|选|挑|决定)(?:一?个)?(?:吃|喝|去|买|看|玩)?(?<or>.+?(?:还是|或者|或).+?)(?:好)?"));

    /** What is nobody's option, but a choice of words. */
    static final Pattern NO_OPTION = Pattern.compile(
            "(?i)(?:(?:me|up|out|on|off|whether|if|what|how|why|when|where|who) .*|not|else|more|less|so|otherwise|never|nothing|what|why|how|which|me|you|it|them|a (?:number|card|color|colour|password|date|movie|song|random .*)|(?:random )?numbers?(?: .*)?|.*[?].*)");

    private static final Pattern TWO_SENTENCES = Pattern.compile("(?:\\.\\.|…|[?!。！？]) ?.");

    private static final Pattern NUMBER = Pattern.compile("[-+]?[\\d,.]+|" + Counts.SAID);

    private static final Pattern ASIDE = Pattern.compile(
            "(?i)^[^,:、]{2,20}(?:了|啊|呀|呢|不定|犹豫),(?=.*(?:还是|或者))|^(?:this list|the list|these): |^(?:我?(?:很|好)?纠结|拿不定主意,?|[^,:、]{0,8}(?:吃什么|去哪|做什么|干什么|买什么|看什么),)|,? which one$| for (?:me|us)$"
                    + "|(?:[两三四五六七八九十]个人?[里中]?)$|(?<=还是.{1,12})好$"
                    + "|^(?:either|between|(?:should|shall) (?:i|we) (?:(?:have|take|get|do|go (?:for|with|to)) )?)\\b ?|^(?:要|我该选?|选)(?=.*(?:还是|或者))|(?: for (?:the|my|our) [a-z]{2,15})$");

    /** What parts the options of a list without commas: "奶茶 咖啡 三选一", "《甲》《乙》". */
    private static final Pattern LISTED =
            Pattern.compile("(?<=\\p{IsHan})[ \\u3000]{1,3}(?=\\p{IsHan})|(?<=[》」』”])(?=[《「『“])");

    /** Chance of another kind, whose clauses are no options: "掷个铜板决定，快". */
    private static final Pattern OTHER_CHANCE =
            Pattern.compile(".*(?:[抛扔掷投丢翻摇].{0,4}(?:硬币|铜板|钢镚|银仔|骰|[色筛]子)|\\d+ ?[到至~-] ?\\d+号?$).*");

    private ChooseGrammar() {}

    /** The options, at least two. */
    static Optional<List<String>> read(String request) {
        String bare = Wording.bare(request).orElse("");
        Optional<List<String>> options = bare(bare.replaceFirst("^(?i:(?:pls |please )?chose) ", "choose "));
        return options.map(found ->
                found.stream().map(option -> Wording.asWritten(request, option)).toList());
    }

    /** The options of a request in other words; less sure. */
    static Optional<List<String>> gist(String request) {
        return Wording.bare(request)
                .flatMap(ChooseGist::read)
                .or(() -> Wording.bare(LISTED.matcher(request).replaceAll("，")).flatMap(ChooseGist::read))
                .map(found -> found.stream()
                        .map(option -> Wording.asWritten(request, option))
                        .toList());
    }

    private static Optional<List<String>> bare(String bare) {
        for (Pattern form : FORMS) {
            Matcher match = form.matcher(bare);
            if (match.matches()) {
                Optional<String> or = Counts.group(form, match, "or");
                String list = or.orElseGet(() -> match.group("list"));
                List<String> options = options(list);
                boolean range =
                        options.size() == 2 && options.stream().allMatch(ChooseGrammar::isNumber) && or.isEmpty();
                boolean plain = options.stream()
                        .noneMatch(option -> option.isEmpty()
                                || option.length() > MOST_CHARACTERS
                                || TWO_SENTENCES.matcher(option).find()
                                || OTHER_CHANCE.matcher(option).matches()
                                || NO_OPTION.matcher(option).matches());
                if (options.size() >= 2 && options.size() <= ChooseSkill.MOST_OPTIONS && plain && !range) {
                    return Optional.of(options);
                }
            }
        }
        return Optional.empty();
    }

    static boolean isNumber(String option) {
        return NUMBER.matcher(option).matches() && Counts.read(option).isPresent();
    }

    /** Splits at the strongest separator there is: commas before "or" before "and". */
    static List<String> options(String list) {
        String text = ASIDE.matcher(list.strip()).replaceAll("");
        for (String separator : List.of(
                "\\s*[;；\\n]\\s*",
                "\\s*[,、，]\\s*(?:(?i:and|or)\\s+|(?:和|或者|还是|或)(?=.))?|\\s+(?i:or)\\s+|还是|或者",
                "\\s+(?i:and)\\s+|\\s+(?i:vs\\.?|versus)\\s+|\\s*/\\s*|[或和与跟]|(?<![胡不共相合])同(?![学事时样意乡款])",
                "\\s+")) {
            List<String> options = Arrays.stream(text.split(separator))
                    .map(ChooseGrammar::option)
                    .toList();
            if (options.size() > 1) {
                return lastTwo(options);
            }
        }
        return List.of(text);
    }

    /** "a, b and c": the last part holds two. */
    private static List<String> lastTwo(List<String> options) {
        String last = options.get(options.size() - 1);
        String[] two = last.split("\\s+(?i:and)\\s+|(?<=\\p{IsHan})和(?=\\p{IsHan})", 2);
        if (two.length < 2
                || options.size() < 2
                || options.stream().limit(options.size() - 1L).anyMatch(o -> o.contains(" and "))) {
            return options;
        }
        List<String> all = new java.util.ArrayList<>(options.subList(0, options.size() - 1));
        all.add(option(two[0]));
        all.add(option(two[1]));
        return List.copyOf(all);
    }

    private static String option(String text) {
        return text.strip().replaceAll("^[\"'“”‘’「」]+|[\"'“”‘’「」.。!]+$", "").strip();
    }

    private static Pattern form(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }
}
