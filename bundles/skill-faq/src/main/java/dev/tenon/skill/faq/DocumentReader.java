// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads one document. Thread-safe. */
final class DocumentReader {
    /** A file that begins with this line is for the operator and never an answer. */
    static final String NOT_READ = "<!-- tenon: not for answers -->";

    private final MarkdownReader markdown = new MarkdownReader();
    private final long maxBytes;

    DocumentReader(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Whether a name is a document's. */
    static boolean isDocument(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".txt") || isMarkdown(name);
    }

    private static boolean isMarkdown(String name) {
        return name.endsWith(".md") || name.endsWith(".markdown");
    }

    List<Passage> passages(Path file, String name) throws IOException, SkippedException {
        String text = text(file);
        if (text.startsWith(NOT_READ)) {
            return List.of();
        }
        List<Section> sections =
                isMarkdown(name.toLowerCase(Locale.ROOT)) ? markdown.sections(text) : PlainTextReader.sections(text);
        return PassageCutter.passages(name, sections);
    }

    private String text(Path file) throws IOException, SkippedException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes((int) maxBytes + 1);
        }
        if (bytes.length > maxBytes) {
            throw new SkippedException("larger than " + maxBytes + " bytes: divide it");
        }
        String text = decoded(bytes);
        if (text.indexOf('\0') >= 0) {
            throw new SkippedException("no text: it has zero bytes");
        }
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return content.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static String decoded(byte[] bytes) throws SkippedException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, false);
        if (result.isError()) {
            throw new SkippedException("not UTF-8 at byte " + in.position() + ": save it as UTF-8");
        }
        if (in.hasRemaining()) {
            throw new SkippedException("ends in the middle of a character: copy it again, whole and as UTF-8");
        }
        return out.flip().toString();
    }
}
