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
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Ticks one thing off; asks back rather than guess which. */
@Component(service = Skill.class)
public final class CompleteTodo implements Skill {
    private final SkillDescriptor descriptor = SkillDescriptor.load(CompleteTodo.class, "complete-todo");
    private final TodoStore store;

    /**
     * Makes the skill.
     *
     * @param store keeps the list
     */
    @Activate
    public CompleteTodo(@Reference TodoStore store) {
        this.store = store;
    }

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return CompleteGrammar.read(utterance.text()).or(() -> Gist.complete(utterance.text()));
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Locale language = context.language();
        Selection selection = Selection.of(arguments, language);
        if (selection.ways() != 1) {
            throw Problem.WHICH_COMPLETED.in(language);
        }
        try {
            Todo meant = selection.among(store.todos(), todo -> !todo.done(), language);
            Todo before = store.complete(meant.number())
                    .orElseThrow(() -> Problem.NO_SUCH_NUMBER.in(language, meant.number()));
            long left = store.todos().stream().filter(todo -> !todo.done()).count();
            Map<String, Object> values = new LinkedHashMap<>(Values.of(before.completed()));
            values.put("left", left);
            String text = before.done() ? Texts.doneBefore(before, language) : Texts.completed(before, left, language);
            return new SkillResult(text, values);
        } catch (StoreException e) {
            throw e.in(language);
        }
    }
}
