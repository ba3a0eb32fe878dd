// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Remembers what was computed for the keys used last. Thread-safe; of several threads that want the same one computes
 * it, so that the first requests after a swap do not make each other late.
 */
final class Recent<K, V> {
    private final Map<K, CompletableFuture<V>> kept;

    Recent(int most) {
        kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, CompletableFuture<V>> eldest) {
                return size() > most;
            }
        };
    }

    V get(K key, Function<K, V> compute) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> known;
        synchronized (kept) {
            known = kept.putIfAbsent(key, mine);
        }
        if (known != null) {
            return awaited(known);
        }
        try {
            mine.complete(compute.apply(key));
        } finally {
            if (!mine.isDone()) {
                synchronized (kept) {
                    kept.remove(key, mine);
                }
                mine.completeExceptionally(new IllegalStateException("it could not be computed for another request"));
            }
        }
        return mine.join();
    }

    /** Adds what was computed elsewhere, unless it is there. */
    void put(K key, V value) {
        synchronized (kept) {
            kept.putIfAbsent(key, CompletableFuture.completedFuture(value));
        }
    }

    /** What is there, without what is being computed. */
    List<Map.Entry<K, V>> newestFirst() {
        List<Map.Entry<K, V>> there = new ArrayList<>();
        synchronized (kept) {
            kept.forEach((key, value) -> {
                if (value.isDone() && !value.isCompletedExceptionally()) {
                    there.add(0, Map.entry(key, value.join()));
                }
            });
        }
        return there;
    }

    private static <T> T awaited(CompletableFuture<T> known) {
        try {
            return known.join();
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        }
    }
}
