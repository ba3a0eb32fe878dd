// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

import dev.tenon.api.lifecycle.TenonPlugin;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what it is told. */
@TenonPlugin(
        id = "dev.tenon.skill.notes",
        name = "Notes",
        summary = "Keeps notes, lists and searches them, and deletes them by number or words.",
        categories = "skill")
@Component(service = Skill.class)
public final class AddNote implements Skill {
    private final SkillDescriptor descriptor = SkillDescriptor.load(AddNote.class, "add-note");
    private final NoteStore store;

    /**
     * Makes the skill.
     *
     * @param store keeps the notes
     */
    @Activate
    public AddNote(@Reference NoteStore store) {
        this.store = store;
    }

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return AddGrammar.read(utterance.text()).or(() -> Gist.add(utterance.text()));
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Locale language = context.language();
        String text = clean(arguments.text("text").orElse(""));
        if (text.isBlank()) {
            throw Problem.NO_TEXT.in(language);
        }
        if (text.length() > NoteStore.MAX_LENGTH) {
            throw Problem.TOO_LONG.in(language, text.length());
        }
        try {
            Note note = store.add(text, context.clock().instant());
            return new SkillResult(Texts.added(note, language), Values.of(note));
        } catch (StoreException e) {
            throw e.in(language);
        }
    }

    /** Without what no file can hold and no screen can show: half characters and control characters. */
    private static String clean(String text) {
        return text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
                .map(c -> Character.isISOControl(c) && c != '\n' && c != '\t' ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }
}
