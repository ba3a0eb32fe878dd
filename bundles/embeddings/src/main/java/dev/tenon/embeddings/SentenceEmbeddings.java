// SPDX-License-Identifier: Apache-2.0
package dev.tenon.embeddings;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.BackendException.Reason;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.model.Tasks;
import dev.tenon.api.platform.Embedding;
import dev.tenon.api.platform.Embeddings;
import dev.tenon.api.platform.Inference;
import dev.tenon.api.platform.Models;
import dev.tenon.api.platform.UnknownModelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Embeds with the first model of task embedding that says how it reads texts. A call during which the encoder is
 * replaced begins again with its successor.
 */
@Component
public final class SentenceEmbeddings implements Embeddings {
    /** How long an encoder that was here is waited for: replaced in place, a bundle is away for a moment. */
    private static final long ABSENCE_NANOS = 2_000_000_000L;

    /** Encoders that follow each other for longer than any swap takes: something is wrong. */
    private static final long UNREST_NANOS = 10_000_000_000L;

    private static final long PAUSE_NANOS = 2_000_000L;

    private final Models models;
    private final Inference inference;
    private volatile @Nullable Encoder current;

    /**
     * Starts; the encoder's tokenizer is read at the first use.
     *
     * @param models says which encoder is installed
     * @param inference runs it
     */
    @Activate
    public SentenceEmbeddings(@Reference Models models, @Reference Inference inference) {
        this.models = models;
        this.inference = inference;
    }

    @Override
    public Optional<String> space() {
        return chosen().map(Encoder::space);
    }

    private Optional<InstalledModel> chosen() {
        return models.forTask(Tasks.EMBEDDING).stream()
                .filter(model -> model.descriptor().text().isPresent())
                .findFirst();
    }

    @Override
    public List<Embedding> embed(List<String> texts) throws BackendException {
        long begun = System.nanoTime();
        while (true) {
            Optional<InstalledModel> model = chosen();
            long waited = System.nanoTime() - begun;
            if (model.isPresent()) {
                try {
                    Encoder encoder = encoder(model.get());
                    Map<String, Embedding> embeddings = embed(texts, encoder);
                    if (isStill(model.get())) {
                        embeddings.forEach(encoder.memory()::put);
                        return texts.stream().map(embeddings::get).toList();
                    }
                    if (waited > UNREST_NANOS) {
                        throw new BackendException(Reason.CLOSED, "the sentence encoder is replaced again and again");
                    }
                } catch (BackendException | UnknownModelException e) {
                    if (isStill(model.get()) || waited > UNREST_NANOS) {
                        throw e;
                    }
                }
            } else if (current == null || waited > ABSENCE_NANOS) {
                current = null;
                throw new UnknownModelException(Tasks.EMBEDDING);
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** A run goes to whichever model bears the id at that moment: what came counts only if that was this one. */
    private boolean isStill(InstalledModel model) {
        return models.find(model.descriptor().id()).equals(Optional.of(model)) && chosen().equals(Optional.of(model));
    }

    private Encoder encoder(InstalledModel model) throws BackendException {
        Encoder encoder = current;
        return encoder != null && encoder.isOf(model) ? encoder : load(model);
    }

    private synchronized Encoder load(InstalledModel model) throws BackendException {
        Encoder encoder = current;
        if (encoder == null || !encoder.isOf(model)) {
            encoder = Encoder.load(model, inference);
            current = encoder;
        }
        return encoder;
    }

    private static Map<String, Embedding> embed(List<String> texts, Encoder encoder) throws BackendException {
        Map<String, Embedding> embeddings = new HashMap<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (String text : texts) {
            encoder.memory()
                    .get(text)
                    .ifPresentOrElse(remembered -> embeddings.put(text, remembered), () -> unknown.add(text));
        }
        List<String> fresh = new ArrayList<>(unknown);
        List<Embedding> made = encoder.encode(fresh);
        for (int i = 0; i < made.size(); i++) {
            embeddings.put(fresh.get(i), made.get(i));
        }
        return embeddings;
    }
}
