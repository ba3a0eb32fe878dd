// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.Leaks.Kind;
import java.util.Arrays;
import java.util.Locale;

/** What holds a release that is gone, and what its author should do: one sentence each. */
final class LeakKinds {
    private LeakKinds() {}

    /** Returns the kind that a worker's word means; {@link Kind#OTHER} if it is none. */
    static Kind of(String word) {
        return Arrays.stream(Kind.values())
                .filter(kind ->
                        kind.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word))
                .findFirst()
                .orElse(Kind.OTHER);
    }

    static String message(Kind kind) {
        return switch (kind) {
            case THREAD_LOCAL -> "a value that it set in a ThreadLocal is still on a thread that goes on";
            case THREAD -> "a thread holds it that goes on: one that it started, or one that still runs its code";
            case STATIC_FIELD -> "an object of it still lies in a static field of a class that stays";
            case SHUTDOWN_HOOK -> "a shutdown hook that it registered still waits for the JVM's end";
            case MANAGEMENT_BEAN -> "a JMX bean that it registered is still there";
            case TIMER -> "a java.util.Timer that it started still runs";
            case CONTAINER -> "something that stays still uses its classes or services";
            case SOFT_REFERENCE -> "only soft references hold it: the JVM gives it up when memory runs short";
            case OTHER -> "something holds it that is none of the usual; the path says what";
        };
    }

    static String remedy(Kind kind) {
        return switch (kind) {
            case THREAD_LOCAL -> "call ThreadLocal.remove() on the same thread, in a finally block after each use";
            case THREAD ->
                "end it in the component's @Deactivate method: shutdownNow() for an executor, interrupt() for a thread";
            case STATIC_FIELD -> "take the object out of the platform's cache or registry in the @Deactivate method";
            case SHUTDOWN_HOOK ->
                "use the component's @Deactivate method in its place, or call Runtime.removeShutdownHook there";
            case MANAGEMENT_BEAN -> "call MBeanServer.unregisterMBean in the component's @Deactivate method";
            case TIMER -> "call Timer.cancel() in the component's @Deactivate method";
            case CONTAINER -> "update or remove what uses it, or start Tenon again; ./tenon logs names who it is";
            case SOFT_REFERENCE -> "nothing need be done";
            case OTHER -> "let go of the object that the path names in the component's @Deactivate method";
        };
    }
}
