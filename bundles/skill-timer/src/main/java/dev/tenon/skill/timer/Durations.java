// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import dev.tenon.wording.ChineseText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people say them, in words and digits. */
final class Durations {
    private static final List<String> SMALL = List.of(
            ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
                            + " seventeen eighteen nineteen")
                    .split(" "));
    private static final List<String> TENS =
            List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final String WORD =
            "(?:" + String.join("|", SMALL) + "|" + String.join("|", TENS.subList(2, 10)) + "|hundred)(?![a-z])";
    private static final String HALVES = "(?: and an? (?:half|quarter))?";
    private static final String FIGURE = "\\d{1,15}(?:\\.\\d{1,3})?";
    private static final String WORDS = "(?:a )?" + WORD + "(?:(?: and |[ -])" + WORD + "){0,4}";
    private static final String QUANTITY = "(?:" + FIGURE + "(?=[ -]?[a-z])" + HALVES + "|(?:" + WORDS + HALVES
            + "|half an?|a half|half|three quarters of an?|(?:an? |one )?quarter(?: of)?(?: an?)?|a couple(?: of)?|another|an?)(?=[ -]))";
    private static final String UNIT =
            "(?:seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?)(?![a-z])";
    private static final String PART = QUANTITY + "[ -]?" + UNIT + HALVES;

    /** An expression for a number in English, in figures or words. */
    static final String ENGLISH_NUMBER = "(?:" + FIGURE + "|" + WORDS + ")";

    /** An expression for a length in English, without groups. */
    static final String ENGLISH =
            "(?:\\d{1,2}:[0-5]\\d:[0-5]\\d|" + PART + "(?:(?:, and |, ?| and | )?" + PART + "){0,4})";

    private static final Pattern ENGLISH_PART = Pattern.compile(
            "(?<quantity>" + QUANTITY + ")[ -]?(?<unit>" + UNIT + ")(?<more>" + HALVES + ")", Pattern.CASE_INSENSITIVE);

    private static final String DIGIT = "[一二两俩三四五六七八九]";
    private static final String UP_TO_99 = "(?:" + DIGIT + "?十" + DIGIT + "?|廿" + DIGIT + "?|" + DIGIT + ")";
    private static final String HUNDREDS = "(?:" + DIGIT + "百(?:零?" + UP_TO_99 + ")?|" + UP_TO_99 + ")";

    /** An expression for a whole number in Chinese. */
    static final String CHINESE_NUMBER = "(?:" + DIGIT + "千(?:零?" + HUNDREDS + ")?|" + HUNDREDS + ")";

    private static final String CHINESE_UNIT = "(?:小时|钟头|(?<=[个半])钟(?!头)|分钟?|秒钟?|刻钟?|天|周|星期|礼拜"
            + "|(?:hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?![a-z]))";
    private static final String CHINESE_QUANTITY = "(?:(?:\\d{1,15}(?:\\.\\d{1,3})?|" + CHINESE_NUMBER + ")个?半?|半个?)";
    private static final String CHINESE_PART = CHINESE_QUANTITY + CHINESE_UNIT + "(?:半钟?)?";

    /** An expression for a length in Chinese, without groups. */
    static final String CHINESE = "(?:" + CHINESE_PART + "(?:[零又加,]?" + CHINESE_PART + "){0,4})";

    private static final Pattern CHINESE_PIECE = Pattern.compile(
            "(?<quantity>" + CHINESE_QUANTITY + ")(?<unit>" + CHINESE_UNIT + ")(?<more>半钟?)?",
            Pattern.CASE_INSENSITIVE);

    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal QUARTER = new BigDecimal("0.25");

    /** Longer than anything that is kept, and far from any overflow. */
    private static final BigDecimal FOREVER =
            BigDecimal.valueOf(Duration.ofDays(36_600).toSeconds());

    private Durations() {}

    /** Reads what one of the expressions has matched; empty if its units do not become smaller. */
    static Optional<Duration> read(String said) {
        String text = ChineseText.plain(said).toLowerCase(Locale.ROOT);
        if (text.matches("\\d{1,2}:\\d\\d:\\d\\d")) {
            String[] parts = text.split(":");
            return Optional.of(Duration.ofHours(Long.parseLong(parts[0]))
                    .plusMinutes(Long.parseLong(parts[1]))
                    .plusSeconds(Long.parseLong(parts[2])));
        }
        boolean chinese = text.codePoints().anyMatch(Character::isIdeographic);
        Matcher part = (chinese ? CHINESE_PIECE : ENGLISH_PART).matcher(text);
        BigDecimal total = BigDecimal.ZERO;
        long last = Long.MAX_VALUE;
        while (part.find()) {
            long unit = seconds(part.group("unit"));
            if (unit >= last) {
                return Optional.empty();
            }
            last = unit;
            String more = part.group("more");
            BigDecimal extra =
                    more == null || more.isEmpty() ? BigDecimal.ZERO : more.endsWith("quarter") ? QUARTER : HALF;
            BigDecimal count = chinese ? chinese(part.group("quantity")) : english(part.group("quantity"));
            total = total.add(count.add(extra).multiply(BigDecimal.valueOf(unit)));
        }
        return Optional.of(Duration.ofSeconds(
                total.min(FOREVER).setScale(0, RoundingMode.HALF_UP).longValueExact()));
    }

    private static long seconds(String unit) {
        return switch (unit.charAt(0)) {
            case 's', '秒' -> 1;
            case 'm', '分' -> 60;
            case '刻' -> 15 * 60;
            case 'd', '天' -> 86_400;
            case 'w', '周', '星', '礼' -> 7 * 86_400;
            default -> 3_600;
        };
    }

    private static BigDecimal english(String quantity) {
        BigDecimal extra = quantity.endsWith(" and a half")
                ? HALF
                : quantity.endsWith(" and a quarter") ? QUARTER : BigDecimal.ZERO;
        String number = quantity.replaceFirst(" and an? (?:half|quarter)$", "");
        if (Character.isDigit(number.charAt(0))) {
            return new BigDecimal(number).add(extra);
        }
        if (number.startsWith("half") || number.equals("a half")) {
            return HALF;
        }
        if (number.contains("quarter")) {
            return number.startsWith("three") ? new BigDecimal("0.75") : QUARTER;
        }
        return BigDecimal.valueOf(number.startsWith("a couple") ? 2 : words(number))
                .add(extra);
    }

    /** Reads words up to hundreds; {@code a} and {@code another} are one. */
    static long words(String number) {
        long total = 0;
        for (String word : number.split("[- ]")) {
            if (word.equals("hundred")) {
                total = Math.max(1, total) * 100;
            } else if (SMALL.contains(word)) {
                total += SMALL.indexOf(word);
            } else if (TENS.contains(word)) {
                total += 10L * TENS.indexOf(word);
            }
        }
        return total == 0 && !number.equals("zero") ? 1 : total;
    }

    private static BigDecimal chinese(String quantity) {
        boolean half = quantity.contains("半");
        String number = quantity.replaceAll("[个半]", "");
        BigDecimal count = number.isEmpty()
                ? BigDecimal.ZERO
                : Character.isDigit(number.charAt(0))
                        ? new BigDecimal(number)
                        : BigDecimal.valueOf(chineseNumber(number));
        return half ? count.add(HALF) : count;
    }

    /** Reads what {@link #CHINESE_NUMBER} has matched. */
    static long chineseNumber(String number) {
        long total = 0;
        long pending = 0;
        for (char c : number.toCharArray()) {
            int unit = c == '十' || c == '廿' ? 10 : c == '百' ? 100 : c == '千' ? 1_000 : 0;
            if (unit > 0) {
                total += (c == '廿' ? 2 : Math.max(1, pending)) * unit;
                pending = 0;
            } else {
                pending = c == '两' || c == '俩' ? 2 : "零一二三四五六七八九".indexOf(c);
            }
        }
        return total + pending;
    }
}
