// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.regex;

import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What is wrong with a pattern.
 *
 * @param english in English, without a full stop
 * @param chinese in Chinese, without a full stop
 * @param position of the first wrong character, from 1
 */
record Flaw(String english, String chinese, int position) {
    private static final Map<String, String> CHINESE = Map.ofEntries(
            Map.entry("missing closing )", "缺少右括号 )"),
            Map.entry("missing closing ]", "缺少右方括号 ]"),
            Map.entry("invalid nested repetition operator", "重复符号不能直接叠加"),
            Map.entry("missing argument to repetition operator", "重复符号前面没有可重复的内容"),
            Map.entry("invalid escape sequence", "无法识别的转义"),
            Map.entry("invalid or unsupported Perl syntax", "不支持的 Perl 语法"),
            Map.entry("invalid repeat count", "重复次数无效（最多 1000）"),
            Map.entry("invalid character class range", "字符类中的范围无效"),
            Map.entry("invalid character class", "字符类无效"),
            Map.entry("duplicate capture group name", "组名重复"),
            Map.entry("trailing backslash at end of expression", "结尾多了一个反斜杠"),
            Map.entry("invalid named capture", "命名组的写法无效"));

    /** Says what the library says, with a position that it does not tell. */
    static Flaw of(PatternSyntaxException e, String pattern, OptionalInt unpaired) {
        String part = e.getPattern() == null ? "" : e.getPattern();
        String description = e.getDescription();
        if (unpaired.isPresent()) {
            boolean opening = pattern.charAt(unpaired.getAsInt()) == '(';
            return new Flaw(
                    opening ? "this parenthesis is never closed" : "this parenthesis was never opened",
                    opening ? "左括号没有闭合" : "右括号没有对应的左括号",
                    unpaired.getAsInt() + 1);
        }
        int at = description.startsWith("trailing backslash")
                ? pattern.length() - 1
                : Math.max(0, part.isEmpty() ? 0 : pattern.lastIndexOf(part));
        String shown = part.isEmpty() || part.equals(pattern) ? "" : ": " + part;
        boolean unsupported = part.startsWith("(?=")
                || part.startsWith("(?!")
                || part.startsWith("(?<=")
                || part.startsWith("(?<!")
                || part.matches("\\\\[1-9]");
        return new Flaw(
                description
                        + shown
                        + (unsupported
                                ? " (lookaround and backreferences are not supported, so that no pattern can hang)"
                                : ""),
                CHINESE.getOrDefault(description, description)
                        + shown
                        + (unsupported ? "（不支持环视和反向引用，以保证任何表达式都不会卡住）" : ""),
                at + 1);
    }
}
