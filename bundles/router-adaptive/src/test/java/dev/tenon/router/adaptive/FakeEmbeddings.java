// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.BackendException.Reason;
import dev.tenon.api.platform.Embedding;
import dev.tenon.api.platform.Embeddings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** An encoder that knows a few synonyms: each word is a fixed random direction, that of its synonym if it has one. */
final class FakeEmbeddings implements Embeddings {
    private static final int DIMENSIONS = 512;

    private final String space;
    private final Map<String, String> synonyms;
    private boolean failing;

    FakeEmbeddings(String space, Map<String, String> synonyms) {
        this.space = space;
        this.synonyms = synonyms;
    }

    void fail() {
        failing = true;
    }

    @Override
    public Optional<String> space() {
        return Optional.of(space);
    }

    @Override
    public List<Embedding> embed(List<String> texts) throws BackendException {
        if (failing) {
            throw new BackendException(Reason.FAILED, "planted");
        }
        return texts.stream().map(this::embed).toList();
    }

    private Embedding embed(String text) {
        double[] sum = new double[DIMENSIONS];
        for (String word : text.split("[^\\p{L}]+")) {
            String meant = synonyms.getOrDefault(word, word);
            if (meant.length() > 3) {
                Random direction = new Random(meant.hashCode());
                for (int i = 0; i < DIMENSIONS; i++) {
                    sum[i] += direction.nextGaussian();
                }
            }
        }
        double length = 0;
        for (double value : sum) {
            length += value * value;
        }
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) (sum[i] / Math.max(Math.sqrt(length), 1e-9));
        }
        return new Embedding(space, vector);
    }
}
