// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leaks;

/**
 * One object on a path, and how the path goes on from it.
 *
 * @param type what the object is
 * @param owner name of its class; of the class itself, if it is one
 * @param label a thread's name, else empty
 * @param by how the next object is held; {@link By#END} at the end
 * @param declaring class that declares the field, empty if it is none
 * @param field its name, empty if it is none
 */
record Hop(Type type, String owner, String label, By by, String declaring, String field) {
    /** What an object is. */
    enum Type {
        /** A thread. */
        THREAD,
        /** A class. */
        CLASS,
        /** Anything else. */
        OBJECT
    }

    /** How an object holds another. */
    enum By {
        /** By a local variable: the object is a thread, and the variable on its stack. */
        STACK,
        /** By a field. */
        FIELD,
        /** By a field of a soft reference: only as long as there is enough memory. */
        SOFT,
        /** By a static field. */
        STATIC,
        /** By an element. */
        ELEMENT,
        /** By what it is: an object holds its class, a class its loader. */
        NATURE,
        /** Not at all: it is what was looked for. */
        END
    }

    /** The same object, held onward in another way. */
    Hop by(By how, String newDeclaring, String newField) {
        return new Hop(type, owner, label, how, newDeclaring, newField);
    }
}
