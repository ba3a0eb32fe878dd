// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

/**
 * A {@code tokenizer.json} that cannot be followed: damaged, or with a part that is not known here. The message is one
 * line and names the part and its place in the file.
 */
public final class TokenizerFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String place;

    TokenizerFormatException(String place, String what) {
        super(what + " (at " + place + ")");
        this.place = place;
    }

    TokenizerFormatException(String place, String what, Throwable cause) {
        super(what + " (at " + place + ")", cause);
        this.place = place;
    }

    /**
     * Returns where it is.
     *
     * @return a JSON pointer (RFC 6901) such as {@code /normalizer/normalizers/0}
     */
    public String place() {
        return place;
    }
}
