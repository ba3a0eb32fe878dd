// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.platform.Embedding;
import dev.tenon.api.platform.Embeddings;
import dev.tenon.wording.ChineseText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares questions and passages by meaning while an encoder is here. Vectors are made in the background; until they are
 * there, and while the encoder gives vectors of another space, nothing is said. Thread-safe.
 */
final class Meaning implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Meaning.class);
    private static final int BATCH = 16;

    /** Of a longer passage an encoder reads the beginning only. */
    private static final int LONGEST = 600;

    private final List<String> everyday = Resources.lines("everyday.txt");
    private final AtomicReference<Optional<Embeddings>> encoder = new AtomicReference<>(Optional.empty());
    private final AtomicReference<MeaningMap> map = new AtomicReference<>(MeaningMap.NONE);
    private final AtomicReference<List<Passage>> wanted = new AtomicReference<>(List.of());
    private final AtomicReference<String> failure = new AtomicReference<>("");
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "faq-meaning");
        thread.setDaemon(true);
        return thread;
    });

    void arrived(Embeddings service) {
        encoder.set(Optional.of(service));
        refresh();
    }

    void left(Embeddings service) {
        encoder.updateAndGet(now -> now.filter(current -> current != service));
    }

    /** These are the passages from now on. */
    void passages(List<Passage> passages) {
        wanted.set(passages);
        refresh();
    }

    /** Looks in the background whether vectors are missing or the space has changed. Returns at once. */
    void refresh() {
        if (encoder.get().isPresent()) {
            try {
                worker.execute(this::embed);
            } catch (RejectedExecutionException e) {
                LOG.debug("Closed while a refresh was wanted", e);
            }
        }
    }

    private void embed() {
        Optional<Embeddings> service = encoder.get();
        try {
            Optional<String> space = service.flatMap(Embeddings::space);
            if (space.isPresent()) {
                embed(service.get(), space.get(), wanted.get());
                failure.set("");
            }
        } catch (BackendException | RuntimeException e) {
            // the encoder is foreign code and may fail as it likes; words are compared without it
            if (!failure.getAndSet(e.toString()).equals(e.toString())) {
                LOG.warn("Passages cannot be compared by meaning now, only by words", e);
            }
        }
    }

    private void embed(Embeddings service, String space, List<Passage> passages) throws BackendException {
        MeaningMap before = map.get();
        Map<Passage, Embedding> vectors = new HashMap<>();
        List<Passage> missing = new ArrayList<>();
        for (Passage passage : passages) {
            Embedding old = before.space().equals(space) ? before.vectors().get(passage) : null;
            if (old == null) {
                missing.add(passage);
            } else {
                vectors.put(passage, old);
            }
        }
        if (missing.isEmpty()
                && vectors.size() == before.vectors().size()
                && before.space().equals(space)) {
            return;
        }
        for (int i = 0; i < missing.size(); i += BATCH) {
            if (wanted.get() != passages || Thread.currentThread().isInterrupted()) {
                return;
            }
            List<Passage> batch = missing.subList(i, Math.min(missing.size(), i + BATCH));
            List<Embedding> made = service.embed(
                    batch.stream().map(passage -> beginning(passage.whole())).toList());
            for (int j = 0; j < batch.size(); j++) {
                if (!made.get(j).space().equals(space)) {
                    return;
                }
                vectors.put(batch.get(j), made.get(j));
            }
        }
        List<Embedding> background = vectors.isEmpty() ? List.of() : service.embed(everyday);
        if (background.stream().allMatch(vector -> vector.space().equals(space))) {
            map.set(MeaningMap.of(space, vectors, background));
        }
    }

    /** In the script that encoders have seen most of. */
    private static String beginning(String text) {
        return ChineseText.plain(text.length() <= LONGEST ? text : text.substring(0, LONGEST));
    }

    /** Says how likely passages mean what is asked; empty if there is no encoder or its vectors are not ready. */
    Optional<ToDoubleFunction<Passage>> of(String question) {
        MeaningMap now = map.get();
        Optional<Embeddings> service = encoder.get();
        try {
            if (service.isEmpty() || !service.get().space().equals(Optional.of(now.space()))) {
                return Optional.empty();
            }
            Embedding asked = service.get().embed(List.of(beginning(question))).get(0);
            return asked.space().equals(now.space())
                    ? Optional.of(passage -> now.likelihood(asked, passage))
                    : Optional.empty();
        } catch (BackendException | RuntimeException e) {
            // foreign code, see above; a question is answered by its words then
            LOG.debug("A question was not compared by meaning", e);
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
