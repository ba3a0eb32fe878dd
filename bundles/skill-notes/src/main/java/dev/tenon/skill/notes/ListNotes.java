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
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the notes, or those that have certain words, or one. */
@Component(service = Skill.class)
public final class ListNotes implements Skill {
    private final SkillDescriptor descriptor = SkillDescriptor.load(ListNotes.class, "list-notes");
    private final NoteStore store;

    /**
     * Makes the skill.
     *
     * @param store keeps the notes
     */
    @Activate
    public ListNotes(@Reference NoteStore store) {
        this.store = store;
    }

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return ListGrammar.read(utterance.text()).or(() -> Gist.list(utterance.text()));
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Locale language = context.language();
        Optional<String> words = arguments.text("words").map(String::strip).filter(said -> !said.isEmpty());
        Optional<Long> number = Selection.number(arguments, language);
        boolean last = Selection.last(arguments);
        List<Note> all = Selection.all(store, language);
        if (number.isPresent() || last) {
            List<Note> one = List.of(
                    number.isPresent()
                            ? Selection.numbered(all, number.get(), language)
                            : Selection.newest(all, language));
            return new SkillResult(Texts.lines(one), values(one, 1));
        }
        List<Note> found = words.map(Words::new)
                .map(said -> all.stream().filter(note -> said.isIn(note.text())).toList())
                .orElse(all);
        List<Note> shown = found.subList(Math.max(0, found.size() - Texts.SHOWN), found.size());
        return new SkillResult(Texts.list(found, shown, words, language), values(shown, found.size()));
    }

    private static Map<String, Object> values(List<Note> shown, int total) {
        return Map.of("total", total, "notes", shown.stream().map(Values::of).toList());
    }
}
