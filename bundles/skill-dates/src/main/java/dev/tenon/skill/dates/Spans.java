// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a while: "3 weeks", "2 years and 4 months", "两个半月", "10个工作日". */
final class Spans {
    private static final String ENGLISH_UNIT =
            "(?:(?:working|business|work|calendar|full|whole|more) ?)?days?|weekdays?"
                    + "|weeks?|months?|years?|fortnights?|decades?|centur(?:y|ies)";
    private static final String ENGLISH_PART =
            "(half an? |" + Numbers.ENGLISH + "[ -]?)(?:more )?(" + ENGLISH_UNIT + ")";
    private static final String CHINESE_PART = "(半|" + Numbers.CHINESE + ")(个半|个)?(工作日|天|日|周|星期|礼拜|月|年|世纪)(半)?";

    /** A while in English, as a part of a pattern. Captures nothing. */
    static final String ENGLISH = quiet(ENGLISH_PART) + "(?:(?:, and |, ?| and )" + quiet(ENGLISH_PART) + ")*";
    /** A while in Chinese, as a part of a pattern. Captures nothing. */
    static final String CHINESE = "(?:" + quiet(CHINESE_PART) + "[零又]?)+";

    private static final Pattern ENGLISH_EACH = Pattern.compile(ENGLISH_PART);
    private static final Pattern CHINESE_EACH = Pattern.compile(CHINESE_PART);
    private static final Pattern WHOLE_ENGLISH = Pattern.compile(ENGLISH);
    private static final Pattern WHOLE_CHINESE = Pattern.compile(CHINESE);

    private Spans() {}

    private static String quiet(String pattern) {
        return "(?:" + pattern.replaceAll("\\((?!\\?)", "(?:") + ")";
    }

    /** Reads a text that is a while from end to end. */
    static Optional<Span> read(String text) {
        Span sum = Span.NONE;
        if (WHOLE_ENGLISH.matcher(text).matches()) {
            Matcher part = ENGLISH_EACH.matcher(text);
            while (part.find()) {
                sum = sum.plus(english(part.group(1).strip(), part.group(2)));
            }
        } else if (WHOLE_CHINESE.matcher(text).matches()) {
            Matcher part = CHINESE_EACH.matcher(text);
            while (part.find()) {
                sum = sum.plus(chinese(part));
            }
        }
        return sum.equals(Span.NONE) ? Optional.empty() : Optional.of(sum);
    }

    private static Span english(String number, String unit) {
        boolean half = number.startsWith("half");
        int count = half ? 0 : Numbers.english(number.replaceAll("-$", ""));
        if (unit.startsWith("work") || unit.startsWith("business") || unit.startsWith("weekday")) {
            return new Span(0, 0, 0, 0, count);
        }
        if (unit.startsWith("week")) {
            return new Span(0, 0, count, 0, 0);
        }
        if (unit.startsWith("fortnight")) {
            return new Span(0, 0, half ? 1 : 2 * count, 0, 0);
        }
        if (unit.startsWith("month")) {
            return new Span(0, count, 0, half ? 15 : 0, 0);
        }
        if (unit.startsWith("year")) {
            return new Span(count, half ? 6 : 0, 0, 0, 0);
        }
        if (unit.startsWith("decade")) {
            return new Span(half ? 5 : 10 * count, 0, 0, 0, 0);
        }
        return unit.startsWith("centur") ? new Span(half ? 50 : 100 * count, 0, 0, 0, 0) : new Span(0, 0, 0, count, 0);
    }

    private static Span chinese(Matcher part) {
        boolean onlyHalf = part.group(1).equals("半");
        int count = onlyHalf ? 0 : Numbers.chinese(part.group(1));
        boolean half = onlyHalf || "个半".equals(part.group(2)) || part.group(4) != null;
        return switch (part.group(3)) {
            case "工作日" -> new Span(0, 0, 0, 0, count);
            case "周", "星期", "礼拜" -> new Span(0, 0, count, 0, 0);
            case "月" -> new Span(0, count, 0, half ? 15 : 0, 0);
            case "年" -> new Span(count, half ? 6 : 0, 0, 0, 0);
            case "世纪" -> new Span(100 * count + (half ? 50 : 0), 0, 0, 0, 0);
            default -> new Span(0, 0, 0, count, 0);
        };
    }
}
