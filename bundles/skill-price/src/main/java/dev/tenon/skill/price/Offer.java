// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.price;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * A package with its price.
 *
 * @param price more than nothing
 * @param currency its sign; empty if none was said
 * @param amount in the unit, more than nothing
 * @param unit of the amount
 */
record Offer(BigDecimal price, String currency, BigDecimal amount, Unit unit) {
    /** Compares exactly: no division is made. */
    static int byUnitPrice(Offer one, Offer other) {
        return one.price.multiply(other.base()).compareTo(other.price.multiply(one.base()));
    }

    private BigDecimal base() {
        return amount.multiply(unit.size());
    }

    /** The price of one of that unit, to 34 digits. */
    BigDecimal priceOf(Unit per) {
        return price.multiply(per.size()).divide(base(), MathContext.DECIMAL128);
    }

    /** How much more this costs than a cheaper one, in percent. */
    BigDecimal percentAbove(Offer cheaper) {
        return price.multiply(cheaper.base())
                .multiply(BigDecimal.valueOf(100))
                .divide(cheaper.price.multiply(base()), MathContext.DECIMAL128)
                .subtract(BigDecimal.valueOf(100));
    }

    /** "500 g for €3.49", "500克3.49元". */
    String text(Locale language) {
        String size = amount.stripTrailingZeros().toPlainString();
        boolean many = unit == Unit.PIECE && amount.compareTo(BigDecimal.ONE) != 0;
        String cost = Money.text(Money.shown(price), currency, language);
        return Texts.of(
                language,
                size + " " + unit.name(Locale.ENGLISH) + (many ? "s" : "") + " for " + cost,
                size + unit.name(Locale.CHINESE) + cost);
    }
}
