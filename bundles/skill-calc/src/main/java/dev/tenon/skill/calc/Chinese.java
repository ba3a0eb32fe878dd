// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns Chinese words of arithmetic into signs. */
final class Chinese {
    private static final Pattern AROUND =
            Pattern.compile("^(?:请问|请教|请|帮我|帮忙|麻烦[你您]?|劳驾|[你您]好|[你您]?知道|能不能|可不可以|可以|能|快|看看|告诉我|给我"
                    + "|我?想知道|我[想要]|想|问一?下|求一下|求|计算器|计算一?下|计算|算一?下|算一?算|算|一下|从|把|那|如果|\\p{IsHan}{0,10}花了|[:,])"
                    + "|(?:(?:的?结果)?(?:是|等于|得|为|有)?(?:多少|几|什么)?(?:呢|啊|呀)?(?:[?。=,]+|(?<![\\d)!])!+)"
                    + "|(?:的?结果|的值|一共|总共|合计|还剩下?|剩下?|还有|大?约|大概|要|会|之后|以后|后|是|等于|得|为|有)*+(?:多少|几|什么)(?:块?钱|元)?"
                    + "|(?:[呢啊呀吗]|来着|好吗|可以吗|谢谢[你您]?|多谢|等于|的?结果|结果是|的值|[之以]后))$");

    /** To how many places a result is to be told. */
    private static final Pattern PLACES = Pattern.compile(
            "(.+?)[,。 ]?(?:结果|答案|请|并|得数|四舍五入)*(?:精确到|保留|取)(?:到)?(?:小数点后)?([\\d一二两三四五六])位(?:小数)?(?:即可|就行|就好|吧)?[。.!?]?");

    private static final String NUMBER = "([\\d][\\d,]*(?:\\.\\d+)?)";
    private static final String X = "(.+?)";
    private static final List<Rule> BEFORE_NUMERALS = Rule.list(
            "[ ,](?=\\p{IsHan})|(?<=\\p{IsHan}) ", "",
            "(?:再|然后|接着|最后)+(?=[加减乘除+*/-])", "",
            "(?<=[\\d十百千万两])(?:块钱?|元钱?|美元|欧元)", "",
            "(?:增加|提高|上涨|上调|涨价|加价|涨)了?(?=[\\d百][^的]*$)", " + ",
            "(?:减少|降低|下降|下调|降价|跌|降)了?(?=[\\d百][^的]*$)", " - ",
            "圆周率", " pi ",
            "的?一半", " * (1/2)",
            "([零〇一二两三四五六七八九十百千万点\\d.]+)倍", "$1");
    /** Percentages and fractions in words. */
    static final List<Rule> PARTS = Rule.list(
            "^(.+?)[占是](.+?)的?百分之$", "($1) / ($2) * 100",
            "百分之([零〇一二两三四五六七八九十百点\\d.]+)", "$1%",
            "([零〇一二两三四五六七八九十百\\d]+)分之([零〇一二两三四五六七八九十百\\d]+)", "($2/$1)");

    private static final Pattern LIST =
            Pattern.compile("^(.+?[、和与跟].+?)(?:(?:的|之)?(总和|平均[数值]?|乘积|最大值|最小值)|(加起来|相加|加在一起))$");
    private static final List<Rule> RULES = Rule.list(
            NUMBER + "的" + NUMBER + "%",
            "$2% of $1",
            "%的",
            "% of ",
            NUMBER + "开(?:平方|方)",
            "sqrt($1)",
            NUMBER + "开立方",
            "cbrt($1)",
            NUMBER + "打([1-9])折",
            "$1 * 0.$2",
            NUMBER + "打([1-9]\\d)折",
            "$1 * 0.$2",
            "^" + X + "除以(.+?)(?:的余数|余$)",
            "($1) mod ($2)",
            "^" + X + "[和与跟](.+?)[的之]和",
            "($1) + ($2)",
            "^" + X + "[和与跟](.+?)[的之]差",
            "($1) - ($2)",
            "^" + X + "[和与跟](.+?)[的之]积",
            "($1) * ($2)",
            "^" + X + "[和与跟](.+?)[的之]商",
            "($1) / ($2)",
            NUMBER + "的平方根",
            "sqrt($1)",
            NUMBER + "的立方根",
            "cbrt($1)",
            "以(.+?)为底的?(.+?)的?对数",
            "log($2; $1)",
            "log以(.+?)为底的?(.+)",
            "log($2; $1)",
            "(?:开)?根号[下里]?",
            "√",
            NUMBER + "的自然对数",
            "ln($1)",
            NUMBER + "的(?:常用)?对数",
            "log($1)",
            NUMBER + "的绝对值",
            "abs($1)",
            NUMBER + "(度?)的正弦值?",
            "sin($1$2)",
            NUMBER + "(度?)的余弦值?",
            "cos($1$2)",
            NUMBER + "(度?)的正切值?",
            "tan($1$2)",
            "的?阶乘",
            "!",
            "的?平方",
            "^2",
            "的?立方",
            "^3",
            "的(\\d+)次[方幂]",
            "^$1",
            "加上|加",
            " + ",
            "减去|减掉|减",
            " - ",
            "乘以|乘上|乘",
            " * ",
            "除以",
            " / ",
            "负",
            "-",
            "度",
            "°",
            "的",
            " * ",
            "x",
            " * ");

    private Chinese() {}

    static String signs(String text) {
        Matcher places = PLACES.matcher(text);
        return places.matches()
                ? "round(" + exact(places.group(1)) + "; " + NumberWords.chinese(places.group(2)) + ")"
                : exact(text);
    }

    private static String exact(String text) {
        String bare = Rule.all(BEFORE_NUMERALS, Wording.strip(AROUND, text));
        String counted = NumberWords.chinese(Rule.all(PARTS, bare));
        Matcher list = LIST.matcher(counted);
        String spread =
                list.matches() ? spread(Optional.ofNullable(list.group(2)).orElse("总和"), list.group(1)) : counted;
        return Rule.all(RULES, spread).strip();
    }

    private static String spread(String what, String items) {
        List<String> each = Arrays.stream(items.split("[、和与跟]"))
                .map(item -> "(" + item + ")")
                .toList();
        return switch (what) {
            case "总和" -> "(" + String.join(" + ", each) + ")";
            case "乘积" -> "(" + String.join(" * ", each) + ")";
            case "最小值" -> "min(" + String.join("; ", each) + ")";
            case "最大值" -> "max(" + String.join("; ", each) + ")";
            default -> "((" + String.join(" + ", each) + ") / " + each.size() + ")";
        };
    }
}
