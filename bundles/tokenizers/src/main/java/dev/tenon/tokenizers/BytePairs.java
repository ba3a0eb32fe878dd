// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Begins with single characters and joins neighbours in the order in which training joined them (BPE). */
final class BytePairs implements Vocabulary {
    private final Trie words;
    private final Map<Long, Long> merges;
    private final int unknown;
    private final boolean fuseUnknown;
    private final boolean ignoreMerges;
    private final String prefix;
    private final String suffix;
    private final Optional<int[]> bytes;

    private BytePairs(Part part, Trie words) {
        this.words = words;
        this.prefix = part.optionalText("continuing_subword_prefix").orElse("");
        this.suffix = part.optionalText("end_of_word_suffix").orElse("");
        this.merges = merges(part, words, prefix);
        this.unknown = part.has("unk_token") ? WordLevel.unknown(part, words) : Trie.NOWHERE;
        this.fuseUnknown = part.flag("fuse_unk", false);
        this.ignoreMerges = part.flag("ignore_merges", false);
        this.bytes = part.flag("byte_fallback", false) ? ByteTokens.of(words) : Optional.empty();
    }

    static BytePairs read(Part part) {
        if (part.node().path("dropout").asDouble(0) != 0) {
            throw new TokenizerFormatException(
                    part.place() + "/dropout", "dropout is for training: the same text must give the same tokens");
        }
        return new BytePairs(part, Vocabulary.words(part));
    }

    /** From two ids to the rank of their merge and the id of what it gives. */
    private static Map<Long, Long> merges(Part part, Trie words, String prefix) {
        JsonNode list = part.array("merges");
        Map<Long, Long> merges = new HashMap<>(list.size() * 2);
        int rank = 0;
        for (JsonNode entry : list) {
            String text = entry.textValue();
            int space = text == null ? -1 : text.indexOf(' ');
            String left = space > 0 ? text.substring(0, space) : entry.path(0).asText();
            String right = space > 0 ? text.substring(space + 1) : entry.path(1).asText();
            String both = left + (right.startsWith(prefix) ? right.substring(prefix.length()) : right);
            int leftId = words.get(left);
            int rightId = words.get(right);
            int id = words.get(both);
            if (left.isEmpty() || leftId == Trie.NOWHERE || rightId == Trie.NOWHERE || id == Trie.NOWHERE) {
                throw new TokenizerFormatException(
                        part.place() + "/merges/" + rank, "the merge does not fit the vocabulary");
            }
            merges.put(pair(leftId, rightId), pair(rank, id));
            rank++;
        }
        return merges;
    }

    private static long pair(int high, int low) {
        return (long) high << 32 | low;
    }

    @Override
    public void tokens(String piece, Ids ids) {
        int whole = ignoreMerges ? words.get(piece) : Trie.NOWHERE;
        if (whole != Trie.NOWHERE) {
            ids.add(whole);
            return;
        }
        Ids symbols = new Ids();
        spell(piece, symbols);
        new Merging(symbols.range(0, symbols.size()), merges).run(ids);
    }

    private void spell(String piece, Ids symbols) {
        boolean pending = false;
        for (int at = 0; at < piece.length(); ) {
            int next = at + Character.charCount(piece.codePointAt(at));
            String symbol = (at > 0 ? prefix : "") + piece.substring(at, next) + (next == piece.length() ? suffix : "");
            int id = words.get(symbol);
            if (id != Trie.NOWHERE) {
                symbols.add(id);
            } else if (bytes.isPresent()) {
                ByteTokens.add(symbol, bytes.get(), symbols);
            } else if (unknown != Trie.NOWHERE && !(fuseUnknown && pending)) {
                symbols.add(unknown);
            }
            pending = id == Trie.NOWHERE;
            at = next;
        }
    }

    @Override
    public int id(String token) {
        return words.get(token);
    }
}
