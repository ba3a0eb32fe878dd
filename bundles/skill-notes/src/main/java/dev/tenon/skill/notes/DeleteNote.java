// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes one note; asks back rather than guess which. */
@Component(service = Skill.class)
public final class DeleteNote implements Skill {
    private final SkillDescriptor descriptor = SkillDescriptor.load(DeleteNote.class, "delete-note");
    private final NoteStore store;

    /**
     * Makes the skill.
     *
     * @param store keeps the notes
     */
    @Activate
    public DeleteNote(@Reference NoteStore store) {
        this.store = store;
    }

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return DeleteGrammar.read(utterance.text()).or(() -> Gist.delete(utterance.text()));
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Locale language = context.language();
        Note meant = meant(arguments, language);
        try {
            Note deleted =
                    store.delete(meant.number()).orElseThrow(() -> Problem.NO_SUCH_NUMBER.in(language, meant.number()));
            return new SkillResult(Texts.deleted(deleted, language), Values.of(deleted));
        } catch (StoreException e) {
            throw e.in(language);
        }
    }

    private Note meant(Arguments arguments, Locale language) throws SkillException {
        Optional<Long> number = Selection.number(arguments, language);
        Optional<String> words = arguments.text("words").map(String::strip).filter(said -> !said.isEmpty());
        boolean last = Selection.last(arguments);
        if ((number.isPresent() ? 1 : 0) + (words.isPresent() ? 1 : 0) + (last ? 1 : 0) != 1) {
            throw Problem.WHICH.in(language);
        }
        List<Note> all = Selection.all(store, language);
        if (number.isPresent()) {
            return Selection.numbered(all, number.get(), language);
        }
        return last ? Selection.newest(all, language) : Selection.worded(all, words.orElseThrow(), language);
    }
}
