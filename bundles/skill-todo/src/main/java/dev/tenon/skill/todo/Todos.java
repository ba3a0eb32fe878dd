// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The whole list: the content of the file. Immutable.
 *
 * @param format of the file
 * @param next the number of the next thing to do
 * @param todos in the order of their numbers
 */
record Todos(int format, long next, List<Todo> todos) {
    static final int FORMAT = 1;

    Todos {
        todos = List.copyOf(todos);
    }

    static Todos none() {
        return new Todos(FORMAT, 1, List.of());
    }

    Optional<Todo> find(long number) {
        return todos.stream().filter(todo -> todo.number() == number).findFirst();
    }

    Todos with(String text, Instant added) {
        List<Todo> more = new ArrayList<>(todos);
        more.add(new Todo(next, text, added.toString(), false));
        return new Todos(FORMAT, next + 1, more);
    }

    Todos completed(Todo done) {
        return new Todos(
                FORMAT,
                next,
                todos.stream()
                        .map(todo -> todo.equals(done) ? todo.completed() : todo)
                        .toList());
    }

    Todos without(Predicate<Todo> gone) {
        return new Todos(FORMAT, next, todos.stream().filter(gone.negate()).toList());
    }

    /** Whether this can have been written by this plugin. */
    boolean isSound() {
        long before = 0;
        for (Todo todo : todos) {
            if (todo.number() <= before || todo.text().isBlank() || !isInstant(todo.added())) {
                return false;
            }
            before = todo.number();
        }
        return next > before;
    }

    private static boolean isInstant(String added) {
        try {
            return Instant.parse(added) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
