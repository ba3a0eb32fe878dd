// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.password;

import dev.tenon.skill.password.Recipe.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What kind of password a request wants whose wording the grammar does not know: an order to make something, what, and
 * how long. Sure of little, so that it counts only where the request is like the skill's examples.
 */
final class RecipeGist {
    private static final String N = "(?<n>\\d{1,3}|" + String.join("|", RecipeGrammar.ENGLISH.subList(10, 21)) + "|"
            + String.join("|", RecipeGrammar.ENGLISH.subList(1, 10)) + "|[一二两三四五六七八九十]{1,3})";
    private static final Pattern MAKE = Pattern.compile(
            "\\b(?:generate|create|make|give|gimme|need|want|suggest|come up|invent|think (?:of|up)|cook up|whip up|get|produce|spit|pick|roll|randomly|new|random|set me up|help me with|could use|looking for|conjure|dream up|generator|make up|set up|sort me out|hook me up|fix me up)\\b"
                    + "|生成|产生|创建|造|想一?个|想[一出]|来[一个组串]|弄|搞|给我?[一出整个来]|整[一个]|出一?[个组串]|随机|设计|要一?[个组串]|需要|设[一个]|编|做一?个|换一?个|新的?密码|推荐");
    private static final Pattern PASSPHRASE = Pattern.compile("\\bpass ?-?phrases?\\b|密码短语|口令短语|短语");
    private static final Pattern PIN = Pattern.compile(
            "\\bpin\\b|\\bpin(?=码)|数字密码|纯数字|\\b(?:only|just) (?:digits|numbers)\\b|(?:只|仅|全)[要用是含有]{1,2}数字|\\bnumeric\\b");
    private static final Pattern NAMED =
            Pattern.compile("\\b(?:pass ?words?|passcode|pwd?|login code|uncrackable|unguessable)\\b|密码|口令");
    private static final Pattern WORDS =
            Pattern.compile(N + "[- ]?(?:random |common |english |simple |ordinary |unrelated )*(?:words?)\\b|"
                    + N.replace("<n>", "<m>") + "个?(?:随机|英文|英语|常用|简单|不相干)*的?(?:单词|词语|词|字词)");
    private static final Pattern LENGTH = Pattern.compile(N
            + "[- ]?(?:or (?:more|so) )?(?:random )?(?:characters?|chars?|letters|symbols|digits?|numbers|long|figures)\\b|\\blength (?:of |is )?"
            + N.replace("<n>", "<m>") + "|" + N.replace("<n>", "<k>") + "(?:多)?(?:位|个字符|字符|个数字|个字母)");
    private static final Pattern NO_SYMBOLS = Pattern.compile(
            "\\b(?:without|no|excluding|avoid|skip|leave out|don't use|not any) (?:any |the )?(?:special |weird |fancy |funny )*(?:symbols?|characters|chars|punctuation|signs)\\b|\\b(?:letters and (?:digits|numbers)|(?:digits|numbers) and letters|alphanumeric)\\b(?! and)|(?:不带|不含有?|不要|没有|别[用带加]|无|不用|不包含)(?:任何)?(?:特殊)?(?:符号|字符|标点)|只[用要含有]{1,2}(?:字母和数字|数字和字母)");
    private static final Pattern SYMBOLS =
            Pattern.compile("\\b(?:symbols?|special (?:characters?|chars?)|punctuation)\\b|符号|特殊字符|标点");
    /** Questions about passwords, and orders of another kind. */
    private static final Pattern OTHER = Pattern.compile(
            "\\b(?:forgot|forgotten|forget|reset|expired?|manager|policy|remember (?:that|my|the)|how|why|what (?:is|are|makes|does)|should|is|hacked|stolen|leaked|protect(?:ed)?|delete|remind|note|translate|atm|asked me|keeps? asking|document|longer|what do you think|rating|rate|make of|judge|obvious|idea|(?:need|give me|want|get|make|tell me) (?:the|my|your|our|his|her) (?!new )[\\w -]{0,20}password)\\b"
                    + "|忘|重置|找回|过期|修改|管理器|为什么|怎么|什么是|泄露|被盗|提醒|记住|记一?下|翻译|强度|安全吗|够不够|多久|破解|要求|规定|吗|输入");

    private static final Pattern POLITE = Pattern.compile(
            "\\b(?:that|which) is\\b|\\bis (?:hard|easy|tough|difficult|impossible|at least)\\b|\\bhow about\\b|能不能|可以吗|好吗|行吗|能.{0,20}吗|\\bthat no ?one (?:can|could|would) guess\\b|不容易被?破解|(?:很难|难以|不易|不会|没法|无法)被?(?:人)?破解");

    private RecipeGist() {}

    /** The recipe; empty if it is not clear that something is to be made. */
    static Optional<Recipe> read(String text) {
        boolean passphrase = PASSPHRASE.matcher(text).find();
        boolean pin = PIN.matcher(text).find();
        boolean named = passphrase || pin || NAMED.matcher(text).find();
        if (!named
                || !MAKE.matcher(text).find()
                || OTHER.matcher(POLITE.matcher(text).replaceAll(" ")).find()) {
            return Optional.empty();
        }
        Optional<Integer> words = number(WORDS, text, "n", "m");
        Optional<Integer> length = words.isPresent() ? Optional.empty() : number(LENGTH, text, "n", "m", "k");
        Kind kind = passphrase || words.isPresent() ? Kind.PASSPHRASE : pin ? Kind.PIN : Kind.PASSWORD;
        Optional<Boolean> symbols = kind != Kind.PASSWORD
                ? Optional.empty()
                : NO_SYMBOLS.matcher(text).find()
                        ? Optional.of(false)
                        : SYMBOLS.matcher(text).find() ? Optional.of(true) : Optional.empty();
        return Optional.of(new Recipe(kind, length, words, symbols));
    }

    private static Optional<Integer> number(Pattern pattern, String text, String... groups) {
        Matcher match = pattern.matcher(text);
        if (!match.find()) {
            return Optional.empty();
        }
        return List.of(groups).stream()
                .filter(group -> match.group(group) != null)
                .map(group -> RecipeGrammar.count(match.group(group)))
                .findFirst();
    }
}
