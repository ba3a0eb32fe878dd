// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

/** An expression that was read has no value. */
final class UndefinedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    UndefinedException(Problem problem) {
        super(problem.name());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
