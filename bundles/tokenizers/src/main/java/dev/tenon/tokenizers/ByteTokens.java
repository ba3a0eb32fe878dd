// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The tokens {@code <0x00>} to {@code <0xFF>} that spell what no other token does. */
final class ByteTokens {
    private ByteTokens() {}

    /** Their ids; empty unless the vocabulary has all 256. */
    static Optional<int[]> of(Trie words) {
        int[] ids = new int[256];
        for (int b = 0; b < ids.length; b++) {
            ids[b] = words.get(String.format(Locale.ROOT, "<0x%02X>", b));
            if (ids[b] == Trie.NOWHERE) {
                return Optional.empty();
            }
        }
        return Optional.of(ids);
    }

    static void add(String text, int[] tokens, Ids ids) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            ids.add(tokens[b & 0xFF]);
        }
    }
}
