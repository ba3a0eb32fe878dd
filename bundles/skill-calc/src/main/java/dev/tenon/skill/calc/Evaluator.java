// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

import ch.obermuhlner.math.big.BigDecimalMath;
import dev.tenon.skill.calc.Expression.Binary;
import dev.tenon.skill.calc.Expression.Call;
import dev.tenon.skill.calc.Expression.Constant;
import dev.tenon.skill.calc.Expression.Literal;
import dev.tenon.skill.calc.Expression.Operator;
import dev.tenon.skill.calc.Expression.Sign;
import dev.tenon.skill.calc.Expression.Unary;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Works an expression out. Sums, products and whole powers are exact as far as 1,000 digits; what cannot be exact is
 * carried with 50 digits. Anything larger is refused before it is computed.
 */
final class Evaluator {
    static final int MAX_DIGITS = 1_000;
    static final MathContext WORK = new MathContext(50, RoundingMode.HALF_EVEN);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Evaluator() {}

    static BigDecimal value(Expression expression) throws UndefinedException {
        return bounded(raw(expression));
    }

    private static BigDecimal raw(Expression expression) throws UndefinedException {
        if (expression instanceof Literal literal) {
            return literal.value();
        }
        if (expression instanceof Constant constant) {
            return constant(constant.name());
        }
        if (expression instanceof Unary unary) {
            return unary(unary);
        }
        if (expression instanceof Call call) {
            List<BigDecimal> arguments = new ArrayList<>();
            for (Expression argument : call.arguments()) {
                arguments.add(value(argument));
            }
            return Functions.apply(call.function(), arguments);
        }
        return binary((Binary) expression);
    }

    private static BigDecimal constant(String name) {
        return switch (name) {
            case "pi" -> BigDecimalMath.pi(WORK);
            case "tau" -> BigDecimalMath.pi(WORK).multiply(BigDecimal.valueOf(2), WORK);
            case "e" -> BigDecimalMath.e(WORK);
            default ->
                BigDecimalMath.sqrt(BigDecimal.valueOf(5), WORK)
                        .add(BigDecimal.ONE)
                        .divide(BigDecimal.valueOf(2), WORK);
        };
    }

    private static BigDecimal unary(Unary unary) throws UndefinedException {
        BigDecimal of = value(unary.of());
        return switch (unary.sign()) {
            case MINUS -> of.negate();
            case PERCENT -> of.movePointLeft(2);
            case FACTORIAL -> Functions.apply(Function.FACTORIAL, List.of(of));
            case DEGREES -> of.multiply(BigDecimalMath.pi(WORK), WORK).divide(BigDecimal.valueOf(180), WORK);
        };
    }

    private static BigDecimal binary(Binary binary) throws UndefinedException {
        BigDecimal left = value(binary.left());
        BigDecimal right = value(binary.right());
        boolean share = binary.right() instanceof Unary unary && unary.sign() == Sign.PERCENT;
        Operator operator = binary.operator();
        return switch (operator) {
            case ADD -> left.add(share ? left.multiply(right) : right);
            case SUBTRACT -> left.subtract(share ? left.multiply(right) : right);
            case MULTIPLY, OF -> left.multiply(right);
            case OFF -> right.subtract(right.multiply(isPercent(binary.left()) ? left : left.divide(HUNDRED)));
            case DIVIDE -> quotient(left, right);
            case REMAINDER -> Functions.remainder(left, right);
            case POWER -> Powers.power(left, right);
        };
    }

    private static boolean isPercent(Expression expression) {
        return expression instanceof Unary unary && unary.sign() == Sign.PERCENT;
    }

    static BigDecimal quotient(BigDecimal left, BigDecimal right) throws UndefinedException {
        if (right.signum() == 0) {
            throw new UndefinedException(Problem.DIVISION_BY_ZERO);
        }
        BigDecimal rounded = left.divide(right, WORK);
        return left.precision() <= WORK.getPrecision() ? rounded : exactIfShort(left, right, rounded);
    }

    /** A long whole number divided without remainder stays exact. */
    private static BigDecimal exactIfShort(BigDecimal left, BigDecimal right, BigDecimal rounded) {
        BigDecimal[] parts = left.divideAndRemainder(right);
        return parts[1].signum() == 0 ? parts[0] : rounded;
    }

    private static BigDecimal bounded(BigDecimal value) throws UndefinedException {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        long magnitude = (long) value.precision() - value.scale();
        if (magnitude > MAX_DIGITS) {
            throw new UndefinedException(Problem.TOO_LARGE);
        }
        if (magnitude < -MAX_DIGITS) {
            throw new UndefinedException(Problem.TOO_SMALL);
        }
        return value.precision() > 2 * MAX_DIGITS ? value.round(new MathContext(2 * MAX_DIGITS)) : value;
    }
}
