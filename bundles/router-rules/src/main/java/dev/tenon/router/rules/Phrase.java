// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * One alternative of a rule: whole words in their order, anywhere in the request. A {@code *} stands for anything or
 * nothing; where it touches a word, the word may go on.
 */
final class Phrase {
    private final List<Piece> pieces;

    /** Words between two stars, and whether each end must be the end of a word. */
    private record Piece(String words, boolean endsLeft, boolean endsRight) {
        /** Where the first occurrence from a place on ends, or -1. */
        int endIn(String plain, int from) {
            for (int at = plain.indexOf(words, from); at >= 0; at = plain.indexOf(words, at + 1)) {
                int end = at + words.length();
                if (!(endsLeft && Plain.insideWord(plain, at)) && !(endsRight && Plain.insideWord(plain, end))) {
                    return end;
                }
            }
            return -1;
        }
    }

    private Phrase(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /**
     * Reads an alternative.
     *
     * @throws IllegalArgumentException if it holds neither a word nor a star
     */
    static Phrase of(String pattern) {
        String[] parts = pattern.strip().split("\\*", -1);
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            String words = Plain.of(part);
            if (words.isEmpty() && (!part.isBlank() || parts.length == 1)) {
                throw new IllegalArgumentException("there is no word in '" + pattern.strip() + "'");
            }
            if (!words.isEmpty()) {
                boolean touchesLeft = i > 0 && !Character.isWhitespace(part.charAt(0));
                boolean touchesRight = i < parts.length - 1 && !Character.isWhitespace(part.charAt(part.length() - 1));
                pieces.add(new Piece(words, !touchesLeft, !touchesRight));
            }
        }
        return new Phrase(pieces);
    }

    /** Whether the request holds it. The first place of each piece is as good as any, so no place is tried twice. */
    boolean isIn(String plain) {
        int from = 0;
        for (Piece piece : pieces) {
            from = piece.endIn(plain, from);
            if (from < 0) {
                return false;
            }
        }
        return true;
    }
}
