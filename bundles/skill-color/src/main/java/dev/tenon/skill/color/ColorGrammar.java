// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.color;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The turns of phrase that ask for a colour in another notation or for its contrast with another one. */
final class ColorGrammar {
    private static final String ASK = "(?:what is |what's |whats |what are |give me |find |get |look up |i need )?";
    private static final String DO =
            "(?:convert |change |turn |translate |transform |express |write |show |put |represent )?";
    private static final String C = "(?<c>.{1,80}?)";
    private static final String KIND =
            "(?:an? |the )?(?<to>hex(?:adecimal)?|html|rgb|hsl|hsv|hsb|cmyk)(?:[- ]?(?:colou?r|code|values?|notation|form|format|triplet|number|components|equivalent|representation|version))*";
    private static final String CODE = "(?<to>hex(?:adecimal)?|十六进制|16进制|rgb|hsl|hsv|hsb|cmyk|html|色号|色值|颜色代码|颜色值)";
    private static final String ART = CODE + "(?:颜色)?(?:代码|色值|数值|值|码|编码|格式|表示|色彩)?";
    private static final String WHICH = "(?:是多少|是什么|是啥|是几|多少|怎么写|怎么表示|等于多少)?";
    private static final String INTO = "(?:转换[成为到]|转化[成为]|转[成为到]|换算[成为]|换[成为]|变[成为]|写[成为]|表示[成为]|转换|转)";

    private static final List<Pattern> CONVERSIONS = patterns(
            ASK + DO + C + "(?: written| expressed)? (?:in|to|into|as|->) " + KIND,
            ASK + "(?:the )?" + KIND + " (?:of|for) " + C,
            "how (?:do|would|can) (?:you|i|we) (?:write|express|convert|say) " + C + " (?:in|to|into|as) " + KIND,
            "(?:what|which) (?<name>colou?r|shade) (?:is|does|has) " + C + "(?: called| represent| look like)?",
            ASK + "(?:the )?(?:closest |nearest )?(?<name>(?:css |colou?r )*name) (?:of|for|to) " + C,
            "what (?:is|do you call|would you call) " + C + " (?<name>called|by name)?(?<=called|by name)",
            "name (?:the|this|that) (?<name>colou?r) " + C,
            ASK
                    + "(?:all )?(?:the )?colou?r (?:info|information|details|codes|notations|formats|values) (?:of|for|about|on) "
                    + C,
            C + " colou?r (?:code|codes|values)",
            C + " (?<to>hex|rgb|hsl|hsv|hsb|cmyk)(?: (?:colou?r|code|values?))*",
            "(?:把|将)?" + C + "(?:这个颜色)?" + INTO + ART + WHICH,
            C + "的" + ART + WHICH,
            C + "(?:用|以)" + ART + "(?:来)?(?:怎么|如何)?(?:表示|写)?" + WHICH,
            "用" + ART + "(?:来)?(?:怎么)?(?:表示|写)" + C + WHICH,
            C + "(?:在)?" + CODE + "(?:里|中)" + WHICH,
            C + "(?:是|叫|代表|对应)(?:的是)?(?<name>什么颜色|哪种颜色|什么色|哪个颜色|什么名字|什么颜色名)",
            C + "(?:的)?(?<name>颜色名称?|名字|名称)(?:是什么|叫什么)?",
            C + "(?:的)(?:所有|全部|各种)(?:颜色)?(?:格式|表示|写法|表示法|代码)");

    private static final String A = "(?<a>.{1,60}?)";
    private static final String B = "(?<b>.{1,60}?)";
    private static final String ON = " (?:and|on|on top of|against|vs\\.?|versus|with|over|to) ";
    private static final String LEVEL =
            "(?:the )?(?:wcag )?(?:2(?:\\.[012])? )?(?:level )?(?:aaa|aa|wcag|accessibility|contrast)?(?: (?:standards?|levels?|requirements?|guidelines?|criteria|contrast|compliant|compliance|2(?:\\.[012])?))*";
    private static final String PASS =
            "(?:符合|满足|通过|达到|能过|过)(?:wcag)? ?(?:2(?:\\.[012])?)?的?(?:aaa|aa)?(?:标准|级别|级|等级|要求|对比度)*";

    private static final List<Pattern> CONTRASTS = patterns(
            ASK
                    + "(?:check |calculate |compute |test |measure )?(?:the )?(?:wcag )?(?:colou?r )?contrast(?: ratio)?:? (?:(?:between|of|for) )?"
                    + A + ON + B,
            "(?:does|do|would|will|can) " + A + " (?:on|against|over) " + B
                    + " (?:pass|meet|satisfy|comply with|fulfil|reach) " + LEVEL,
            "(?:is|are) " + A + " (?:on|against|over) " + B
                    + " (?:readable|legible|accessible|easy to read|"
                    + "(?:wcag )?(?:2(?:\\.[012])? )?(?:aaa|aa|wcag)(?: (?:compliant|ok|okay|accessible|conformant))?|compliant with "
                    + LEVEL + "|(?:a )?(?:good|enough|sufficient|high enough) contrast)",
            "is (?:there (?:enough|sufficient)|the) contrast (?:between|of) " + A + ON + B
                    + "(?: (?:good|high|enough|sufficient|good enough|high enough|accessible))?",
            "(?:do|does) " + A + " (?:and|on|with) " + B
                    + " (?:have (?:enough|sufficient|good) contrast|contrast (?:enough|well))",
            "how (?:well|much|strongly) (?:does|do) " + A + " contrast (?:with|against|to) " + B,
            "how (?:readable|legible|accessible) (?:is|are) " + A + " (?:on|against|over) " + B,
            A + ON + B + " contrast(?: ratio| check)?",
            "(?:检查|计算|测一?下?|看看)?" + A + "[和与跟对、]" + B
                    + "(?:之间|两种颜色|两个颜色|搭配)?(?:的)?(?:颜色|色彩)?对比度?(?:是|有|比)?(?:多少|够不够|够|多大|高不高|达标|怎么样|如何|是否达标|比是多少|够高|合格)?",
            "(?:检查|计算)?" + A + "(?:放)?在" + B
                    + "(?:背景)?(?:上面|上|中|下)?(?:的)?对比度(?:是|有)?(?:多少|够不够|够|多大|达标|怎么样|如何|是否达标|合格)?",
            "(?:检查|计算)?" + B + "底" + A + "字(?:的)?(?:对比度)?(?:是|有)?(?:多少|够不够|够|多大|达标|怎么样|是否达标|看得清|清楚|合格|是否" + PASS + "|能?"
                    + PASS + ")",
            A + "(?:放)?(?:在|配)" + B + "(?:背景)?(?:上面|上|中|下)?(?:是否|能不能|能否|能|可以|是不是)?" + PASS,
            A + "(?:放)?在" + B + "(?:背景)?(?:上面|上|中|下)(?:是否|能不能|能|还)?(?:看得清楚?|清楚|易读|可读|好读|看清|清晰)",
            A + "[和与跟]" + B + "的?对比度?(?:是否|能不能|能否|能)?" + PASS,
            "对比度[:]" + A + "[和与跟、,]" + B);

    private final ColorReader reader;

    ColorGrammar(ColorReader reader) {
        this.reader = reader;
    }

    /**
     * A colour and how it is wanted.
     *
     * @param color as it was written
     * @param to empty: in every notation
     */
    record Conversion(String color, Optional<Notation> to) {}

    /**
     * Two colours.
     *
     * @param foreground as it was written
     * @param background as it was written
     */
    record Pair(String foreground, String background) {}

    Optional<Conversion> conversion(String request) {
        return Wording.bare(request).flatMap(bare -> CONVERSIONS.stream()
                .map(form -> conversion(form, form.matcher(bare)))
                .flatMap(Optional::stream)
                .findFirst());
    }

    private Optional<Conversion> conversion(Pattern form, Matcher match) {
        if (!match.matches() || !reader.isMeant(match.group("c"))) {
            return Optional.empty();
        }
        String color = ColorReader.clean(match.group("c"));
        Optional<Notation> to = group(form, match, "to")
                .flatMap(Notation::named)
                .or(() -> group(form, match, "name").map(name -> Notation.NAME));
        // "123456 to hex" is about a number.
        boolean number = to.equals(Optional.of(Notation.HEX)) && color.matches("[0-9a-f]{6}");
        boolean namesItself = to.equals(Optional.of(Notation.NAME))
                && reader.names().find(color).isPresent();
        return number || namesItself ? Optional.empty() : Optional.of(new Conversion(color, to));
    }

    Optional<Pair> contrast(String request) {
        return Wording.bare(request).flatMap(bare -> CONTRASTS.stream()
                .map(form -> form.matcher(bare))
                .filter(match ->
                        match.matches() && reader.isMeant(match.group("a")) && reader.isMeant(match.group("b")))
                .map(match -> new Pair(ColorReader.clean(match.group("a")), ColorReader.clean(match.group("b"))))
                .findFirst());
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
