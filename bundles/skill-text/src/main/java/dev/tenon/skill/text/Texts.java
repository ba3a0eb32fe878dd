// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.text;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import java.util.Locale;

/** The two languages of this plugin. */
final class Texts {
    private Texts() {}

    static String of(Locale language, String english, String chinese) {
        return language.getLanguage().equals("zh") ? chinese : english;
    }

    static SkillException invalid(Locale language, String english, String chinese) {
        return new SkillException(Reason.INVALID_ARGUMENT, of(language, english, chinese));
    }

    /** The text that is worked on. */
    static String given(Arguments arguments, Locale language) throws SkillException {
        return arguments
                .text("text")
                .orElseThrow(
                        () -> invalid(language, "Say which text, in quotes or after a colon.", "请给出文本，放在引号里或冒号后面。"));
    }
}
