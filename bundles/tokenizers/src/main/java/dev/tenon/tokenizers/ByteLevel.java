// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Writes each byte of a text's UTF-8 as one visible character, so that nothing is unknown (GPT-2). */
final class ByteLevel implements PreTokenization {
    private static final Finder WORDS = Finder.of(Pattern.compile(
            "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS));
    private static final char[] SHOWN = shown();

    private final boolean space;
    private final boolean split;

    private ByteLevel(boolean space, boolean split) {
        this.space = space;
        this.split = split;
    }

    static ByteLevel read(Part part) {
        return new ByteLevel(part.flag("add_prefix_space", true), part.flag("use_regex", true));
    }

    /** Bytes that are printable in Latin-1 stand for themselves, the others for the characters from U+0100 on. */
    private static char[] shown() {
        char[] shown = new char[256];
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = b >= '!' && b <= '~' || b >= 0xA1 && b != 0xAD;
            shown[b] = (char) (printable ? b : next++);
        }
        return shown;
    }

    @Override
    public void cut(Piece piece, List<Piece> pieces) {
        Piece whole = space && !piece.text().startsWith(" ") ? piece.with(" " + piece.text()) : piece;
        List<Piece> words = new ArrayList<>();
        if (split) {
            Cutting.ISOLATED.cut(whole, WORDS, false, words);
        } else {
            words.add(whole);
        }
        words.forEach(word -> pieces.add(word.with(bytes(word.text()))));
    }

    private static String bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        char[] chars = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            chars[i] = SHOWN[bytes[i] & 0xFF];
        }
        return new String(chars);
    }
}
