// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

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

/** Removes one thing from the list, or all that are done; asks back rather than guess which. */
@Component(service = Skill.class)
public final class RemoveTodo implements Skill {
    private static final int MAX_SHOWN = 30;

    private final SkillDescriptor descriptor = SkillDescriptor.load(RemoveTodo.class, "remove-todo");
    private final TodoStore store;

    /**
     * Makes the skill.
     *
     * @param store keeps the list
     */
    @Activate
    public RemoveTodo(@Reference TodoStore store) {
        this.store = store;
    }

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return RemoveGrammar.read(utterance.text()).or(() -> Gist.remove(utterance.text()));
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Locale language = context.language();
        Selection selection = Selection.of(arguments, language);
        boolean done = Selection.flag(arguments, "done");
        if (selection.ways() + (done ? 1 : 0) != 1) {
            throw Problem.WHICH_REMOVED.in(language);
        }
        try {
            return done ? removeDone(language) : removeOne(selection, language);
        } catch (StoreException e) {
            throw e.in(language);
        }
    }

    private SkillResult removeDone(Locale language) throws StoreException {
        List<Todo> removed = store.removeDone();
        List<Todo> shown = removed.subList(0, Math.min(MAX_SHOWN, removed.size()));
        return new SkillResult(Texts.removedDone(removed, language), Values.of(removed.size(), shown));
    }

    private SkillResult removeOne(Selection selection, Locale language) throws StoreException, SkillException {
        Todo meant = selection.among(store.todos(), todo -> true, language);
        Todo removed =
                store.remove(meant.number()).orElseThrow(() -> Problem.NO_SUCH_NUMBER.in(language, meant.number()));
        return new SkillResult(Texts.removed(removed, language), Values.of(1, List.of(removed)));
    }
}
