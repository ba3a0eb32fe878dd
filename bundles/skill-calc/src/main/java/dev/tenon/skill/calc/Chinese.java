// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

import java.util.List;
import java.util.regex.Pattern;

/** Turns Chinese words of arithmetic into signs. */
final class Chinese {
    private static final Pattern AROUND = Pattern.compile("^(?:请问|请|帮我|帮忙|麻烦|告诉我|我想知道|求一下|求|计算一下|计算|算一下|算算|算|一下|从|[:,])"
            + "|(?:(?:的?结果)?(?:是|等于|得|为|有)?(?:多少|几|什么)?(?:呢|啊|呀|吗)?(?:[?。=,]+|(?<![\\d)!])!+)"
            + "|(?:的?结果)?(?:是|等于|得|为|有)?(?:多少|几|什么)(?:呢|啊|呀)?|(?:等于|谢谢|的结果|结果是))$");

    private static final String NUMBER = "([\\d][\\d,]*(?:\\.\\d+)?)";
    private static final String X = "(.+?)";
    private static final List<Rule> BEFORE_NUMERALS = Rule.list(
            "[ ,](?=\\p{IsHan})|(?<=\\p{IsHan}) ", "",
            "圆周率", " pi ",
            "的?一半", " * (1/2)",
            "([零〇一二两三四五六七八九十百千万点\\d.]+)倍", "$1");
    private static final List<Rule> PARTS = Rule.list(
            "百分之([零〇一二两三四五六七八九十百点\\d.]+)", "$1%",
            "([零〇一二两三四五六七八九十百\\d]+)分之([零〇一二两三四五六七八九十百\\d]+)", "($2/$1)");
    private static final List<Rule> RULES = Rule.list(
            NUMBER + "的" + NUMBER + "%",
            "$2% of $1",
            "%的",
            "% of ",
            NUMBER + "打([1-9])折",
            "$1 * 0.$2",
            NUMBER + "打([1-9]\\d)折",
            "$1 * 0.$2",
            "^" + X + "除以(.+?)的余数",
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
            "(?:开)?根号",
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
        String bare = Rule.all(BEFORE_NUMERALS, Wording.strip(AROUND, text));
        return Rule.all(RULES, NumberWords.chinese(Rule.all(PARTS, bare))).strip();
    }
}
