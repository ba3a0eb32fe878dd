// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Git leaves in the place of a large file that was not fetched. */
final class LfsPointer {
    private static final String HEAD = "version https://git-lfs.github.com/spec/";

    private LfsPointer() {}

    /**
     * Refuses a file that is one.
     *
     * @throws ModelRefusedException if it is
     */
    static void refuse(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD.length());
        }
        if (new String(head, StandardCharsets.ISO_8859_1).equals(HEAD)) {
            throw new ModelRefusedException(
                    Reason.UNSUPPORTED,
                    file.getFileName() + ": this is a Git LFS pointer, not the model: fetch the model itself ('git lfs"
                            + " pull', or its download address)");
        }
    }
}
