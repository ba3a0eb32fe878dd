// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;
import javax.measure.IncommensurableException;
import javax.measure.Unit;
import tech.units.indriya.function.RationalNumber;

/**
 * A unit of the data file.
 *
 * @param symbol how it is written
 * @param chinese its first Chinese name
 * @param dimension what it measures
 * @param unit the same to the library
 */
record Measure(String symbol, String chinese, Dimension dimension, Unit<?> unit) {
    String name(Locale language) {
        return language.getLanguage().equals("zh") ? chinese : symbol;
    }

    boolean convertsTo(Measure other) {
        return dimension == other.dimension || dimension.isInverseOf(other.dimension);
    }

    /**
     * Converts.
     *
     * @return empty if the quantities differ, or a consumption of 0 is turned over
     */
    Optional<BigDecimal> convert(BigDecimal value, Measure target) {
        if (!convertsTo(target)) {
            return Optional.empty();
        }
        if (dimension == target.dimension) {
            return Optional.of(convert(value, unit, target.unit));
        }
        BigDecimal inBase = convert(value, unit, dimension.base());
        if (inBase.signum() == 0) {
            return Optional.empty();
        }
        BigDecimal turned = BigDecimal.ONE.divide(inBase, MathContext.DECIMAL128);
        return Optional.of(convert(turned, target.dimension.base(), target.unit));
    }

    private static BigDecimal convert(BigDecimal value, Unit<?> from, Unit<?> to) {
        try {
            return decimal(from.getConverterToAny(to).convert(value));
        } catch (IncommensurableException e) {
            throw new IllegalStateException("units of one quantity must convert: " + from + ", " + to, e);
        }
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof RationalNumber rational) {
            return new BigDecimal(rational.getDividend())
                    .divide(new BigDecimal(rational.getDivisor()), MathContext.DECIMAL128);
        }
        return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
    }
}
