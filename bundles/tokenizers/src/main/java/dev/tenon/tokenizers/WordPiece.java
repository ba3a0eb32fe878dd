// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

/** From the left the longest token each time; a word that cannot be spelt so is unknown as a whole (BERT). */
final class WordPiece implements Vocabulary {
    private final Trie words;
    private final int inside;
    private final int unknown;
    private final int maxCharacters;

    private WordPiece(Trie words, int inside, int unknown, int maxCharacters) {
        this.words = words;
        this.inside = inside;
        this.unknown = unknown;
        this.maxCharacters = maxCharacters;
    }

    static WordPiece read(Part part) {
        Trie words = Vocabulary.words(part);
        String prefix = part.optionalText("continuing_subword_prefix").orElse("##");
        return new WordPiece(
                words,
                words.walk(Trie.ROOT, prefix),
                WordLevel.unknown(part, words),
                part.number("max_input_chars_per_word", 100));
    }

    @Override
    public void tokens(String piece, Ids ids) {
        if (piece.length() > maxCharacters && piece.codePointCount(0, piece.length()) > maxCharacters) {
            ids.add(unknown);
            return;
        }
        Ids spelt = new Ids();
        for (int at = 0; at < piece.length(); ) {
            int node = at == 0 ? Trie.ROOT : inside;
            int found = Trie.NOWHERE;
            int end = at;
            for (int i = at; i < piece.length() && node != Trie.NOWHERE; ) {
                node = words.step(node, piece.charAt(i++));
                int value = words.value(node);
                if (value != Trie.NOWHERE) {
                    found = value;
                    end = i;
                }
            }
            if (found == Trie.NOWHERE) {
                ids.add(unknown);
                return;
            }
            spelt.add(found);
            at = end;
        }
        for (int id : spelt.range(0, spelt.size())) {
            ids.add(id);
        }
    }

    @Override
    public int id(String token) {
        return words.get(token);
    }
}
