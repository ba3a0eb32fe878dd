// SPDX-License-Identifier: Apache-2.0
package dev.tenon.embeddings;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.BackendException.Reason;
import dev.tenon.api.model.TextEncoding;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.tokenizers.Tokens;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes one vector of unit length of what a model gives for a text.
 *
 * @param modelId names the model in messages
 * @param how the descriptor says it
 */
record Pooling(String modelId, TextEncoding.Pooling how) {
    /** As exporters call the output with one vector per text, and the one with one per token. */
    private static final List<String> OF_TEXTS = List.of("sentence_embedding", "pooler_output");

    private static final List<String> OF_TOKENS = List.of("last_hidden_state", "token_embeddings");

    /**
     * Reads the vectors of a batch.
     *
     * @param batch texts, the first rows of the outputs
     * @param outputs of the run
     * @return by row
     * @throws BackendException if no output is of the kind that the pooling needs, or a vector has no length
     */
    float[][] vectors(List<Tokens> batch, Map<String, Tensor> outputs) throws BackendException {
        boolean pooled = how == TextEncoding.Pooling.NONE;
        Tensor output = output(outputs, pooled ? 2 : 3, pooled ? OF_TEXTS : OF_TOKENS);
        List<Long> extents = output.shape().dimensions();
        int size = extents.get(extents.size() - 1).intValue();
        int columns = pooled ? 1 : extents.get(1).intValue();
        float[] values = output.toFloats();
        float[][] vectors = new float[batch.size()][];
        for (int row = 0; row < vectors.length; row++) {
            int tokens = Math.min(columns, batch.get(row).ids().length);
            int from = row * columns * size;
            vectors[row] = unit(pool(values, from, tokens, size));
        }
        return vectors;
    }

    private Tensor output(Map<String, Tensor> outputs, int rank, List<String> names) throws BackendException {
        Map<String, Tensor> fit = new TreeMap<>(outputs);
        fit.values().removeIf(tensor -> tensor.shape().rank() != rank);
        Optional<Tensor> usual =
                names.stream().filter(fit::containsKey).map(fit::get).findFirst();
        if (usual.isEmpty() && fit.size() != 1) {
            throw new BackendException(
                    Reason.UNSUPPORTED_MODEL,
                    "model " + modelId + " has " + fit.size() + " outputs that pooling '"
                            + how.name().toLowerCase(Locale.ROOT) + "' could mean; it gives " + outputs);
        }
        return usual.orElseGet(() -> fit.values().iterator().next());
    }

    private float[] pool(float[] values, int from, int tokens, int size) {
        if (how == TextEncoding.Pooling.NONE || how == TextEncoding.Pooling.CLS) {
            return Arrays.copyOfRange(values, from, from + size);
        }
        float[] pooled = Arrays.copyOfRange(values, from, from + size);
        for (int token = 1; token < tokens; token++) {
            for (int i = 0; i < size; i++) {
                float value = values[from + token * size + i];
                pooled[i] = how == TextEncoding.Pooling.MAX ? Math.max(pooled[i], value) : pooled[i] + value;
            }
        }
        return pooled; // a sum has the direction of the mean
    }

    private float[] unit(float[] vector) throws BackendException {
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        if (!Double.isFinite(square)) {
            throw new BackendException(Reason.FAILED, "model " + modelId + " gave a vector that is no number");
        }
        double length = Math.sqrt(square);
        for (int i = 0; length > 0 && i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return vector;
    }
}
