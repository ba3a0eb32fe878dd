// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/**
 * Fronts of extension points whose methods declare no exceptions and hand back values alone, of shared types.
 *
 * @param <S> the extension point
 */
final class ProxyFronts<S> implements FrontFactory<S> {
    private final Class<S> type;

    ProxyFronts(Class<S> type) {
        if (Arrays.stream(type.getMethods()).anyMatch(method -> method.getExceptionTypes().length > 0)) {
            throw new IllegalArgumentException(type + " declares exceptions: it needs a front of its own");
        }
        this.type = type;
    }

    @Override
    public Class<S> type() {
        return type;
    }

    @Override
    public S front(Calls<S> calls) {
        Object proxy = Proxy.newProxyInstance(
                ProxyFronts.class.getClassLoader(),
                new Class<?>[] {type},
                (front, method, arguments) -> method.getDeclaringClass() == Object.class
                        ? ofObject(front, method.getName(), arguments, calls)
                        : calls.call(service -> invoke(service, method, arguments, calls)));
        return type.cast(proxy);
    }

    private Object invoke(S service, Method method, Object[] arguments, Calls<S> calls) {
        try {
            return Crossing.shared(calls.plugin(), method.invoke(service, arguments));
        } catch (InvocationTargetException e) {
            throw ProxyFronts.<RuntimeException>sneak(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(type + " is not public", e);
        }
    }

    /** Hands on what the plugin threw as it is; the front makes it fit. */
    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }

    private Object ofObject(Object front, String method, Object[] arguments, Calls<S> calls) {
        return switch (method) {
            case "equals" -> front == arguments[0];
            case "hashCode" -> System.identityHashCode(front);
            default -> "front of a " + type.getSimpleName() + " of " + calls.plugin();
        };
    }
}
