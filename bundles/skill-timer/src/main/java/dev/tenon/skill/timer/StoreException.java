// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import dev.tenon.api.skill.SkillException;
import java.util.Locale;

/** Timers cannot be read or kept; becomes a {@link SkillException} where the asker's language is known. */
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
        return new SkillException(problem.reason(), problem.text(Wording.isChinese(language)), this);
    }
}
