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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A skill whose every call finds a store of its own with the same todos: the contract asks that equal calls give equal
 * answers, which a skill that keeps things does only from equal beginnings.
 */
final class FreshStore implements Skill {
    static final Instant THEN = Instant.parse("2026-01-14T08:00:00Z");

    private final Path home;
    private final List<String> todos;
    private final Function<TodoStore, Skill> maker;
    private final Skill described;

    FreshStore(Path home, List<String> todos, Function<TodoStore, Skill> maker) {
        this.home = home;
        this.todos = todos;
        this.maker = maker;
        described = maker.apply(new TodoStore(() -> home));
    }

    @Override
    public SkillDescriptor descriptor() {
        return described.descriptor();
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return described.understand(utterance);
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        try {
            Path folder = Files.createTempDirectory(home, "store");
            return maker.apply(filled(folder, todos)).invoke(arguments, context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TodoStore filled(Path folder, List<String> todos) {
        TodoStore store = new TodoStore(() -> folder);
        try {
            for (String todo : todos) {
                store.add(todo, THEN);
            }
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
        return store;
    }
}
