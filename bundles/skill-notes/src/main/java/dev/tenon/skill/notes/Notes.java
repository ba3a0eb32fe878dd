// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * All notes: the content of the file. Immutable.
 *
 * @param format of the file
 * @param next the number of the next note
 * @param notes in the order of their numbers
 */
record Notes(int format, long next, List<Note> notes) {
    static final int FORMAT = 1;

    Notes {
        notes = List.copyOf(notes);
    }

    static Notes none() {
        return new Notes(FORMAT, 1, List.of());
    }

    Notes with(String text, Instant added) {
        List<Note> more = new ArrayList<>(notes);
        more.add(new Note(next, text, added.toString()));
        return new Notes(FORMAT, next + 1, more);
    }

    Notes without(Note note) {
        return new Notes(
                FORMAT, next, notes.stream().filter(kept -> !kept.equals(note)).toList());
    }

    /** The characters of all notes together. */
    long characters() {
        return notes.stream().mapToLong(note -> note.text().length()).sum();
    }

    /** Whether this can have been written by this plugin. */
    boolean isSound() {
        long before = 0;
        for (Note note : notes) {
            if (note.number() <= before || note.text().isBlank() || !isInstant(note.added())) {
                return false;
            }
            before = note.number();
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
