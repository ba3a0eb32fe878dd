// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;

/** Powers whose size is known before they are computed. */
final class Powers {
    private Powers() {}

    static BigDecimal power(BigDecimal base, BigDecimal exponent) throws UndefinedException {
        if (base.signum() == 0) {
            if (exponent.signum() < 0) {
                throw new UndefinedException(Problem.DIVISION_BY_ZERO);
            }
            return exponent.signum() == 0 ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        refuseTooLarge(exponent.doubleValue() * log10(base));
        boolean whole = exponent.stripTrailingZeros().scale() <= 0;
        if (whole && exponent.abs().compareTo(BigDecimal.valueOf(999_999_999)) <= 0) {
            return whole(base, exponent.intValueExact());
        }
        if (base.signum() < 0) {
            throw new UndefinedException(Problem.ROOT_OF_NEGATIVE);
        }
        return BigDecimalMath.pow(base, exponent, Evaluator.WORK);
    }

    private static BigDecimal whole(BigDecimal base, int exponent) throws UndefinedException {
        if (exponent < 0) {
            return Evaluator.quotient(BigDecimal.ONE, whole(base, -exponent));
        }
        long digits = (long) base.stripTrailingZeros().precision() * exponent;
        return digits <= Evaluator.MAX_DIGITS ? base.pow(exponent) : approximately(base, exponent);
    }

    /** Exact where the result is a whole number that may be written, rounded else. */
    private static BigDecimal approximately(BigDecimal base, int exponent) {
        boolean wholeBase = base.stripTrailingZeros().scale() <= 0;
        return wholeBase ? base.pow(exponent) : base.pow(exponent, Evaluator.WORK);
    }

    static void refuseTooLarge(double digits) throws UndefinedException {
        if (!(digits <= Evaluator.MAX_DIGITS)) {
            throw new UndefinedException(Problem.TOO_LARGE);
        }
        if (digits < -Evaluator.MAX_DIGITS) {
            throw new UndefinedException(Problem.TOO_SMALL);
        }
    }

    /** The decimal logarithm of a number's size, near enough to judge it. */
    static double log10(BigDecimal value) {
        BigDecimal size = value.abs();
        int exponent = size.precision() - size.scale();
        return exponent + Math.log10(size.movePointLeft(exponent).doubleValue());
    }
}
