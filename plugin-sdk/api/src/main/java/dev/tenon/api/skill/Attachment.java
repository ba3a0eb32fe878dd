// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.skill;

import java.nio.ByteBuffer;

/**
 * A picture or a sound that came with a request.
 *
 * @param mediaType as its sender named it, lower case ({@code image/jpeg}); a claim, not a proof
 * @param content the bytes; {@link #content()} always returns a fresh read-only view
 */
public record Attachment(String mediaType, ByteBuffer content) {
    /** Keeps a read-only view. */
    public Attachment {
        content = content.asReadOnlyBuffer();
    }

    /**
     * Returns the bytes.
     *
     * @return a read-only view with a position of its own
     */
    @Override
    public ByteBuffer content() {
        return content.duplicate();
    }
}
