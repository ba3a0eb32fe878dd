// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A component with settings, as a plugin may bring it: refuses some values itself, and hangs at one. */
public final class Greeter implements Supplier<String> {
    private final String greeting;

    /** Refuses what its metatype cannot. */
    public Greeter(Map<String, Object> settings) {
        greeting = settings.get("greeting") + "*" + settings.get("times");
        if (greeting.startsWith("refuse")) {
            throw new IllegalArgumentException("greeting: nobody is greeted with 'refuse'");
        }
        while (greeting.startsWith("hang")) {
            LockSupport.parkNanos(1_000_000_000);
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
        }
    }

    @Override
    public String get() {
        return greeting;
    }
}
