// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.color;

import java.util.Locale;

/**
 * An opaque colour in sRGB.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
record Color(int red, int green, int blue) {
    /** Reads six hexadecimal digits. */
    static Color ofHex(String digits) {
        int value = Integer.parseInt(digits, 16);
        return new Color(value >> 16, value >> 8 & 0xFF, value & 0xFF);
    }

    /** Of three shares from 0 to 1. */
    static Color ofShares(double red, double green, double blue) {
        return new Color((int) Math.round(255 * red), (int) Math.round(255 * green), (int) Math.round(255 * blue));
    }

    /** Of a hue in degrees, a saturation and a lightness from 0 to 1. */
    static Color ofHsl(double hue, double saturation, double lightness) {
        double chroma = (1 - Math.abs(2 * lightness - 1)) * saturation;
        return ofHue(hue, chroma, lightness - chroma / 2);
    }

    /** Of a hue in degrees, a saturation and a value from 0 to 1. */
    static Color ofHsv(double hue, double saturation, double value) {
        double chroma = value * saturation;
        return ofHue(hue, chroma, value - chroma);
    }

    private static Color ofHue(double hue, double chroma, double base) {
        double sixth = (hue % 360 + 360) % 360 / 60;
        double top = base + chroma;
        double between = base + chroma * (1 - Math.abs(sixth % 2 - 1));
        return switch ((int) sixth) {
            case 0 -> ofShares(top, between, base);
            case 1 -> ofShares(between, top, base);
            case 2 -> ofShares(base, top, between);
            case 3 -> ofShares(base, between, top);
            case 4 -> ofShares(between, base, top);
            default -> ofShares(top, base, between);
        };
    }

    /** Of four inks from 0 to 1, without a colour profile. */
    static Color ofCmyk(double cyan, double magenta, double yellow, double black) {
        return ofShares((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black));
    }

    String hex() {
        return "#%02x%02x%02x".formatted(red, green, blue).toUpperCase(Locale.ROOT);
    }

    /** Hue in degrees, saturation and lightness in percent. */
    double[] hsl() {
        double lightness = (max() + min()) / 2;
        double chroma = max() - min();
        double saturation = chroma == 0 ? 0 : chroma / (1 - Math.abs(2 * lightness - 1));
        return new double[] {hue(), 100 * saturation, 100 * lightness};
    }

    /** Hue in degrees, saturation and value in percent. */
    double[] hsv() {
        double saturation = max() == 0 ? 0 : (max() - min()) / max();
        return new double[] {hue(), 100 * saturation, 100 * max()};
    }

    /** Four inks in percent, without a colour profile. */
    double[] cmyk() {
        double light = max();
        if (light == 0) {
            return new double[] {0, 0, 0, 100};
        }
        return new double[] {
            100 * (1 - red / 255.0 / light),
            100 * (1 - green / 255.0 / light),
            100 * (1 - blue / 255.0 / light),
            100 * (1 - light)
        };
    }

    private double max() {
        return Math.max(red, Math.max(green, blue)) / 255.0;
    }

    private double min() {
        return Math.min(red, Math.min(green, blue)) / 255.0;
    }

    private double hue() {
        double chroma = 255 * (max() - min());
        if (chroma == 0) {
            return 0;
        }
        int most = Math.max(red, Math.max(green, blue));
        double sixth = most == red
                ? (green - blue) / chroma
                : most == green ? (blue - red) / chroma + 2 : (red - green) / chroma + 4;
        return (60 * sixth + 360) % 360;
    }

    /** Relative luminance as WCAG 2.2 defines it, 0 to 1. */
    double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    /** Contrast ratio as WCAG 2.2 defines it, 1 to 21. */
    double contrast(Color other) {
        double lighter = Math.max(luminance(), other.luminance());
        double darker = Math.min(luminance(), other.luminance());
        return (lighter + 0.05) / (darker + 0.05);
    }

    /** How different two colours look: the square of their distance in CIE L*a*b*. */
    double difference(Color other) {
        double[] one = lab();
        double[] two = other.lab();
        return Math.pow(one[0] - two[0], 2) + Math.pow(one[1] - two[1], 2) + Math.pow(one[2] - two[2], 2);
    }

    private double[] lab() {
        double r = linear(red);
        double g = linear(green);
        double b = linear(blue);
        double x = curve((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
        double y = curve(0.2126 * r + 0.7152 * g + 0.0722 * b);
        double z = curve((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double curve(double share) {
        return share > 0.008856 ? Math.cbrt(share) : 7.787 * share + 16.0 / 116;
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
