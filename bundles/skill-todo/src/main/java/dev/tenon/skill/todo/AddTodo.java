// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

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

/** Puts something on the to-do list. */
@TenonPlugin(
        id = "dev.tenon.skill.todo",
        name = "To-do list",
        summary = "Keeps a to-do list: adds to it, lists it, ticks things off and removes them.",
        categories = "skill")
@Component(service = Skill.class)
public final class AddTodo implements Skill {
    private final SkillDescriptor descriptor = SkillDescriptor.load(AddTodo.class, "add-todo");
    private final TodoStore store;

    /**
     * Makes the skill.
     *
     * @param store keeps the list
     */
    @Activate
    public AddTodo(@Reference TodoStore store) {
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
        if (text.length() > TodoStore.MAX_LENGTH) {
            throw Problem.TOO_LONG.in(language, text.length());
        }
        try {
            Todo todo = store.add(text, context.clock().instant());
            return new SkillResult(Texts.added(todo, language), Values.of(todo));
        } catch (StoreException e) {
            throw e.in(language);
        }
    }

    /** One line, without what no file can hold and no screen can show: half characters and control characters. */
    private static String clean(String text) {
        return text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }
}
