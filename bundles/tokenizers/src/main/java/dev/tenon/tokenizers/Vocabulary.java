// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

/** Cuts pieces into tokens: the file's {@code model}. Immutable. */
interface Vocabulary {
    /** Adds the tokens of a piece, which is not empty. */
    void tokens(String piece, Ids ids);

    /** The id of a token, or {@link Trie#NOWHERE}. */
    int id(String token);

    static Vocabulary read(Part part) {
        String type = part.has("type") ? part.type() : guessed(part);
        return switch (type) {
            case "WordPiece" -> WordPiece.read(part);
            case "Unigram" -> Unigram.read(part);
            case "BPE" -> BytePairs.read(part);
            case "WordLevel" -> WordLevel.read(part);
            default -> throw part.unknown("model");
        };
    }

    /** Files of old leave the type out. */
    private static String guessed(Part part) {
        if (part.has("merges")) {
            return "BPE";
        }
        if (part.node().path("vocab").isArray()) {
            return "Unigram";
        }
        return part.has("max_input_chars_per_word") ? "WordPiece" : "WordLevel";
    }

    /** A vocabulary of tokens with their ids. */
    static Trie words(Part part) {
        Part vocabulary = part.part("vocab");
        Trie trie = new Trie();
        vocabulary
                .node()
                .properties()
                .forEach(entry -> trie.put(
                        entry.getKey(), Part.number(entry.getValue(), vocabulary.place() + "/" + entry.getKey())));
        return trie;
    }
}
