// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.password;

import com.nulabinc.zxcvbn.Feedback;
import com.nulabinc.zxcvbn.Zxcvbn;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;

/** What zxcvbn says of a password, in words: English ones are its own, Chinese ones ours. Immutable. */
final class Advice {
    private static final double MINUTE = 60;
    private static final double HOUR = 60 * MINUTE;
    private static final double DAY = 24 * HOUR;
    private static final double YEAR = 365.25 * DAY;
    private static final double CENTURY = 100 * YEAR;

    private final ResourceBundle english = load(Zxcvbn.class, "messages.properties");
    private final ResourceBundle chinese = load(Advice.class, "messages_zh.properties");

    private static ResourceBundle load(Class<?> beside, String file) {
        try (InputStream in = beside.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks the file " + file + " beside " + beside.getName());
            }
            return new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ResourceBundle words(boolean inChinese) {
        return inChinese ? chinese : english;
    }

    /** The warning, or an empty text. */
    String warning(Feedback feedback, boolean inChinese) {
        return feedback.withResourceBundle(words(inChinese)).getWarning();
    }

    List<String> suggestions(Feedback feedback, boolean inChinese) {
        return List.copyOf(feedback.withResourceBundle(words(inChinese)).getSuggestions());
    }

    /** One of five verdicts. */
    static String verdict(int score, boolean inChinese) {
        return switch (score) {
            case 0 -> inChinese ? "非常弱" : "very weak";
            case 1 -> inChinese ? "弱" : "weak";
            case 2 -> inChinese ? "一般" : "fair";
            case 3 -> inChinese ? "强" : "strong";
            default -> inChinese ? "非常强" : "very strong";
        };
    }

    /** A time as people say it. */
    static String duration(double seconds, boolean inChinese) {
        if (seconds < 1) {
            return inChinese ? "不到一秒" : "less than a second";
        }
        if (seconds >= CENTURY) {
            return inChinese ? "数百年以上" : "centuries";
        }
        if (seconds < MINUTE) {
            return say(seconds, 1, "second", "秒", inChinese);
        }
        if (seconds < HOUR) {
            return say(seconds, MINUTE, "minute", "分钟", inChinese);
        }
        if (seconds < DAY) {
            return say(seconds, HOUR, "hour", "小时", inChinese);
        }
        return seconds < YEAR ? say(seconds, DAY, "day", "天", inChinese) : say(seconds, YEAR, "year", "年", inChinese);
    }

    private static String say(double seconds, double unit, String english, String chinese, boolean inChinese) {
        long count = Math.max(1, Math.round(seconds / unit));
        return inChinese ? "约 " + count + " " + chinese : "about " + count + " " + english + (count == 1 ? "" : "s");
    }
}
