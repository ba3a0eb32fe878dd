// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.model;

/**
 * How a text becomes a vector: its tokens are what the model reads, and what the model gives for them is made one vector
 * of unit length.
 *
 * @param tokenizer name of the file beside the model that says how a text is cut into tokens ({@code tokenizer.json} as
 *     model hubs have it), without a path
 * @param pooling how the vectors of the tokens become the vector of the text
 * @param maxTokens how many tokens the model reads, those that frame the text included, 1 to 65,536; the rest of a
 *     longer text is not read
 * @param prefix what is put before each text, at most 200 characters, mostly nothing ({@code "query: "})
 */
public record TextEncoding(String tokenizer, Pooling pooling, int maxTokens, String prefix) {
    /** How the vectors of the tokens become the vector of the text. */
    public enum Pooling {
        /** Their mean. */
        MEAN,
        /** The vector of the first token. */
        CLS,
        /** The greatest value in each dimension. */
        MAX,
        /** Not at all: the model gives one vector per text. */
        NONE
    }

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the tokenizer is no name of a file, or a value is out of range
     */
    public TextEncoding {
        if (!tokenizer.matches("[A-Za-z0-9_][A-Za-z0-9._+ -]{0,127}")) {
            throw new IllegalArgumentException(
                    "tokenizer must be the name of a file beside the model: '" + tokenizer + "'");
        }
        if (maxTokens < 1 || maxTokens > 65_536) {
            throw new IllegalArgumentException("maxTokens must be 1 to 65536: " + maxTokens);
        }
        if (prefix.length() > 200) {
            throw new IllegalArgumentException("prefix must have at most 200 characters, it has " + prefix.length());
        }
    }
}
