// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.color;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Ways to write a colour. */
enum Notation {
    /** {@code #FF8800}. */
    HEX,
    /** {@code rgb(255, 136, 0)}. */
    RGB,
    /** {@code hsl(32, 100%, 50%)}. */
    HSL,
    /** {@code hsv(32, 100%, 100%)}. */
    HSV,
    /** {@code cmyk(0%, 46.7%, 100%, 0%)}. */
    CMYK,
    /** The name, or the nearest one. */
    NAME;

    /** By its name in arguments and requests; {@code hsb} is another name of {@code hsv}. */
    static Optional<Notation> named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "hex", "hexadecimal", "html", "十六进制", "16进制", "色号", "色值", "颜色代码", "颜色值" -> Optional.of(HEX);
            case "hsb" -> Optional.of(HSV);
            default ->
                Arrays.stream(values())
                        .filter(notation -> notation.name().equalsIgnoreCase(name))
                        .findFirst();
        };
    }

    /** Writes a colour; a name is not this enum's affair. */
    String write(Color color) {
        return switch (this) {
            case HEX, NAME -> color.hex();
            case RGB -> "rgb(%d, %d, %d)".formatted(color.red(), color.green(), color.blue());
            case HSL -> hue("hsl", color.hsl());
            case HSV -> hue("hsv", color.hsv());
            case CMYK ->
                "cmyk("
                        + String.join(
                                ", ",
                                numbers(color.cmyk()).stream()
                                        .map(ink -> ink.toPlainString() + "%")
                                        .toList())
                        + ")";
        };
    }

    private static String hue(String name, double[] parts) {
        List<BigDecimal> numbers = numbers(parts);
        return "%s(%s, %s%%, %s%%)"
                .formatted(
                        name,
                        numbers.get(0).toPlainString(),
                        numbers.get(1).toPlainString(),
                        numbers.get(2).toPlainString());
    }

    /** With one decimal place, or none where it is zero. */
    static List<BigDecimal> numbers(double[] parts) {
        return Arrays.stream(parts)
                .mapToObj(part -> BigDecimal.valueOf(part).setScale(1, RoundingMode.HALF_UP))
                .map(number -> number.stripTrailingZeros().scale() < 0 || number.signum() == 0
                        ? number.setScale(0, RoundingMode.HALF_UP)
                        : number.stripTrailingZeros())
                .toList();
    }
}
