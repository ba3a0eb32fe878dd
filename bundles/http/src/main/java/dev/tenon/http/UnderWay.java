// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * The requests that are answered now. One that lasts does not count: it waits for something, be it for events to tell or
 * for the host to have started, and nothing is done sooner by giving way to it. Thread-safe.
 */
final class UnderWay implements IntSupplier {
    static final Duration LONG = Duration.ofSeconds(1);

    private final LongSupplier nanos;
    private final Map<Object, Long> begun = new ConcurrentHashMap<>();

    /**
     * Starts with none.
     *
     * @param nanos tells the time, as {@link System#nanoTime} does
     */
    UnderWay(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Notes a request.
     *
     * @return to be given to {@link #end}
     */
    Object begin() {
        Object request = new Object();
        begun.put(request, nanos.getAsLong());
        return request;
    }

    void end(Object request) {
        begun.remove(request);
    }

    @Override
    public int getAsInt() {
        long now = nanos.getAsLong();
        return (int) begun.values().stream()
                .filter(start -> now - start < LONG.toNanos())
                .count();
    }
}
