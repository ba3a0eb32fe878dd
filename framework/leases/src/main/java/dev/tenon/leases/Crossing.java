// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.lifecycle.PluginFailedException;
import dev.tenon.api.lifecycle.TenonPlugin;
import dev.tenon.api.skill.SkillException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What may leave a front: objects of classes of the JDK and of {@code dev.tenon.api}. An object of a plugin's own class
 * would keep the whole plugin in memory, and break whoever uses it once the plugin is gone.
 */
final class Crossing {
    /** A plugin's value that nests deeper refers to itself, or is not for people. */
    private static final int DEEPEST = 64;

    private static final ClassLoader API = TenonPlugin.class.getClassLoader();
    private static final Set<ClassLoader> SHARED = ConcurrentHashMap.newKeySet();

    static {
        SHARED.addAll(List.of(API, ClassLoader.getPlatformClassLoader(), ClassLoader.getSystemClassLoader()));
    }

    private Crossing() {}

    /** Says whether a class is known on both sides whatever becomes of the plugin. */
    static boolean isShared(Class<?> type) {
        ClassLoader loader = type.isArray() ? elementOf(type).getClassLoader() : type.getClassLoader();
        return loader == null || SHARED.contains(loader);
    }

    /** Lets the classes cross that come with an extension point. */
    static void share(Class<?> extensionPoint) {
        ClassLoader loader = extensionPoint.getClassLoader();
        if (loader != null) {
            SHARED.add(loader);
        }
    }

    private static Class<?> elementOf(Class<?> array) {
        Class<?> element = array;
        while (element.isArray()) {
            element = element.componentType();
        }
        return element;
    }

    /**
     * Copies the values of a JSON object, with what is nested in them.
     *
     * @throws PluginFailedException if one is of a class that only the plugin knows, or nests too deep
     */
    static Map<String, Object> values(String plugin, Map<String, Object> values) {
        for (Object value : values.values()) {
            if (!isPlain(value)) {
                return object(plugin, values, DEEPEST);
            }
        }
        return values;
    }

    private static boolean isPlain(@Nullable Object value) {
        return value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Number && isShared(value.getClass());
    }

    private static Map<String, Object> object(String plugin, Map<?, ?> values, int depth) {
        Map<String, Object> copy = new LinkedHashMap<>();
        values.forEach((name, value) -> copy.put(String.valueOf(name), value(plugin, value, depth - 1)));
        return copy;
    }

    private static @Nullable Object value(String plugin, @Nullable Object value, int depth) {
        if (depth == 0) {
            throw new PluginFailedException(
                    plugin + " gave a value that nests more than " + DEEPEST + " deep: it is refused");
        }
        if (value instanceof Map<?, ?> map) {
            return Collections.unmodifiableMap(object(plugin, map, depth));
        }
        if (value instanceof Collection<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(value(plugin, each, depth - 1)));
            return Collections.unmodifiableList(copy);
        }
        return shared(plugin, value);
    }

    /**
     * Lets a value pass.
     *
     * @throws PluginFailedException if only the plugin knows its class
     */
    static <T> T shared(String plugin, T value) {
        if (value != null && !isShared(value.getClass())) {
            throw new PluginFailedException(plugin + " gave an object of its own class "
                    + value.getClass().getName() + ": only types of the JDK and of dev.tenon.api leave a plugin");
        }
        return value;
    }

    /** Lets a list pass, as a copy. */
    static <T> List<T> list(String plugin, List<T> values) {
        List<T> copy = List.copyOf(values);
        copy.forEach(value -> shared(plugin, value));
        return copy;
    }

    /**
     * Makes what a plugin threw fit to leave it.
     *
     * @param declared what the method may throw besides unchecked exceptions
     * @return the same, or one of a shared class that says the same
     */
    static Throwable thrown(String plugin, Throwable thrown, Class<?> declared) {
        boolean allowed = thrown instanceof RuntimeException || thrown instanceof Error || declared.isInstance(thrown);
        return allowed && isShared(thrown, Collections.newSetFromMap(new IdentityHashMap<>()))
                ? thrown
                : rebuilt(plugin, thrown, declared);
    }

    private static boolean isShared(Throwable thrown, Set<Throwable> seen) {
        if (!seen.add(thrown)) {
            return true;
        }
        if (!isShared(thrown.getClass()) || thrown.getCause() != null && !isShared(thrown.getCause(), seen)) {
            return false;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (!isShared(suppressed, seen)) {
                return false;
            }
        }
        return true;
    }

    /** An exception may compute its message, and fail at that. */
    private static String message(Throwable thrown) {
        try {
            return Objects.requireNonNullElse(thrown.getMessage(), "");
        } catch (RuntimeException | LinkageError | StackOverflowError e) { // foreign code
            return "";
        }
    }

    private static Throwable rebuilt(String plugin, Throwable thrown, Class<?> declared) {
        String message = message(thrown);
        PluginFailedException cause = new PluginFailedException(
                plugin + " threw " + thrown.getClass().getName() + (message.isEmpty() ? "" : ": " + message));
        cause.setStackTrace(thrown.getStackTrace());
        if (thrown instanceof SkillException skill && declared.isInstance(skill)) {
            return new SkillException(skill.reason(), message, cause);
        }
        if (thrown instanceof BackendException backend && declared.isInstance(backend)) {
            return new BackendException(backend.reason(), message, cause);
        }
        return thrown instanceof IOException && declared.isAssignableFrom(IOException.class)
                ? new IOException(message, cause)
                : cause;
    }
}
