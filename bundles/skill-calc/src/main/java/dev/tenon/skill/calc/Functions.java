// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;

/** The functions' values. */
final class Functions {
    /** Digits after the point that survive a function: below lies what the 50 digits of the work cannot say. */
    private static final int SURE_PLACES = 40;

    private static final BigDecimal LARGEST_ANGLE = new BigDecimal("1e9");
    private static final double LOG10_E = Math.log10(Math.E);

    private Functions() {}

    static BigDecimal apply(Function function, List<BigDecimal> arguments) throws UndefinedException {
        BigDecimal x = arguments.get(0);
        return switch (function) {
            case SQRT -> root(x);
            case CBRT -> cubeRoot(x);
            case SIN -> sure(BigDecimalMath.sin(angle(x), Evaluator.WORK));
            case COS -> sure(BigDecimalMath.cos(angle(x), Evaluator.WORK));
            case TAN -> tangent(angle(x));
            case ASIN -> sure(BigDecimalMath.asin(sine(x), Evaluator.WORK));
            case ACOS -> sure(BigDecimalMath.acos(sine(x), Evaluator.WORK));
            case ATAN -> sure(BigDecimalMath.atan(x, Evaluator.WORK));
            case LN -> sure(logarithm(x));
            case LOG -> arguments.size() == 1 ? decimalLog(x) : logarithm(x, arguments.get(1));
            case EXP -> exponential(x);
            case ABS -> x.abs();
            case ROUND -> round(x, arguments.size() == 1 ? BigDecimal.ZERO : arguments.get(1));
            case FLOOR -> x.setScale(0, RoundingMode.FLOOR);
            case CEIL -> x.setScale(0, RoundingMode.CEILING);
            case MIN -> Collections.min(arguments);
            case MAX -> Collections.max(arguments);
            case MOD -> remainder(x, arguments.get(1));
            case FACTORIAL -> factorial(x);
        };
    }

    /** The remainder has the divisor's sign, as in "what day is it in 10 days". */
    static BigDecimal remainder(BigDecimal left, BigDecimal right) throws UndefinedException {
        if (right.signum() == 0) {
            throw new UndefinedException(Problem.DIVISION_BY_ZERO);
        }
        BigDecimal remainder = left.remainder(right);
        return remainder.signum() * right.signum() < 0 ? remainder.add(right) : remainder;
    }

    private static BigDecimal sure(BigDecimal value) {
        return value.setScale(Math.min(value.scale(), SURE_PLACES), RoundingMode.HALF_EVEN);
    }

    private static BigDecimal root(BigDecimal x) throws UndefinedException {
        if (x.signum() < 0) {
            throw new UndefinedException(Problem.ROOT_OF_NEGATIVE);
        }
        return BigDecimalMath.sqrt(x, Evaluator.WORK);
    }

    private static BigDecimal cubeRoot(BigDecimal x) {
        BigDecimal root = BigDecimalMath.root(x.abs(), BigDecimal.valueOf(3), Evaluator.WORK);
        BigDecimal nearest = root.setScale(SURE_PLACES, RoundingMode.HALF_EVEN);
        return x.signum() < 0 ? nearest.negate() : nearest;
    }

    private static BigDecimal angle(BigDecimal x) throws UndefinedException {
        if (x.abs().compareTo(LARGEST_ANGLE) > 0) {
            throw new UndefinedException(Problem.ANGLE_TOO_LARGE);
        }
        return x;
    }

    private static BigDecimal sine(BigDecimal x) throws UndefinedException {
        if (x.abs().compareTo(BigDecimal.ONE) > 0) {
            throw new UndefinedException(Problem.ARC_RANGE);
        }
        return x;
    }

    private static BigDecimal tangent(BigDecimal x) throws UndefinedException {
        BigDecimal cosine = sure(BigDecimalMath.cos(x, Evaluator.WORK));
        if (cosine.signum() == 0) {
            throw new UndefinedException(Problem.TANGENT_POLE);
        }
        return sure(BigDecimalMath.sin(x, Evaluator.WORK).divide(cosine, Evaluator.WORK));
    }

    private static BigDecimal logarithm(BigDecimal x) throws UndefinedException {
        if (x.signum() <= 0) {
            throw new UndefinedException(Problem.LOG_OF_NON_POSITIVE);
        }
        return BigDecimalMath.log(x, Evaluator.WORK);
    }

    private static BigDecimal decimalLog(BigDecimal x) throws UndefinedException {
        if (x.signum() <= 0) {
            throw new UndefinedException(Problem.LOG_OF_NON_POSITIVE);
        }
        return sure(BigDecimalMath.log10(x, Evaluator.WORK));
    }

    private static BigDecimal logarithm(BigDecimal x, BigDecimal base) throws UndefinedException {
        if (base.signum() <= 0 || base.compareTo(BigDecimal.ONE) == 0) {
            throw new UndefinedException(Problem.LOG_BASE);
        }
        return sure(logarithm(x).divide(logarithm(base), Evaluator.WORK));
    }

    private static BigDecimal exponential(BigDecimal x) throws UndefinedException {
        Powers.refuseTooLarge(x.doubleValue() * LOG10_E);
        return BigDecimalMath.exp(x, Evaluator.WORK);
    }

    private static BigDecimal round(BigDecimal x, BigDecimal places) throws UndefinedException {
        if (places.signum() < 0
                || places.compareTo(BigDecimal.valueOf(100)) > 0
                || places.stripTrailingZeros().scale() > 0) {
            throw new UndefinedException(Problem.ROUND_PLACES);
        }
        return x.setScale(places.intValueExact(), RoundingMode.HALF_UP);
    }

    private static BigDecimal factorial(BigDecimal x) throws UndefinedException {
        if (x.signum() < 0 || x.stripTrailingZeros().scale() > 0) {
            throw new UndefinedException(Problem.FACTORIAL_RANGE);
        }
        // 450! has 1,001 digits
        if (x.compareTo(BigDecimal.valueOf(449)) > 0) {
            throw new UndefinedException(Problem.TOO_LARGE);
        }
        return BigDecimalMath.factorial(x.intValueExact());
    }
}
