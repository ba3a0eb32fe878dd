// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.text;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Writes a text in capitals, small letters, title or sentence case, or backwards. */
@Component
public final class TextCaseSkill implements Skill {
    private final SkillDescriptor descriptor = SkillDescriptor.load(TextCaseSkill.class, "text-case");

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return CaseGrammar.read(utterance.text());
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Locale language = context.language();
        String text = Texts.given(arguments, language);
        Case form = Case.of(arguments.text("form").orElse(""))
                .orElseThrow(() -> Texts.invalid(
                        language,
                        "'form' is one of upper, lower, title, sentence and reverse.",
                        "“form”应为upper、lower、title、sentence或reverse。"));
        String written = form.write(text);
        return new SkillResult(form.label(language) + written, Map.of("text", written, "form", form.id()));
    }
}
