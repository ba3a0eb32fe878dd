// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

/**
 * Something to do, as it is kept.
 *
 * @param number its own for ever: never given to another
 * @param text not blank, one line
 * @param added ISO 8601 instant
 * @param done whether it is done
 */
record Todo(long number, String text, String added, boolean done) {
    Todo completed() {
        return new Todo(number, text, added, true);
    }
}
