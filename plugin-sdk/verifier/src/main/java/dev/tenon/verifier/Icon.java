// SPDX-License-Identifier: Apache-2.0
package dev.tenon.verifier;

import java.util.Arrays;

/** A picture of at most 64 KiB. Immutable. */
public final class Icon {
    private final String mediaType;
    private final byte[] bytes;

    Icon(String mediaType, byte[] bytes) {
        this.mediaType = mediaType;
        this.bytes = bytes.clone();
    }

    /**
     * Its kind.
     *
     * @return {@code image/svg+xml} or {@code image/png}
     */
    public String mediaType() {
        return mediaType;
    }

    /**
     * Its content.
     *
     * @return a copy
     */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, bytes.length);
    }
}
