// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.color;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads colours in any notation. Immutable. */
final class ColorReader {
    private static final int MOST_CHARACTERS = 80;
    private static final Pattern AROUND = Pattern.compile(
            "^(?:(?:the|a|an|this|pure|plain|colou?r|shade|hex|html|code|颜色|这个颜色|:)(?: |(?<=[:\\p{IsHan}])|(?=#)))+"
                    + "|(?: (?:text|texts|background|backgrounds|backdrop|colou?r|font|letters|writing|type|fill))+$"
                    + "|(?:这个颜色|颜色|的?文字|的?字体|的?背景色?|的?底色|的?字)$");
    private static final Pattern HEX = Pattern.compile("#([0-9a-f]{3}|[0-9a-f]{6})|([0-9a-f]{6})");
    private static final String NUMBER = "([-+]?\\d{1,4}(?:\\.\\d{1,6})?)(%|°|deg)?";
    private static final String GAP = "(?:\\s*[,/;、，]\\s*|\\s+)";
    private static final Pattern FUNCTION = Pattern.compile("(rgb|hsl|hsv|hsb|cmyk)\\s*[(:]?\\s*" + NUMBER + GAP
            + NUMBER + GAP + NUMBER + "(?:" + GAP + NUMBER + ")?\\s*\\)?");
    private static final Pattern TRIPLE =
            Pattern.compile("\\(?\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*\\)?");
    private static final Pattern MEANT =
            Pattern.compile("#[0-9a-z]{1,9}|(?:rgba?|hsla?|hsv|hsb|cmyk)\\s*\\([^()]{1,60}\\)");

    private final ColorNames names = new ColorNames();

    ColorNames names() {
        return names;
    }

    /** What is left of a colour's words without "the", "text" and their like. */
    static String clean(String text) {
        String before;
        String clean = text.strip().toLowerCase(Locale.ROOT);
        do {
            before = clean;
            clean = AROUND.matcher(clean).replaceAll("").strip();
        } while (!clean.equals(before) && !clean.isEmpty());
        return clean;
    }

    /** Whether the words mean a colour, even one that is written wrongly. */
    boolean isMeant(String text) {
        String clean = clean(text);
        return clean.length() <= MOST_CHARACTERS
                && (read(clean).isPresent() || MEANT.matcher(clean).matches());
    }

    /** Reads; empty if it is no colour or a part of it is out of range. */
    Optional<Color> read(String text) {
        String clean = text.length() > MOST_CHARACTERS ? "" : clean(text);
        Matcher hex = HEX.matcher(clean);
        if (hex.matches()) {
            String digits = hex.group(1) == null ? hex.group(2) : hex.group(1);
            return Optional.of(Color.ofHex(digits.length() == 3 ? digits.replaceAll("(.)", "$1$1") : digits));
        }
        Matcher function = FUNCTION.matcher(clean);
        if (function.matches()) {
            return function(function);
        }
        Matcher triple = TRIPLE.matcher(clean);
        if (triple.matches()) {
            return rgb(List.of(
                    part(triple.group(1), null, 255),
                    part(triple.group(2), null, 255),
                    part(triple.group(3), null, 255)));
        }
        return names.find(clean);
    }

    private static Optional<Color> function(Matcher match) {
        String kind = match.group(1);
        boolean inks = kind.equals("cmyk");
        if (inks != (match.group(8) != null)) {
            return Optional.empty();
        }
        boolean rgb = kind.equals("rgb");
        List<Double> parts = new ArrayList<>();
        for (int i = 2; i <= (inks ? 8 : 6); i += 2) {
            boolean hue = i == 2 && !rgb && !inks;
            parts.add(
                    hue
                            ? Double.parseDouble(match.group(i)) / 360
                            : part(match.group(i), match.group(i + 1), rgb ? 255 : 100));
        }
        if (rgb) {
            return rgb(parts);
        }
        if (parts.stream().skip(inks ? 0 : 1).anyMatch(part -> part < 0 || part > 1)) {
            return Optional.empty();
        }
        double second = parts.get(1);
        double third = parts.get(2);
        return Optional.of(
                switch (kind) {
                    case "hsl" -> Color.ofHsl(360 * parts.get(0), second, third);
                    case "cmyk" -> Color.ofCmyk(parts.get(0), second, third, parts.get(3));
                    default -> Color.ofHsv(360 * parts.get(0), second, third);
                });
    }

    private static Optional<Color> rgb(List<Double> shares) {
        return shares.stream().allMatch(share -> share >= 0 && share <= 1)
                ? Optional.of(Color.ofShares(shares.get(0), shares.get(1), shares.get(2)))
                : Optional.empty();
    }

    private static double part(String number, @org.jspecify.annotations.Nullable String unit, int whole) {
        return Double.parseDouble(number) / ("%".equals(unit) ? 100 : whole);
    }
}
