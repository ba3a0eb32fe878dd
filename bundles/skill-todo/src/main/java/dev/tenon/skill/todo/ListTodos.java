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

/** Lists what is to be done, what is done, or both. */
@Component(service = Skill.class)
public final class ListTodos implements Skill {
    private static final int MAX_SHOWN = 30;

    private final SkillDescriptor descriptor = SkillDescriptor.load(ListTodos.class, "list-todos");
    private final TodoStore store;

    /**
     * Makes the skill.
     *
     * @param store keeps the list
     */
    @Activate
    public ListTodos(@Reference TodoStore store) {
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
        String wanted = arguments.text("show").orElse(Show.OPEN.spelling());
        Show show = Show.named(wanted).orElseThrow(() -> Problem.BAD_SHOW.in(language, Texts.line(wanted)));
        try {
            List<Todo> all = store.todos();
            List<Todo> found = all.stream().filter(show::shows).toList();
            List<Todo> shown = found.subList(0, Math.min(MAX_SHOWN, found.size()));
            long done = all.stream().filter(Todo::done).count();
            return new SkillResult(Texts.list(show, found, shown, done, language), Values.of(found.size(), shown));
        } catch (StoreException e) {
            throw e.in(language);
        }
    }
}
