// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

import java.text.Normalizer.Form;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is done to a text before it is cut: the file's {@code normalizer}. */
final class Normalization {
    private Normalization() {}

    static UnaryOperator<String> read(Optional<Part> part) {
        return part.map(Normalization::read).orElse(UnaryOperator.identity());
    }

    private static UnaryOperator<String> read(Part part) {
        return switch (part.type()) {
            case "Sequence" ->
                sequence(part.parts("normalizers").stream()
                        .map(Normalization::read)
                        .toList());
            case "BertNormalizer" -> bert(part);
            case "Lowercase" -> Characters::lower;
            case "StripAccents" -> text -> Characters.without(text, Characters::isMark);
            case "NFC" -> text -> Characters.normal(text, Form.NFC);
            case "NFD" -> text -> Characters.normal(text, Form.NFD);
            case "NFKC", "Precompiled" -> text -> Characters.normal(text, Form.NFKC);
            case "NFKD" -> text -> Characters.normal(text, Form.NFKD);
            case "Strip" -> {
                boolean left = part.flag("strip_left", true);
                boolean right = part.flag("strip_right", true);
                yield text -> strip(text, left, right);
            }
            case "Replace" -> {
                Finder finder = Finder.read(part);
                String content = part.text("content");
                yield text -> replace(text, finder, content);
            }
            case "Prepend" -> {
                String before = part.text("prepend");
                yield text -> text.isEmpty() ? text : before + text;
            }
            default -> throw part.unknown("normalizer");
        };
    }

    private static UnaryOperator<String> sequence(List<UnaryOperator<String>> steps) {
        return text -> {
            String result = text;
            for (UnaryOperator<String> step : steps) {
                result = step.apply(result);
            }
            return result;
        };
    }

    private static UnaryOperator<String> bert(Part part) {
        boolean clean = part.flag("clean_text", true);
        boolean chinese = part.flag("handle_chinese_chars", true);
        boolean lower = part.flag("lowercase", true);
        boolean accents = part.flag("strip_accents", lower);
        return text -> {
            String result = clean ? clean(text) : text;
            result = chinese ? spaced(result) : result;
            result = accents ? Characters.without(Characters.normal(result, Form.NFD), Characters::isAccent) : result;
            return lower ? Characters.lower(result) : result;
        };
    }

    private static String clean(String text) {
        return Characters.each(text, (clean, c) -> {
            if (c != 0 && c != 0xFFFD && !Characters.isControl(c)) {
                clean.appendCodePoint(Characters.isSpace(c) ? ' ' : c);
            }
        });
    }

    private static String spaced(String text) {
        return Characters.each(text, (spaced, c) -> {
            if (Characters.isChinese(c)) {
                spaced.append(' ').appendCodePoint(c).append(' ');
            } else {
                spaced.appendCodePoint(c);
            }
        });
    }

    private static String strip(String text, boolean left, boolean right) {
        int from = 0;
        int to = text.length();
        while (left && from < to && Characters.isSpace(text.charAt(from))) {
            from++;
        }
        while (right && to > from && Characters.isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static String replace(String text, Finder finder, String content) {
        StringBuilder replaced = new StringBuilder(text.length());
        finder.find(text, (from, to, found) -> replaced.append(found ? content : text.substring(from, to)));
        return replaced.toString();
    }
}
