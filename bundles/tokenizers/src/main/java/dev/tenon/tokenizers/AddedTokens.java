// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Tokens beside the vocabulary that are found before a text is cut: the file's {@code added_tokens}. */
final class AddedTokens {
    /**
     * One of them.
     *
     * @param content as it stands in a text
     * @param word whether it must stand alone
     * @param left whether it takes the spaces before it
     * @param right whether it takes the spaces after it
     * @param normalized whether it is looked for in the normalized text
     */
    private record Added(int id, String content, boolean word, boolean left, boolean right, boolean normalized) {}

    /** Hears of the stretches of a text. */
    interface Stretches {
        /** No token: from, to. */
        void text(int from, int to);

        void token(int id);
    }

    private final List<Added> tokens;
    private final Trie trie = new Trie();

    private AddedTokens(List<Added> tokens) {
        this.tokens = tokens;
        for (int i = 0; i < tokens.size(); i++) {
            trie.put(tokens.get(i).content(), i);
        }
    }

    /**
     * Reads those that are looked for in the text as it came, or as it was normalized.
     *
     * @param normalization what is done to the text, and therefore to them
     */
    static AddedTokens read(Part file, boolean normalized, UnaryOperator<String> normalization) {
        List<Added> tokens = new ArrayList<>();
        for (Part part : file.has("added_tokens") ? file.parts("added_tokens") : List.<Part>of()) {
            String content = part.text("content");
            Added added = new Added(
                    part.number("id"),
                    normalized ? normalization.apply(content) : content,
                    part.flag("single_word", false),
                    part.flag("lstrip", false),
                    part.flag("rstrip", false),
                    part.flag("normalized", !part.flag("special", false)));
            if (added.normalized() == normalized && !added.content().isEmpty()) {
                tokens.add(added);
            }
        }
        return new AddedTokens(tokens);
    }

    /** Goes through a text; of several tokens that begin at a place the longest counts. */
    void find(String text, Stretches stretches) {
        int done = 0;
        for (int at = 0; !tokens.isEmpty() && at < text.length(); ) {
            int found = longest(text, at);
            if (found == Trie.NOWHERE) {
                at++;
                continue;
            }
            Added token = tokens.get(found);
            int from = at;
            int to = at + token.content().length();
            at = to;
            if (token.word() && !standsAlone(text, from, to)) {
                continue;
            }
            while (token.left() && from > done && Characters.isSpace(text.charAt(from - 1))) {
                from--;
            }
            while (token.right() && to < text.length() && Characters.isSpace(text.charAt(to))) {
                to++;
            }
            if (done < from) {
                stretches.text(done, from);
            }
            stretches.token(token.id());
            done = to;
            at = to;
        }
        if (done < text.length()) {
            stretches.text(done, text.length());
        }
    }

    private int longest(String text, int at) {
        int found = Trie.NOWHERE;
        int node = Trie.ROOT;
        for (int i = at; i < text.length(); i++) {
            node = trie.step(node, text.charAt(i));
            if (node == Trie.NOWHERE) {
                break;
            }
            if (trie.value(node) != Trie.NOWHERE) {
                found = trie.value(node);
            }
        }
        return found;
    }

    private static boolean standsAlone(String text, int from, int to) {
        return (from == 0 || !Characters.isWord(text.codePointBefore(from)))
                && (to == text.length() || !Characters.isWord(text.codePointAt(to)));
    }
}
