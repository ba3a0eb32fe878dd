// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an expression into tokens. */
final class Lexer {
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?(?![\\d,.])");
    private static final Pattern PLAIN =
            Pattern.compile("(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:e[+-]?\\d{1,4}(?![\\d.a-z]))?");
    private static final Pattern NAME = Pattern.compile("[a-z]+(?:10)?");
    private static final String SIGNS = "+-*/^%!°(),;√";

    private Lexer() {}

    /** A number, a name or one sign. */
    record Token(String text, Optional<BigDecimal> number) {
        boolean is(String sign) {
            return number.isEmpty() && text.equals(sign);
        }

        boolean isName() {
            return Character.isLetter(text.charAt(0));
        }
    }

    /**
     * Cuts.
     *
     * @return empty if something stands there that no expression has
     */
    static Optional<List<Token>> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        Deque<Boolean> calls = new ArrayDeque<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ') {
                at++;
                continue;
            }
            Token token;
            if (Character.isDigit(c) || c == '.') {
                Optional<String> number = number(text, at, calls.contains(true));
                if (number.isEmpty()) {
                    return Optional.empty();
                }
                token = new Token(
                        number.get(), Optional.of(new BigDecimal(number.get().replace(",", ""))));
            } else if (c >= 'a' && c <= 'z') {
                Matcher name = NAME.matcher(text).region(at, text.length());
                name.lookingAt();
                token = new Token(name.group(), Optional.empty());
            } else if (SIGNS.indexOf(c) >= 0) {
                token = new Token(String.valueOf(c), Optional.empty());
            } else {
                return Optional.empty();
            }
            track(calls, token, tokens);
            tokens.add(token);
            at += token.text().length();
        }
        return Optional.of(tokens);
    }

    /** In a function's parentheses a comma parts arguments, elsewhere it groups thousands. */
    private static void track(Deque<Boolean> calls, Token token, List<Token> before) {
        if (token.is("(")) {
            calls.push(!before.isEmpty() && before.get(before.size() - 1).isName());
        } else if (token.is(")") && !calls.isEmpty()) {
            calls.pop();
        }
    }

    private static Optional<String> number(String text, int at, boolean inCall) {
        if (!inCall) {
            Matcher grouped = GROUPED.matcher(text).region(at, text.length()).useTransparentBounds(true);
            if (grouped.lookingAt()) {
                return Optional.of(grouped.group());
            }
        }
        Matcher plain = PLAIN.matcher(text).region(at, text.length()).useTransparentBounds(true);
        return plain.lookingAt() ? Optional.of(plain.group()) : Optional.empty();
    }
}
