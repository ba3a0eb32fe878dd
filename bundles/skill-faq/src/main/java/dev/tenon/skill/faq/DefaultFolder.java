// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of a plugin whose operator has named none. */
final class DefaultFolder {
    private static final String HINT = DocumentReader.NOT_READ + """


            # Documents to answer from

            Put Markdown (.md) and text (.txt) files into this folder, in UTF-8, at most 2 MB each. The assistant answers
            from them and names file and heading; changes are seen within seconds. Headings, paragraphs and pairs of
            "Q:" and "A:" lines part one answer from the next.

            This file is not an answer: files that begin with its first line are not read.
            """;

    private DefaultFolder() {}

    /**
     * Names the folder and makes it if it is new.
     *
     * @throws UncheckedIOException if it cannot be made
     */
    static Path in(Path data) {
        Path folder = data.resolve("documents");
        try {
            if (!Files.exists(folder)) {
                Files.createDirectories(folder);
                Files.writeString(folder.resolve("README.md"), HINT);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
