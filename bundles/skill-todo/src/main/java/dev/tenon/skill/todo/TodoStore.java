// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import dev.tenon.api.platform.DataFolder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Keeps the list for all skills of this bundle. Thread-safe; one change at a time, on the disk when it returns. */
@Component(service = TodoStore.class)
public final class TodoStore {
    static final int MAX_TODOS = 10_000;
    static final int MAX_LENGTH = 500;

    private final TodoFile file;
    private boolean closed;

    /**
     * Makes a store; reads nothing yet, so that a damaged file stops the requests and not the plugin.
     *
     * @param folder where the file is
     */
    @Activate
    public TodoStore(@Reference DataFolder folder) {
        file = new TodoFile(folder);
    }

    /** After this the successor alone writes the file. */
    @Deactivate
    synchronized void close() {
        closed = true;
    }

    synchronized List<Todo> todos() throws StoreException {
        return read().todos();
    }

    synchronized Todo add(String text, Instant now) throws StoreException {
        Todos before = read();
        if (before.todos().size() >= MAX_TODOS) {
            throw new StoreException(Problem.FULL);
        }
        Todos after = before.with(text, now);
        file.write(after);
        return after.todos().get(after.todos().size() - 1);
    }

    /**
     * Ticks one off.
     *
     * @return what it was before, also if it was done already; empty if it is gone
     */
    synchronized Optional<Todo> complete(long number) throws StoreException {
        Todos before = read();
        Optional<Todo> todo = before.find(number);
        if (todo.isPresent() && !todo.get().done()) {
            file.write(before.completed(todo.get()));
        }
        return todo;
    }

    /** Removes one; empty if it is gone already. */
    synchronized Optional<Todo> remove(long number) throws StoreException {
        Todos before = read();
        Optional<Todo> todo = before.find(number);
        if (todo.isPresent()) {
            file.write(before.without(todo.get()::equals));
        }
        return todo;
    }

    /** Removes all that are done and says which they were. */
    synchronized List<Todo> removeDone() throws StoreException {
        Todos before = read();
        List<Todo> done = before.todos().stream().filter(Todo::done).toList();
        if (!done.isEmpty()) {
            file.write(before.without(Todo::done));
        }
        return done;
    }

    private Todos read() throws StoreException {
        if (closed) {
            throw new IllegalStateException("the to-do list is closed: its plugin is stopped or replaced");
        }
        return file.read();
    }
}
