// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.chance;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import java.math.BigDecimal;

/** One of the two languages of these skills, and what they all say in it. */
enum Language {
    ENGLISH,
    CHINESE;

    static Language of(SkillContext context) {
        return context.language().getLanguage().equals("zh") ? CHINESE : ENGLISH;
    }

    String pick(String english, String chinese) {
        return this == CHINESE ? chinese : english;
    }

    SkillException invalid(String english, String chinese) {
        return new SkillException(Reason.INVALID_ARGUMENT, pick(english, chinese));
    }

    /**
     * Reads a count.
     *
     * @throws SkillException if it is no whole number from 1 to the most
     */
    int count(Arguments arguments, String name, int otherwise, int most) throws SkillException {
        BigDecimal count = arguments.number(name).orElse(BigDecimal.valueOf(otherwise));
        boolean fits = count.signum() > 0
                && count.compareTo(BigDecimal.valueOf(most)) <= 0
                && count.stripTrailingZeros().scale() <= 0;
        if (!fits) {
            throw invalid(
                    "'%s' must be a whole number from 1 to %d.".formatted(name, most),
                    "“%s”应为 1 到 %d 的整数。".formatted(name, most));
        }
        return count.intValueExact();
    }
}
