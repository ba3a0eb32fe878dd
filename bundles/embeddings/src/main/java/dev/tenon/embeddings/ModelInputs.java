// SPDX-License-Identifier: Apache-2.0
package dev.tenon.embeddings;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.BackendException.Reason;
import dev.tenon.api.platform.Inference;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import dev.tenon.tokenizers.Tokens;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an encoder asks for: {@code input_ids}, and mostly {@code attention_mask} and {@code token_type_ids}. */
final class ModelInputs {
    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";

    private final List<TensorSpec> specs;
    private final long batch;
    private final long length;

    private ModelInputs(List<TensorSpec> specs, Shape shape) {
        this.specs = specs;
        this.batch = shape.dimensions().get(0);
        this.length = shape.dimensions().get(1);
    }

    /**
     * Asks the model.
     *
     * @throws BackendException if it cannot be loaded, or asks for something else
     */
    static ModelInputs of(String modelId, Inference inference) throws BackendException {
        List<TensorSpec> specs = inference.inputs(modelId);
        for (TensorSpec spec : specs) {
            boolean known = List.of(IDS, MASK, TYPES).contains(spec.name())
                    && (spec.type() == ElementType.INT64 || spec.type() == ElementType.INT32)
                    && spec.shape().rank() == 2;
            if (!known) {
                throw refusal(modelId, specs);
            }
        }
        TensorSpec ids = specs.stream()
                .filter(spec -> spec.name().equals(IDS))
                .findFirst()
                .orElseThrow(() -> refusal(modelId, specs));
        return new ModelInputs(specs, ids.shape());
    }

    private static BackendException refusal(String modelId, List<TensorSpec> specs) {
        return new BackendException(
                Reason.UNSUPPORTED_MODEL,
                "model " + modelId + " is no sentence encoder that can be run here: its inputs are " + specs
                        + "; input_ids, attention_mask and token_type_ids of batch x length are known");
    }

    /** How many texts at once, where so many are wanted. */
    int batch(int wanted) {
        return batch == Shape.ANY ? wanted : (int) Math.min(wanted, Math.max(1, batch));
    }

    /** How many tokens a text may have, where so many are wanted. */
    int length(int wanted) {
        return length == Shape.ANY ? wanted : (int) Math.min(wanted, length);
    }

    /** The texts as the model reads them, all as long as the longest, or as the model asks. */
    Map<String, Tensor> tensors(List<Tokens> texts, int padding) {
        int longest = texts.stream().mapToInt(each -> each.ids().length).max().orElse(0);
        int columns = length == Shape.ANY ? longest : (int) length;
        int rows = batch == Shape.ANY ? texts.size() : (int) batch;
        Map<String, Tensor> tensors = new HashMap<>();
        for (TensorSpec spec : specs) {
            Tensor tensor = Tensor.allocate(spec.type(), Shape.of(rows, columns));
            if (!spec.name().equals(TYPES)) {
                fill(tensor, texts, rows, columns, spec.name().equals(IDS) ? padding : -1);
            }
            tensors.put(spec.name(), tensor);
        }
        return tensors;
    }

    /** The ids with their padding, or with a padding below 0 the mask. */
    private static void fill(Tensor tensor, List<Tokens> texts, int rows, int columns, int padding) {
        boolean wide = tensor.type() == ElementType.INT64;
        ByteBuffer data = tensor.data();
        for (int row = 0; row < rows; row++) {
            int[] ids = row < texts.size() ? texts.get(row).ids() : new int[0];
            for (int column = 0; column < columns; column++) {
                boolean there = column < ids.length;
                int value = padding < 0 ? there ? 1 : 0 : there ? ids[column] : padding;
                if (wide) {
                    data.putLong(value);
                } else {
                    data.putInt(value);
                }
            }
        }
    }
}
