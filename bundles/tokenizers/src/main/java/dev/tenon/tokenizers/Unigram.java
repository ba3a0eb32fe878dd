// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;

/** The likeliest of all ways to spell a piece, by Viterbi's algorithm (SentencePiece). */
final class Unigram implements Vocabulary {
    /** How much less likely than the unlikeliest token a character is that none has. */
    private static final double UNKNOWN_PENALTY = 10;

    private final Trie words;
    private final double[] scores;
    private final int unknown;
    private final double unknownScore;
    private final Optional<int[]> bytes;

    private Unigram(Trie words, double[] scores, int unknown, double unknownScore, Optional<int[]> bytes) {
        this.words = words;
        this.scores = scores;
        this.unknown = unknown;
        this.unknownScore = unknownScore;
        this.bytes = bytes;
    }

    static Unigram read(Part part) {
        JsonNode vocabulary = part.array("vocab");
        double[] scores = new double[vocabulary.size()];
        Trie words = new Trie();
        for (int id = 0; id < scores.length; id++) {
            JsonNode entry = vocabulary.get(id);
            if (!entry.path(0).isTextual() || !entry.path(1).isNumber()) {
                throw new TokenizerFormatException(part.place() + "/vocab/" + id, "a token and its score are needed");
            }
            words.put(entry.get(0).textValue(), id);
            scores[id] = entry.get(1).doubleValue();
        }
        int unknown = part.number("unk_id");
        if (unknown >= scores.length) {
            throw new TokenizerFormatException(part.place() + "/unk_id", "the vocabulary has no token " + unknown);
        }
        double lowest = Arrays.stream(scores).min().orElse(0);
        return new Unigram(
                words,
                scores,
                unknown,
                lowest - UNKNOWN_PENALTY,
                part.flag("byte_fallback", false) ? ByteTokens.of(words) : Optional.empty());
    }

    @Override
    public void tokens(String piece, Ids ids) {
        int length = piece.length();
        int[] from = new int[length + 1];
        int[] token = new int[length + 1];
        double[] score = new double[length + 1];
        Arrays.fill(from, -1);
        for (int at = 0; at < length; ) {
            int next = at + Character.charCount(piece.codePointAt(at));
            boolean single = false;
            int node = Trie.ROOT;
            for (int i = at; i < length; ) {
                node = words.step(node, piece.charAt(i++));
                if (node == Trie.NOWHERE) {
                    break;
                }
                int id = words.value(node);
                if (id != Trie.NOWHERE) {
                    single |= i == next;
                    offer(from, token, score, at, i, id, scores[id]);
                }
            }
            if (!single) {
                offer(from, token, score, at, next, unknown, unknownScore);
            }
            at = next;
        }
        add(piece, from, token, ids);
    }

    private static void offer(int[] from, int[] token, double[] score, int at, int end, int id, double by) {
        double total = score[at] + by;
        if (from[end] < 0 || total > score[end]) {
            from[end] = at;
            token[end] = id;
            score[end] = total;
        }
    }

    /** Follows the best path; unknown neighbours are one token. */
    private void add(String piece, int[] from, int[] token, Ids ids) {
        int[] ends = new int[piece.length()];
        int count = 0;
        for (int end = piece.length(); end > 0; end = from[end]) {
            boolean joins = count > 0 && token[end] == unknown && token[ends[count - 1]] == unknown;
            if (joins) {
                from[ends[count - 1]] = from[end];
            } else {
                ends[count++] = end;
            }
        }
        while (count-- > 0) {
            int end = ends[count];
            if (token[end] == unknown) {
                unknown(piece.substring(from[end], end), ids);
            } else {
                ids.add(token[end]);
            }
        }
    }

    private void unknown(String text, Ids ids) {
        int known = words.get(text);
        if (known != Trie.NOWHERE) {
            ids.add(known);
        } else if (bytes.isPresent()) {
            ByteTokens.add(text, bytes.get(), ids);
        } else {
            ids.add(unknown);
        }
    }

    @Override
    public int id(String token) {
        return words.get(token);
    }
}
