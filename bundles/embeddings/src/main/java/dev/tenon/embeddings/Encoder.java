// SPDX-License-Identifier: Apache-2.0
package dev.tenon.embeddings;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.BackendException.Reason;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.model.TextEncoding;
import dev.tenon.api.platform.Embedding;
import dev.tenon.api.platform.Inference;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.tokenizers.Tokenizer;
import dev.tenon.tokenizers.TokenizerFormatException;
import dev.tenon.tokenizers.Tokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One installed sentence encoder with its tokenizer. Thread-safe. */
final class Encoder {
    /** What one run may hold: so many texts, so many tokens with their padding. */
    private static final int BATCH_TEXTS = 64;

    private static final int BATCH_TOKENS = 8192;
    private static final int REMEMBERED = 20_000;

    private final InstalledModel model;
    private final TextEncoding text;
    private final Tokenizer tokenizer;
    private final Inference inference;
    private final Memory memory = new Memory(REMEMBERED);

    private Encoder(InstalledModel model, TextEncoding text, Tokenizer tokenizer, Inference inference) {
        this.model = model;
        this.text = text;
        this.tokenizer = tokenizer;
        this.inference = inference;
    }

    /**
     * Reads a model's tokenizer.
     *
     * @throws BackendException if it is gone or cannot be followed
     */
    static Encoder load(InstalledModel model, Inference inference) throws BackendException {
        TextEncoding text = model.descriptor().text().orElseThrow();
        try {
            Tokenizer tokenizer = Tokenizer.read(model.file().resolveSibling(text.tokenizer()));
            return new Encoder(model, text, tokenizer, inference);
        } catch (IOException | TokenizerFormatException e) {
            throw new BackendException(
                    Reason.UNSUPPORTED_MODEL,
                    "the tokenizer of model " + model.descriptor().id() + " cannot be read: " + e.getMessage(),
                    e);
        }
    }

    static String space(InstalledModel model) {
        return model.descriptor().id() + "@" + model.sha256().substring(0, 12);
    }

    boolean isOf(InstalledModel other) {
        return model.equals(other);
    }

    Memory memory() {
        return memory;
    }

    /**
     * Embeds texts, those of like length together, so that little is padded.
     *
     * @return in the order of the texts
     */
    List<Embedding> encode(List<String> texts) throws BackendException {
        if (texts.isEmpty()) {
            return List.of();
        }
        ModelInputs inputs = ModelInputs.of(model.descriptor().id(), inference);
        int limit = inputs.length(text.maxTokens());
        List<Tokens> tokens = new ArrayList<>();
        for (String each : texts) {
            tokens.add(tokens(each, limit));
        }
        float[][] vectors = new float[texts.size()][];
        List<Integer> order = IntStream.range(0, texts.size())
                .boxed()
                .filter(i -> tokens.get(i).ofText() > 0)
                .sorted(Comparator.comparing(i -> tokens.get(i).ids().length))
                .toList();
        int dimensions = 0;
        for (int from = 0; from < order.size(); ) {
            int to = end(order, tokens, from, inputs.batch(BATCH_TEXTS));
            List<Integer> batch = order.subList(from, to);
            float[][] part = run(batch.stream().map(tokens::get).toList(), inputs);
            for (int i = 0; i < part.length; i++) {
                vectors[batch.get(i)] = part[i];
            }
            dimensions = part[0].length;
            from = to;
        }
        return embeddings(vectors, dimensions > 0 ? dimensions : dimensions(inputs));
    }

    private Tokens tokens(String sentence, int limit) throws BackendException {
        try {
            Tokens tokens = tokenizer.encode(sentence, limit);
            return text.prefix().isEmpty() || tokens.ofText() == 0
                    ? tokens
                    : tokenizer.encode(text.prefix() + sentence, limit);
        } catch (IllegalArgumentException e) {
            throw new BackendException(
                    Reason.UNSUPPORTED_MODEL,
                    "model " + model.descriptor().id() + " reads " + limit + " tokens: " + e.getMessage(),
                    e);
        }
    }

    private static int end(List<Integer> order, List<Tokens> tokens, int from, int most) {
        int to = from + 1;
        while (to < order.size()
                && to - from < most
                && tokens.get(order.get(to)).ids().length * (to - from + 1) <= BATCH_TOKENS) {
            to++;
        }
        return to;
    }

    private float[][] run(List<Tokens> batch, ModelInputs inputs) throws BackendException {
        Map<String, Tensor> outputs =
                inference.run(model.descriptor().id(), inputs.tensors(batch, tokenizer.padding()));
        return new Pooling(model.descriptor().id(), text.pooling()).vectors(batch, outputs);
    }

    /** How long the vectors are, where no text had a token: what the model gives for any. */
    private int dimensions(ModelInputs inputs) throws BackendException {
        Tokens any = tokenizer.encode("a", inputs.length(text.maxTokens()));
        return run(List.of(any), inputs)[0].length;
    }

    private List<Embedding> embeddings(float[][] vectors, int dimensions) {
        List<Embedding> embeddings = new ArrayList<>();
        for (float[] vector : vectors) {
            embeddings.add(new Embedding(space(model), vector == null ? new float[dimensions] : vector));
        }
        return embeddings;
    }
}
