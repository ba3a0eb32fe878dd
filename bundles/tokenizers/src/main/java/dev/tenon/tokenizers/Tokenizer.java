// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Cuts texts into the tokens that a model reads, as the {@code tokenizer.json} beside the model says (the format of
 * Hugging Face's tokenizers). A normalizer {@code Precompiled} is taken for NFKC, which most of them are but for rare
 * characters. Immutable and thread-safe; the time it takes grows with the length of the text only, and of a long text
 * no more is read than the tokens need.
 */
public final class Tokenizer {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    /** More than any vocabulary of today has. */
    private static final long MAX_BYTES = 128L << 20;
    /** So many pieces, or tokens of a long piece, before a cut may be others than they are in the whole text. */
    private static final int UNSURE = 16;

    private static final int UNSURE_TOKENS = 64;
    private static final int LONG_PIECE = 1024;

    private final UnaryOperator<String> normalization;
    private final PreTokenization preTokenization;
    private final Vocabulary vocabulary;
    private final Framing framing;
    private final AddedTokens asTheyStand;
    private final AddedTokens normalized;
    private final int padding;
    private final int maxTokens;
    private final boolean keepsEnd;

    private Tokenizer(Part file) {
        normalization = Normalization.read(file.optionalPart("normalizer"));
        preTokenization = PreTokenization.read(file.optionalPart("pre_tokenizer"));
        vocabulary = Vocabulary.read(file.part("model"));
        framing = Framing.read(file.optionalPart("post_processor"));
        asTheyStand = AddedTokens.read(file, false, normalization);
        normalized = AddedTokens.read(file, true, normalization);
        padding = padding(file);
        Optional<Part> truncation = file.optionalPart("truncation");
        maxTokens = truncation.map(part -> part.number("max_length")).orElse(Integer.MAX_VALUE);
        keepsEnd = truncation
                .flatMap(part -> part.optionalText("direction"))
                .filter("Left"::equals)
                .isPresent();
    }

    /**
     * Reads a tokenizer. Blocks for up to a second with a vocabulary of 250,000 tokens.
     *
     * @param file a {@code tokenizer.json}
     * @return what it describes
     * @throws TokenizerFormatException if it is damaged, or has a part that is not known here
     * @throws IOException if it cannot be read
     */
    public static Tokenizer read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new TokenizerFormatException("/", "the file has more than " + MAX_BYTES + " bytes");
        }
        try {
            JsonNode json = MAPPER.readTree(file.toFile());
            return new Tokenizer(new Part(json, ""));
        } catch (JsonProcessingException e) {
            throw new TokenizerFormatException(
                    "line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    "the file is no JSON",
                    e);
        }
    }

    private int padding(Part file) {
        Optional<Part> stated = file.optionalPart("padding").filter(part -> part.has("pad_id"));
        if (stated.isPresent()) {
            return stated.get().number("pad_id");
        }
        for (String usual : List.of("[PAD]", "<pad>")) {
            if (vocabulary.id(usual) != Trie.NOWHERE) {
                return vocabulary.id(usual);
            }
        }
        return 0;
    }

    /**
     * Returns what fills the shorter texts of a batch up.
     *
     * @return a token's id
     */
    public int padding() {
        return padding;
    }

    /**
     * Cuts one text.
     *
     * @param text any; half of a character (a lone surrogate) is read as U+FFFD
     * @param limit how many tokens are wanted at most, those that frame the text included; the file may say less
     * @return the first of the text's tokens in their frame (the last, if the file says so)
     * @throws IllegalArgumentException if the frame alone is more than the limit
     */
    public Tokens encode(String text, int limit) {
        int wanted = Math.min(limit, maxTokens) - framing.size();
        if (wanted < 0) {
            throw new IllegalArgumentException(
                    "the tokens around each text are " + framing.size() + ", more than the " + limit + " allowed");
        }
        Ids ids = new Ids();
        long read = keepsEnd ? text.length() : Math.max(4096, wanted * 8L);
        while (!encode(text, (int) Math.min(read, text.length()), wanted, ids)) {
            ids = new Ids();
            read *= 8;
        }
        int from = keepsEnd ? Math.max(0, ids.size() - wanted) : 0;
        int to = Math.min(ids.size(), from + wanted);
        return new Tokens(framing.around(ids.range(from, to)), to - from);
    }

    /** Encodes the beginning of a text; says whether that was enough. */
    private boolean encode(String text, int read, int wanted, Ids ids) {
        boolean all = read == text.length();
        int end = all || !Character.isHighSurrogate(text.charAt(read - 1)) ? read : read - 1;
        List<Object> pieces = pieces(Characters.whole(text.substring(0, end)));
        int longest = 0;
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i) instanceof Integer id) {
                ids.add(id);
            } else if (pieces.get(i) instanceof Piece piece) {
                longest = Math.max(longest, piece.text().length());
                vocabulary.tokens(piece.text(), ids);
            }
            if (!keepsEnd && ids.size() >= wanted && (all || i < pieces.size() - UNSURE)) {
                return true;
            }
        }
        return all || longest >= LONG_PIECE && ids.size() - UNSURE_TOKENS >= wanted;
    }

    /** Pieces, and the ids of added tokens between them. */
    private List<Object> pieces(String text) {
        List<Object> pieces = new ArrayList<>();
        asTheyStand.find(text, new AddedTokens.Stretches() {
            @Override
            public void text(int from, int to) {
                normalize(text.substring(from, to), from == 0, pieces);
            }

            @Override
            public void token(int id) {
                pieces.add(id);
            }
        });
        return pieces;
    }

    private void normalize(String stretch, boolean first, List<Object> pieces) {
        String text = normalization.apply(stretch);
        boolean cutOff =
                !text.isEmpty() && Characters.isSpace(stretch.charAt(0)) && Character.isLetterOrDigit(text.charAt(0));
        normalized.find(text, new AddedTokens.Stretches() {
            @Override
            public void text(int from, int to) {
                List<Piece> cut = new ArrayList<>();
                preTokenization.cut(new Piece(text.substring(from, to), first && from == 0 && !cutOff), cut);
                pieces.addAll(cut);
            }

            @Override
            public void token(int id) {
                pieces.add(id);
            }
        });
    }
}
