// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The functions, each with the least and the greatest number of its arguments. */
enum Function {
    SQRT(1, 1),
    CBRT(1, 1),
    SIN(1, 1),
    COS(1, 1),
    TAN(1, 1),
    ASIN(1, 1),
    ACOS(1, 1),
    ATAN(1, 1),
    LN(1, 1),
    LOG(1, 2),
    EXP(1, 1),
    ABS(1, 1),
    ROUND(1, 2),
    FLOOR(1, 1),
    CEIL(1, 1),
    MIN(1, 50),
    MAX(1, 50),
    MOD(2, 2),
    FACTORIAL(1, 1);

    private static final Map<String, Function> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Function::spelling, UnaryOperator.<Function>identity()));
    private static final Map<String, Function> ALIASES = Map.of(
            "root", SQRT, "lg", LOG, "log10", LOG, "arcsin", ASIN, "arccos", ACOS, "arctan", ATAN, "ceiling", CEIL);

    final int least;
    final int most;

    Function(int least, int most) {
        this.least = least;
        this.most = most;
    }

    String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isTrigonometric() {
        return this == SIN || this == COS || this == TAN;
    }

    static Optional<Function> named(String name) {
        return Optional.ofNullable(BY_NAME.getOrDefault(name, ALIASES.get(name)));
    }
}
