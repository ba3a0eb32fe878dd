// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

/** Each piece is one token or unknown. */
final class WordLevel implements Vocabulary {
    private final Trie words;
    private final int unknown;

    private WordLevel(Trie words, int unknown) {
        this.words = words;
        this.unknown = unknown;
    }

    static WordLevel read(Part part) {
        Trie words = Vocabulary.words(part);
        return new WordLevel(words, unknown(part, words));
    }

    /** The token that stands for what no token stands for. */
    static int unknown(Part part, Trie words) {
        String name = part.text("unk_token");
        int unknown = words.get(name);
        if (unknown == Trie.NOWHERE) {
            throw part.refusal("the vocabulary lacks its unk_token '" + name + "'");
        }
        return unknown;
    }

    @Override
    public void tokens(String piece, Ids ids) {
        int id = words.get(piece);
        ids.add(id == Trie.NOWHERE ? unknown : id);
    }

    @Override
    public int id(String token) {
        return words.get(token);
    }
}
