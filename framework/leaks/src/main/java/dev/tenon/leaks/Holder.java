// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leaks;

import dev.tenon.leaks.Hop.By;
import dev.tenon.leaks.Hop.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Says in words what a path is: who holds the class loader at its end. */
final class Holder {
    /** A value of a thread that goes on. */
    static final String THREAD_LOCAL = "thread-local";
    /** A thread that was never ended. */
    static final String THREAD = "thread";
    /** A static field of a class that stays. */
    static final String STATIC_FIELD = "static-field";
    /** A hook for the JVM's end. */
    static final String SHUTDOWN_HOOK = "shutdown-hook";
    /** A bean of a JMX server. */
    static final String MANAGEMENT_BEAN = "management-bean";
    /** A timer that was never cancelled. */
    static final String TIMER = "timer";
    /** The container itself: a bundle that stays is wired to it. */
    static final String CONTAINER = "container";
    /** No hard reference at all. */
    static final String SOFT_REFERENCE = "soft-reference";
    /** Anything else. */
    static final String OTHER = "other";

    private static final Set<String> LOCALS = Set.of("threadLocals", "inheritableThreadLocals");
    private static final String THREAD_CLASS = "java.lang.Thread";
    /** Where Felix keeps what is uninstalled and not refreshed, because others are wired to it. */
    private static final String UNINSTALLED = "m_uninstalledBundles";

    private static final String WIRE = "org.apache.felix.framework.wiring.BundleWireImpl";
    private static final String TARGET = "its class loader";

    private Holder() {}

    /**
     * Cuts off how a class that stays is reached: by its loader, which is always there. The path then begins with its
     * static field.
     */
    static List<Hop> trim(List<Hop> path) {
        int start = 0;
        for (int i = 0; i < path.size(); i++) {
            if (path.get(i).by() == By.STATIC) {
                start = i;
            }
        }
        return path.subList(start, path.size());
    }

    /** Returns the kind of what holds; the nearest to the root decides. */
    static String kind(List<Hop> path) {
        if (path.isEmpty()) {
            return OTHER;
        }
        if (any(path, hop -> hop.by() == By.SOFT)) {
            return SOFT_REFERENCE;
        }
        if (any(path, hop -> hop.field().equals(UNINSTALLED) || hop.owner().equals(WIRE))) {
            return CONTAINER;
        }
        if (any(path, hop -> hop.owner().equals("java.lang.ApplicationShutdownHooks"))) {
            return SHUTDOWN_HOOK;
        }
        if (any(path, hop -> hop.owner().startsWith("com.sun.jmx."))) {
            return MANAGEMENT_BEAN;
        }
        if (any(path, hop -> hop.owner().startsWith("java.util.Timer"))) {
            return TIMER;
        }
        if (any(path, hop -> hop.declaring().equals(THREAD_CLASS) && LOCALS.contains(hop.field()))) {
            return THREAD_LOCAL;
        }
        if (path.get(0).type() == Type.THREAD) {
            return THREAD;
        }
        return path.get(0).by() == By.STATIC ? STATIC_FIELD : OTHER;
    }

    private static boolean any(List<Hop> path, Predicate<Hop> test) {
        return path.stream().limit(path.size() - 1L).anyMatch(test);
    }

    /** Returns the path, one readable step after the other. */
    static List<String> words(List<Hop> path) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            Hop hop = path.get(i);
            boolean isElement =
                    i > 0 && hop.by() == By.ELEMENT && path.get(i - 1).by() == By.FIELD;
            boolean isOwnClass =
                    i > 0 && hop.by() == By.NATURE && path.get(i - 1).by() == By.NATURE;
            if (isElement) {
                words.set(words.size() - 1, words.get(words.size() - 1) + "[]");
            } else if (!isOwnClass || !hop.owner().equals(path.get(i - 1).owner())) {
                words.add(word(hop, i == 0));
                if (hop.type() == Type.THREAD && hop.by() == By.FIELD) {
                    words.add(hop.declaring() + "." + hop.field());
                }
            }
        }
        return words;
    }

    private static String word(Hop hop, boolean isFirst) {
        if (hop.by() == By.END) {
            return TARGET;
        }
        if (hop.by() == By.STATIC) {
            return (isFirst ? "static field " : "") + plain(hop.declaring()) + "." + hop.field();
        }
        if (hop.type() == Type.THREAD) {
            return "thread '" + hop.label() + "'"
                    + (hop.owner().equals(THREAD_CLASS) ? "" : " (" + plain(hop.owner()) + ")")
                    + (hop.by() == By.STACK ? ", a local variable" : "");
        }
        if (hop.by() == By.FIELD || hop.by() == By.SOFT) {
            return plain(hop.owner()) + "." + hop.field();
        }
        return (hop.type() == Type.CLASS ? "class " : "") + plain(hop.owner());
    }

    /** The JVM adds an address to the name of a lambda's class, which tells nobody anything. */
    private static String plain(String name) {
        return name.replaceFirst("[+/]0x[0-9a-f]+$", "");
    }
}
