// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A parsed expression. {@code toString} gives a form that parses to the same again. */
sealed interface Expression {
    /** A number as it was written. */
    record Literal(BigDecimal value) implements Expression {
        @Override
        public String toString() {
            boolean wide = Math.abs((long) value.scale()) > 60;
            return wide ? value.toString().toLowerCase(Locale.ROOT) : value.toPlainString();
        }
    }

    /** A constant by name. */
    record Constant(String name) implements Expression {
        @Override
        public String toString() {
            return name;
        }
    }

    /** What stands before its operand or behind it. */
    record Unary(Sign sign, Expression of) implements Expression {
        @Override
        public String toString() {
            String inner =
                    of instanceof Literal || of instanceof Constant || of instanceof Call ? "" + of : "(" + of + ")";
            return sign == Sign.MINUS ? "-" + inner : inner + sign.text;
        }
    }

    /** Signs of one operand. */
    enum Sign {
        MINUS("-"),
        PERCENT("%"),
        FACTORIAL("!"),
        DEGREES("°");

        final String text;

        Sign(String text) {
            this.text = text;
        }
    }

    /** Two operands. */
    record Binary(Operator operator, Expression left, Expression right) implements Expression {
        @Override
        public String toString() {
            return side(left, false) + operator.text + side(right, true);
        }

        private String side(Expression side, boolean right) {
            boolean tight = !(side instanceof Binary inner)
                    || inner.operator.strength > operator.strength
                    || inner.operator.strength == operator.strength && !right && operator != Operator.POWER;
            boolean negativeBase = side instanceof Unary && operator == Operator.POWER;
            return tight && !negativeBase ? side.toString() : "(" + side + ")";
        }
    }

    /** Operators of two operands; the stronger one binds first. */
    enum Operator {
        ADD(" + ", 1),
        SUBTRACT(" - ", 1),
        MULTIPLY(" * ", 2),
        DIVIDE(" / ", 2),
        REMAINDER(" mod ", 2),
        OF(" of ", 2),
        OFF(" off ", 2),
        POWER("^", 3);

        final String text;
        final int strength;

        Operator(String text, int strength) {
            this.text = text;
            this.strength = strength;
        }
    }

    /** A function's call. */
    record Call(Function function, List<Expression> arguments) implements Expression {
        @Override
        public String toString() {
            return function.spelling()
                    + arguments.stream().map(Object::toString).collect(Collectors.joining("; ", "(", ")"));
        }
    }

    /** Whether there is anything to calculate: a number alone is no question. */
    default boolean calculates() {
        return !(this instanceof Literal
                || this instanceof Unary unary && unary.sign == Sign.MINUS && !unary.of.calculates());
    }
}
