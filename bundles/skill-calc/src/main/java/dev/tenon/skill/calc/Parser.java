// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

import dev.tenon.skill.calc.Expression.Binary;
import dev.tenon.skill.calc.Expression.Operator;
import dev.tenon.skill.calc.Expression.Sign;
import dev.tenon.skill.calc.Expression.Unary;
import dev.tenon.skill.calc.Lexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads signs, numbers and names; words of a language are {@link Wording}'s affair. */
final class Parser {
    /** Deeper nesting is nobody's question, and each level takes stack. */
    private static final int MAX_DEPTH = 60;

    private static final Set<String> CONSTANTS = Set.of("pi", "e", "tau", "phi");
    private static final Map<String, Operator> PRODUCTS = Map.of(
            "*", Operator.MULTIPLY,
            "/", Operator.DIVIDE,
            "%", Operator.REMAINDER,
            "mod", Operator.REMAINDER,
            "of", Operator.OF,
            "off", Operator.OFF);

    private final List<Token> tokens;
    private int at;
    private int depth;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * Parses.
     *
     * @param text in lower case
     * @return empty if the text is no expression from end to end
     */
    static Optional<Expression> parse(String text) {
        return Lexer.tokens(text).filter(tokens -> !tokens.isEmpty()).flatMap(tokens -> {
            Parser parser = new Parser(tokens);
            try {
                Expression whole = parser.sum();
                return parser.at == tokens.size() ? Optional.of(whole) : Optional.empty();
            } catch (Unreadable e) {
                return Optional.empty();
            }
        });
    }

    private Expression sum() throws Unreadable {
        if (++depth > MAX_DEPTH) {
            throw new Unreadable();
        }
        Expression left = product();
        while (next("+") || next("-")) {
            Operator operator = take().is("+") ? Operator.ADD : Operator.SUBTRACT;
            left = new Binary(operator, left, product());
        }
        depth--;
        return left;
    }

    private Expression product() throws Unreadable {
        Expression left = signed();
        while (at < tokens.size()) {
            Operator operator = PRODUCTS.get(tokens.get(at).text());
            if (operator != null) {
                take();
                left = new Binary(operator, left, signed());
            } else if (next("(") || next("√") || tokens.get(at).isName()) {
                left = new Binary(Operator.MULTIPLY, left, power());
            } else {
                break;
            }
        }
        return left;
    }

    private Expression signed() throws Unreadable {
        if (++depth > MAX_DEPTH) {
            throw new Unreadable();
        }
        Expression result;
        if (next("-")) {
            take();
            result = new Unary(Sign.MINUS, signed());
        } else if (next("+")) {
            take();
            result = signed();
        } else {
            result = power();
        }
        depth--;
        return result;
    }

    private Expression power() throws Unreadable {
        Expression base = postfix();
        if (next("^")) {
            take();
            return new Binary(Operator.POWER, base, signed());
        }
        return base;
    }

    private Expression postfix() throws Unreadable {
        Expression inner = primary();
        while (true) {
            if (next("!")) {
                inner = new Unary(Sign.FACTORIAL, inner);
            } else if (next("°")) {
                inner = new Unary(Sign.DEGREES, inner);
            } else if (next("%") && !operandFollows()) {
                inner = new Unary(Sign.PERCENT, inner);
            } else {
                return inner;
            }
            take();
        }
    }

    /** "10 % 3" asks for a remainder, "10 % of 3" and "10 %" do not. */
    private boolean operandFollows() {
        if (at + 1 >= tokens.size()) {
            return false;
        }
        Token following = tokens.get(at + 1);
        return following.number().isPresent() || following.is("(");
    }

    private Expression primary() throws Unreadable {
        if (at >= tokens.size()) {
            throw new Unreadable();
        }
        Token token = take();
        if (token.number().isPresent()) {
            return new Expression.Literal(token.number().get());
        }
        if (token.is("(")) {
            Expression inner = sum();
            expect(")");
            return inner;
        }
        if (token.is("√")) {
            return new Expression.Call(Function.SQRT, List.of(signed()));
        }
        if (CONSTANTS.contains(token.text())) {
            return new Expression.Constant(token.text());
        }
        return call(Function.named(token.text()).orElseThrow(Unreadable::new));
    }

    private Expression call(Function function) throws Unreadable {
        List<Expression> arguments = new ArrayList<>();
        if (next("(")) {
            take();
            do {
                arguments.add(sum());
            } while ((next(",") || next(";")) && take() != null);
            expect(")");
        } else {
            arguments.add(signed());
        }
        if (arguments.size() < function.least || arguments.size() > function.most) {
            throw new Unreadable();
        }
        return new Expression.Call(function, List.copyOf(arguments));
    }

    private boolean next(String sign) {
        return at < tokens.size() && tokens.get(at).is(sign);
    }

    private Token take() {
        return tokens.get(at++);
    }

    private void expect(String sign) throws Unreadable {
        if (!next(sign)) {
            throw new Unreadable();
        }
        take();
    }

    /** The text is no expression. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
