// SPDX-License-Identifier: Apache-2.0
package dev.tenon.embeddings;

import dev.tenon.api.platform.Embedding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was embedded lately. Thread-safe. */
final class Memory {
    /** A longer text is no sentence that is asked again, and would fill the memory. */
    static final int MAX_CHARACTERS = 500;

    private final Map<String, Embedding> embeddings;

    Memory(int size) {
        embeddings = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Embedding> eldest) {
                return size() > size;
            }
        };
    }

    synchronized Optional<Embedding> get(String text) {
        return Optional.ofNullable(embeddings.get(text));
    }

    synchronized void put(String text, Embedding embedding) {
        if (text.length() <= MAX_CHARACTERS) {
            embeddings.put(text, embedding);
        }
    }
}
