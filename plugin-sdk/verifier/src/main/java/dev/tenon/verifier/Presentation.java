// SPDX-License-Identifier: Apache-2.0
package dev.tenon.verifier;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** What a catalogue shows of a plugin besides the manifest's words. */
final class Presentation {
    private final JarEntries jar;
    private final Findings findings;

    Presentation(JarEntries jar, Findings findings) {
        this.jar = jar;
        this.findings = findings;
    }

    Optional<Icon> icon(String path) throws IOException {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> bytes = jar.bytes(path, Limits.ICON_BYTES);
        if (bytes.isEmpty()) {
            findings.add("bad-icon", "the icon " + JarEntries.printable(path) + " is missing or too large", "64 KiB");
            return Optional.empty();
        }
        Optional<String> type = type(path.toLowerCase(Locale.ROOT), bytes.get());
        if (type.isEmpty()) {
            findings.add(
                    "bad-icon",
                    "the icon " + JarEntries.printable(path) + " is neither SVG nor PNG",
                    "use one of them");
        }
        return type.map(mediaType -> new Icon(mediaType, bytes.get()));
    }

    private static Optional<String> type(String path, byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.ISO_8859_1);
        if (path.endsWith(".png") && head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of("image/png");
        }
        if (path.endsWith(".svg") && head.contains("<svg")) {
            return Optional.of("image/svg+xml");
        }
        return Optional.empty();
    }

    Optional<String> docs(String path) throws IOException {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> bytes = jar.bytes(path, Limits.DOCS_BYTES);
        if (bytes.isEmpty()) {
            findings.add("bad-docs", "the page " + JarEntries.printable(path) + " is missing or too large", "256 KiB");
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.get()))
                    .toString());
        } catch (CharacterCodingException e) {
            findings.add("bad-docs", "the page " + JarEntries.printable(path) + " is not UTF-8", "save it as UTF-8");
            return Optional.empty();
        }
    }
}
