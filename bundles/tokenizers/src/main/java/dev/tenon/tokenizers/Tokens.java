// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

import java.util.Arrays;

/**
 * A text as a model reads it.
 *
 * @param ids of the tokens, those that frame the text included; not to be changed
 * @param ofText how many of them stand for the text itself: 0 for a text of spaces
 */
public record Tokens(int[] ids, int ofText) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Tokens that && ofText == that.ofText && Arrays.equals(ids, that.ids);
    }

    @Override
    public int hashCode() {
        return 31 * ofText + Arrays.hashCode(ids);
    }

    @Override
    public String toString() {
        return "Tokens" + Arrays.toString(ids);
    }
}
