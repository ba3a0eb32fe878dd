// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import dev.tenon.api.skill.SkillException;
import java.util.Locale;

/** The store cannot do it; becomes a {@link SkillException} where the asker's language is known. */
final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    StoreException(Problem problem) {
        super(problem.name());
        this.problem = problem;
    }

    StoreException(Problem problem, Throwable cause) {
        super(problem.name(), cause);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }

    SkillException in(Locale language) {
        SkillException refusal = problem.in(language);
        refusal.initCause(this);
        return refusal;
    }
}
