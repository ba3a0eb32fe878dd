// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.regex;

import dev.tenon.skill.regex.Request.Operation;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The turns of phrase that ask to try a regular expression. The request is left as it is written: every sign may belong
 * to the pattern. It must say "regex" or the like, or put the pattern between slashes.
 */
final class RegexGrammar {
    private static final int MAX_LENGTH = 2_000;

    /** A pattern or text: quoted in one of several ways, or without spaces. */
    private static final String ITEM =
            "(?<%1$s>/(?:\\\\.|[^/\\\\])+/[a-z]{0,3}(?![^\\s，。,?？])|\"[^\"]*\"|“[^”]*”|'[^']*'|`[^`]*`|「[^」]*」|\\S+?)";
    /** At the end of a request, where an unquoted text may have spaces. */
    private static final String LAST = "(?<%1$s>\"[^\"]*\"|“[^”]*”|'[^']*'|`[^`]*`|「[^」]*」|[^\"“'`「\\s].*?)";

    private static final String P = ITEM.formatted("p");
    private static final String T = ITEM.formatted("t");
    private static final String R = ITEM.formatted("r");
    private static final String T_LAST = LAST.formatted("t");
    private static final String PLEASE = "(?:(?:please|can you|could you|would you|hey|ok|tell me|show me)[,:]? )*";
    private static final String RE =
            "(?:(?:the |this |a )?(?:regular expression|regex pattern|regexp?|pattern)(?: |:\\s*))";
    private static final String TEXT = "(?:(?:the |this )?(?:text|string|word|input|sentence|line|value)(?: |:\\s*))?";
    private static final String END = "\\s*[?.!]?";

    private static final String ZRE = "(?:正则表达式|正则|模式)";
    private static final String ZP = "\\s*[:：]?\\s*" + P + "\\s*";
    private static final String ZT = "\\s*[:：]?\\s*(?:文本|字符串|字符)?\\s*" + T + "\\s*";
    private static final String ZT_LAST = "\\s*[:：]?\\s*(?:文本|字符串|字符)?\\s*" + T_LAST;
    private static final String ZEND = "\\s*(?:的?结果)?(?:吗|么|呢)?\\s*[?？。]?";
    private static final String ZPLEASE = "(?:请|帮我|麻烦|请问)*";

    private static final List<Form> FORMS = List.of(
            form(Operation.MATCH, "(?:does|do|will|would) " + RE + "?" + P + " match(?:es)? " + TEXT + T_LAST + END),
            form(Operation.MATCH, "(?:does|will|would) " + TEXT + T + " match " + RE + "?" + P + END),
            form(Operation.MATCH, "(?:is|are) " + TEXT + T + " matched by " + RE + "?" + P + END),
            form(
                    Operation.MATCH,
                    "(?:test|try|check|run|apply) " + RE + "?" + P + " (?:against|on|with) " + TEXT + T_LAST + END),
            form(
                    Operation.MATCH,
                    "(?:check|test|see|verify) (?:if|whether) " + RE + "?" + P + " matches " + TEXT + T_LAST + END),
            form(
                    Operation.MATCH,
                    "(?:check|test|see|verify) (?:if|whether) " + TEXT + T + " matches " + RE + "?" + P + END),
            form(
                    Operation.MATCH,
                    "(?:regex|regexp) (?:match|test):? " + P + " (?:against|on|with|in) " + TEXT + T_LAST),
            form(Operation.MATCH, "match " + TEXT + T + " (?:against|with|to) " + RE + "?" + P + END),
            form(
                    Operation.FIND,
                    "(?:find|list|get|extract|show|give me) (?:all |every |the )*(?:(?:matches|match|occurrences|hits) (?:of|for) )?"
                            + RE + "?" + P + "(?: matches)? (?:in|from|within|inside) " + TEXT + T_LAST + END),
            form(
                    Operation.FIND,
                    "(?:what|which parts?) (?:does|do|would|will) " + RE + "?" + P
                            + " (?:match|find|capture)(?:es)? (?:in|from|within) " + TEXT + T_LAST + END),
            form(
                    Operation.FIND,
                    "how (?:many times|often) does " + RE + "?" + P + " (?:match|occur)(?: in)? " + TEXT + T_LAST
                            + END),
            form(
                    Operation.FIND,
                    "(?:in|from) " + TEXT + T
                            + ",? (?:find|list|extract|get) (?:all |every )?(?:(?:matches|occurrences) of )?" + RE + "?"
                            + P + END),
            form(
                    Operation.FIND,
                    "(?:regex|regexp) (?:find|search|extract):? " + P + " (?:in|from|on) " + TEXT + T_LAST),
            form(
                    Operation.REPLACE,
                    "(?:regex |regexp )?(?:replace|substitute|change) (?:all |every )?(?:(?:matches|occurrences) of )?"
                            + RE + "?" + P + " (?:with|by|to) " + R + " (?:in|within) " + TEXT + T_LAST + END),
            form(
                    Operation.REPLACE,
                    "in " + TEXT + T
                            + ",? (?:regex |regexp )?(?:replace|substitute) (?:all |every )?(?:(?:matches|occurrences) of )?"
                            + RE + "?" + P + " (?:with|by) " + R + END),
            form(Operation.MATCH, ZRE + ZP + "(?:能不能|能否|是否|会不会|能|可以|可不可以)?(?:匹配|匹配上|匹配到)" + ZT_LAST + ZEND),
            form(
                    Operation.MATCH,
                    ZT + "(?:能不能|能否|是否|能|可以|会不会)?(?:被)?(?:匹配|符合|满足)(?:这个)?" + ZRE + ZP + "(?:匹配)?" + ZEND),
            form(Operation.MATCH, ZT + "(?:能不能|能否|是否|能|可以|会不会)?被" + ZRE + "?" + ZP + "匹配(?:到|上)?" + ZEND),
            form(Operation.MATCH, "(?:用)?" + ZRE + ZP + "(?:测试|验证|检验|试试|去匹配|匹配)(?:一下)?" + ZT_LAST + ZEND),
            form(Operation.MATCH, "(?:测试|验证|检验|试试)(?:一下)?" + ZRE + ZP + "(?:能不能|能否|是否|能)?匹配" + ZT_LAST + ZEND),
            form(
                    Operation.FIND,
                    "(?:用)?" + ZRE + ZP + "(?:在|从)" + ZT
                            + "(?:里|中|里面|当中|上)(?:能)?(?:匹配|找|查找|提取)(?:到|出)?(?:哪些|什么|所有|几个|多少次|几次|几处)?(?:内容|东西|匹配)?"
                            + ZEND),
            form(
                    Operation.FIND,
                    "(?:用)" + ZRE + ZP + "(?:提取|查找|找出|搜索|匹配出|找)" + ZT + "(?:里|中|里面)?(?:的)?(?:所有|全部)?(?:匹配|内容|匹配项)?"
                            + ZEND),
            form(
                    Operation.FIND,
                    "(?:在|从)" + ZT + "(?:里|中|里面)?(?:用正则(?:表达式)?)?(?:查找|找出|找|提取|搜索)(?:出)?(?:所有|全部)?(?:匹配|符合)?" + ZRE
                            + "?" + ZP + "(?:的)?(?:所有|全部)?(?:匹配项?|内容|部分)?" + ZEND),
            form(Operation.FIND, "(?:找出|查找|提取|列出)" + ZRE + ZP + "在" + ZT + "(?:里|中|里面)?的(?:所有|全部)?匹配项?" + ZEND),
            form(
                    Operation.REPLACE,
                    "(?:用|按)?" + ZRE + "?(?:替换)?[:：]?(?:把|将)" + ZT + "(?:里|中|里面)(?:的)?(?:所有|全部)?(?:匹配)?" + ZRE + "?"
                            + ZP + "(?:的)?(?:部分|内容)?(?:都|全部)?(?:替换|换)(?:成|为)\\s*" + LAST.formatted("r") + ZEND),
            form(
                    Operation.REPLACE,
                    "(?:在)" + ZT + "(?:里|中|里面)(?:用|按|把|将)*" + ZRE + "?(?:把|将)?" + ZP + "(?:替换|换)(?:成|为)\\s*"
                            + LAST.formatted("r") + ZEND));

    private static final Pattern SAYS_REGEX =
            Pattern.compile("(?i)\\b(?:regex(?:p|es)?|regular expressions?|pattern)\\b|正则|模式");
    private static final Pattern SLASHED = Pattern.compile("/(.+)/([a-z]{0,3})", Pattern.DOTALL);
    private static final String QUOTES = "\"\"“”''``「」";

    private RegexGrammar() {}

    private record Form(Operation operation, Pattern pattern) {}

    private static Form form(Operation operation, String pattern) {
        return new Form(
                operation,
                Pattern.compile(
                        (pattern.matches("(?s).*[\\u4e00-\\u9fff]{2}.*") ? ZPLEASE : PLEASE) + pattern,
                        Pattern.CASE_INSENSITIVE | Pattern.DOTALL));
    }

    /** Reads; empty if nothing is to be tried. */
    static Optional<Request> read(String asked) {
        String text = asked.strip();
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return FORMS.stream()
                .map(form -> request(form, text))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Request> request(Form form, String asked) {
        Matcher match = form.pattern.matcher(asked);
        if (!match.matches()) {
            return Optional.empty();
        }
        String pattern = match.group("p");
        boolean slashed = SLASHED.matcher(pattern).matches();
        boolean patternFirst = match.start("p") < match.start("t");
        String around = without(without(asked, match, patternFirst ? "t" : "p"), match, patternFirst ? "p" : "t");
        if (!slashed && !SAYS_REGEX.matcher(around).find()) {
            return Optional.empty();
        }
        String replacement = form.operation == Operation.REPLACE ? replacement(match.group("r")) : "";
        Request request = new Request(form.operation, regex(pattern), unquoted(match.group("t")), replacement);
        boolean fits = !request.pattern().isEmpty() && request.pattern().length() <= Trial.MOST_PATTERN;
        return Optional.of(request).filter(any -> fits);
    }

    private static String without(String asked, Matcher match, String group) {
        return asked.substring(0, match.start(group)) + asked.substring(match.end(group));
    }

    /** Without slashes and quotes; the flags i, m and s behind a slash go to the front, as RE2 wants them. */
    private static String regex(String item) {
        Matcher slashed = SLASHED.matcher(item);
        if (!slashed.matches()) {
            return unquoted(item);
        }
        String flags =
                Stream.of("i", "m", "s").filter(slashed.group(2)::contains).reduce("", String::concat);
        return (flags.isEmpty() ? "" : "(?" + flags + ")") + slashed.group(1).replace("\\/", "/");
    }

    /** Some replacements have no sign of their own and are named. */
    private static String replacement(String item) {
        return switch (item.toLowerCase(java.util.Locale.ROOT)) {
            case "space", "spaces", "空格" -> " ";
            case "nothing", "空", "空字符串" -> "";
            default -> unquoted(item);
        };
    }

    private static String unquoted(String item) {
        int opening = item.length() < 2 ? -1 : QUOTES.indexOf(item.charAt(0));
        boolean quoted =
                opening >= 0 && opening % 2 == 0 && item.charAt(item.length() - 1) == QUOTES.charAt(opening + 1);
        return quoted ? item.substring(1, item.length() - 1) : item;
    }
}
