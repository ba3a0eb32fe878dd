// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.chance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options of a request whose wording the grammar does not know: a list, and somewhere else the plea to choose. Sure
 * of little, so that it counts only where the request is like the skill's examples.
 */
final class ChooseGist {
    /** Too little to be believed unless the request is like the skill's examples. */
    static final double CONFIDENCE = 0.7;

    private static final int LONGEST = 300;
    private static final int MOST_WORDS = 7;
    private static final int MOST_SIGNS = 14;

    private static final String ENGLISH_CUE =
            "(?:pick(?:ing)?|choos(?:e|ing)|chose|decid(?:e|ing)|select|draw (?:(?:one|a|any|me|us) )?(?:name|winner|one|someone|lots?|straws?|ticket|option|random)\\w*|settle|surprise|random(?:ly)?|your call|torn|toss[- ]?up|(?:can'?t|cannot|can not) (?:decide|choose|pick|make up|agree)|undecided|which one|e+ny meen\\w*|draw lots|up to you|flip for it|make the call|you call it|(?:the|a) decision|(?:dealer|chef|driver)(?:'s)? choice|just (?:tell|say|name)|tell me which|say which|you (?:say|tell me)|(?:i'?ll|we'?ll|i will|we will) (?:go|do|take|eat|have) (?:wherever|whatever|whichever)|i (?:do not|don'?t) (?:mind|care)|(?:so|some)body has to|which(?= *$)|who (?:gets|goes|should|has to|is it|will it be)|pull (?:a|one) name|one of them)";
    private static final String HAN_CUE =
            "(?:随机|随便|任意|纠结|选|挑|抽|主意|决定|定夺|[帮替给]我?们?定|你来?定|做主|说了算|听你的|翻牌|抓阄|点名|点一?[个位名]|拣|拍个?板|给[个句].{0,2}(?:话|答案|说法)|让谁|[派叫]谁|谁(?:来|去|先)|[你您]来(?=$|吧|呗)|哪[个家样部种]好|[你您]看着办|[你您]说)";
    private static final Pattern CUE = Pattern.compile("(?i)\\b" + ENGLISH_CUE + "\\b|" + HAN_CUE);
    private static final Pattern OR =
            Pattern.compile("(?i)\\bor\\b|\\bvs\\b|\\bversus\\b|还是|或者?|、|(?<=\\p{L}) ?/ ?(?=\\p{L})");
    private static final Pattern AMONG = Pattern.compile(
            "(?i)\\b(?:between|among|amongst|out of|from|one of|of|options(?: are)?|choices(?: are)?|candidates(?: are)?)\\b:? (?!the (?:following|list|options|hat)\\b)(?<list>[^.?!;:]+)");
    private static final Pattern HAN_AMONG = Pattern.compile(
            "(?:从|在|就|^|[,:。;])(?<list>[^。;:?!]{3,80}?)(?:[这那]?[两三四五六七八九十几\\d]*(?:个|位|家|样|种|项|本|部|道|件)?(?:人|同学|地方|选项|名字|城市|选择)?)(?:里头|里面|里边|之间|当中|中间|之中|里|中)");
    /** Who may be one of several, although "choose me" names no option. */
    private static final Pattern PERSON = Pattern.compile("(?i)me|myself|you|him|her|them");

    private static final Pattern COLON = Pattern.compile("[:：](?<list>[^:：.!?。！？]+)");
    private static final Pattern SENTENCE = Pattern.compile("[.?!;:…。？！；：]+ *| - | ?[—–]+ ?");
    private static final Pattern AROUND = Pattern.compile(
            "(?i)^(?:[\\w ]{0,30}\\b(?:names|options|choices|candidates|contenders)(?: in the hat| here| today)? (?:are|is)|so|ok|okay|um+|hmm+|well|and|but|now|please|either|it'?s|its|we have|i have|we've got|i've got|there(?:'s| is| are)|do (?:i|we)|should (?:i|we)|shall (?:i|we)|would (?:i|we)|could (?:i|we)|to|whether to|whether|between|from|the choice is|options(?: are)?|i'?m|we'?re|go (?:for|with|to)|dinner is|lunch is|tonight it's) +"
                    + "|(?: +(?:for (?:me|us|dinner|lunch|breakfast|tonight|today)|at random|randomly|please|tonight|today|thanks|then|instead))$"
                    + "|^(?:我们?|咱们?|今[晚天]|中午|晚上|明天|周末|到底|究竟|应该|该|要|是|想|请|帮我|名单|选项|候选|有)+(?=\\p{IsHan}{2})|(?:好呢|好呀|好啊|好|呢|吧|呀|啊)$|^[从在就](?=\\p{IsHan})");
    private static final Pattern TAIL = Pattern.compile("(?:[你您]|咱|请|麻烦|帮|给|替|由|就|快|我)*(?:来|帮我|替我|给我|直接)?" + HAN_CUE
            + ".*$|(?:[这那][两三四五六几]个|[两三四五六]个人?|[两三]者).{0,4}$");
    /** A part between commas that is no option: "who should wash up", "and only one slot", "I don't mind". */
    private static final Pattern ASIDE = Pattern.compile(
            "(?i)(?:who|which|what|where|and (?:only|just|there)|but|so|or whatever|i(?:'m)?|we(?:'re)?|it's|there(?:'s| is| are)|help) .*|(?:[你您]?(?:帮忙|帮我|给我|替我)|[你您]$|谁|闭着眼|麻烦).*|[一二两三四五]|.*\\b(?:two|three|four|five|six|\\d) (?:\\w+ )?\\w{3,}s");
    /** Not to be chosen among. */
    private static final Pattern OTHER = Pattern.compile(
            "(?i)\\b(?:random (?:\\w+ )?(?:number|integer)|numbers?|integers?|\\d+ ?(?:to|-) ?\\d+|password|dice|coins?|heads or tails|bigger|better for|faster|cheaper|per (?:kg|litre|liter)|unit price|difference between|remind|note|timer|todo|to-do|translate|recommend|weather|how (?:do|does|many|much|to)|why|who (?:wrote|won|invented|was|made)|probability|odds|explain|meaning)\\b|\\d+ ?[到至~-] ?\\d+|整数|号码|[个组位]数|骰|硬币|[抛掷]一?|正反面|随机数|密码|更?便宜|划算|提醒|记一?下|待办|翻译|哪个(?:更|比较)|区别|推荐|天气|概率|为什么|怎么(?:做|走|去|说|写)|意思|多少钱");

    private ChooseGist() {}

    /** At least two options; empty if it is not clear which. */
    static Optional<List<String>> read(String text) {
        if (text.length() > LONGEST
                || !CUE.matcher(text).find()
                || OTHER.matcher(text).find()) {
            return Optional.empty();
        }
        return lists(text).map(ChooseGist::options).flatMap(Optional::stream).findFirst();
    }

    /** Where a list may be, the likeliest first. */
    private static Stream<String> lists(String text) {
        Stream<String> among = Stream.of(AMONG, HAN_AMONG)
                .flatMap(pattern -> pattern.matcher(text).results().map(match -> match.group(1)));
        Matcher colon = COLON.matcher(text);
        Stream<String> told = colon.find() ? Stream.of(colon.group("list")) : Stream.empty();
        Stream<String> sentences = Arrays.stream(SENTENCE.split(text));
        return Stream.concat(among, Stream.concat(told, sentences))
                .map(ChooseGist::withoutPlea)
                .filter(list -> OR.matcher(list).find()
                        || isEnumeration(list)
                        || list.contains(" and ")
                        || list.matches(".*\\p{IsHan}[和跟与同]\\p{IsHan}.*"));
    }

    /** Short parts between commas. */
    private static boolean isEnumeration(String list) {
        String[] parts = list.split(", ");
        return parts.length > 1
                && Arrays.stream(parts)
                        .allMatch(part ->
                                part.length() <= 8 || part.matches("[^\\p{IsHan}]+") && part.split(" ").length <= 3);
    }

    /** The parts between commas that do not plead. */
    private static String withoutPlea(String list) {
        return Arrays.stream(list.split("[,，]"))
                .map(part -> TAIL.matcher(part).replaceFirst("").strip())
                .filter(part -> !part.isEmpty()
                        && !CUE.matcher(part).find()
                        && !ASIDE.matcher(part).matches())
                .collect(Collectors.joining(", "));
    }

    private static Optional<List<String>> options(String list) {
        // where "or" stands in one part between commas, what else is told is no option unless it is as short
        String core = OR.matcher(list).find() ? withoutStory(list) : list;
        List<String> options = ChooseGrammar.options(core).stream()
                .map(ChooseGist::bare)
                .distinct()
                .toList();
        boolean fit = options.size() >= 2
                && options.size() <= ChooseSkill.MOST_OPTIONS
                && options.stream()
                        .allMatch(option -> isOption(option)
                                || options.size() > 2 && PERSON.matcher(option).matches());
        boolean numbers = options.size() == 2 && options.stream().allMatch(ChooseGrammar::isNumber);
        return fit && !numbers ? Optional.of(options) : Optional.empty();
    }

    /** Drops long parts before the first one that is followed by "or". */
    private static String withoutStory(String list) {
        String[] parts = list.split(", ");
        int first = 0;
        for (int i = 0; i < parts.length && !OR.matcher(parts[i]).find(); i++) {
            first = parts[i].split(" ").length > 3 || parts[i].length() > 20 ? i + 1 : first;
        }
        return String.join(", ", Arrays.asList(parts).subList(Math.min(first, parts.length - 1), parts.length));
    }

    private static String bare(String option) {
        String before;
        String bare = option;
        do {
            before = bare;
            bare = AROUND.matcher(bare).replaceAll("").strip();
        } while (!bare.equals(before));
        return bare;
    }

    private static boolean isOption(String option) {
        boolean han = option.codePoints().anyMatch(Character::isIdeographic);
        return !option.isEmpty()
                && !ChooseGrammar.NO_OPTION.matcher(option).matches()
                && !CUE.matcher(option).find()
                && (han ? option.length() <= MOST_SIGNS : option.split(" ").length <= MOST_WORDS);
    }
}
