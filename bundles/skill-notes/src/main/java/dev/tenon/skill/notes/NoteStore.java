// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

import dev.tenon.api.platform.DataFolder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Keeps the notes for all skills of this bundle. Thread-safe; one change at a time, on the disk when it returns. */
@Component(service = NoteStore.class)
public final class NoteStore {
    static final int MAX_NOTES = 10_000;
    static final int MAX_LENGTH = 4_000;
    static final int MAX_CHARACTERS = 4_000_000;

    private final NoteFile file;
    private boolean closed;

    /**
     * Makes a store; reads nothing yet, so that a damaged file stops the requests and not the plugin.
     *
     * @param folder where the file is
     */
    @Activate
    public NoteStore(@Reference DataFolder folder) {
        file = new NoteFile(folder);
    }

    /** After this the successor alone writes the file. */
    @Deactivate
    synchronized void close() {
        closed = true;
    }

    synchronized List<Note> notes() throws StoreException {
        return read().notes();
    }

    synchronized Note add(String text, Instant now) throws StoreException {
        Notes before = read();
        if (before.notes().size() >= MAX_NOTES) {
            throw new StoreException(Problem.FULL);
        }
        if (before.characters() + text.length() > MAX_CHARACTERS) {
            throw new StoreException(Problem.FULL_TEXT);
        }
        Notes after = before.with(text, now);
        file.write(after);
        return after.notes().get(after.notes().size() - 1);
    }

    /** Deletes a note; empty if it is gone already. */
    synchronized Optional<Note> delete(long number) throws StoreException {
        Notes before = read();
        Optional<Note> note =
                before.notes().stream().filter(kept -> kept.number() == number).findFirst();
        if (note.isPresent()) {
            file.write(before.without(note.get()));
        }
        return note;
    }

    private Notes read() throws StoreException {
        if (closed) {
            throw new IllegalStateException("the store of notes is closed: its plugin is stopped or replaced");
        }
        return file.read();
    }
}
