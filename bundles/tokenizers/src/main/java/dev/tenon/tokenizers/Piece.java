// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

/**
 * A stretch of a text that is being cut.
 *
 * @param text never empty
 * @param first whether the text begins with it
 */
record Piece(String text, boolean first) {
    Piece part(int from, int to) {
        return from == 0 && to == text.length() ? this : new Piece(text.substring(from, to), first && from == 0);
    }

    Piece with(String other) {
        return new Piece(other, first);
    }
}
