// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a text is cut into the pieces that the model then cuts into tokens: the file's {@code pre_tokenizer}. */
@FunctionalInterface
interface PreTokenization {
    /** Adds what the piece is cut into. */
    void cut(Piece piece, List<Piece> pieces);

    static PreTokenization read(Optional<Part> part) {
        return part.map(PreTokenization::read).orElse((piece, pieces) -> pieces.add(piece));
    }

    private static PreTokenization read(Part part) {
        return switch (part.type()) {
            case "Sequence" ->
                sequence(part.parts("pretokenizers").stream()
                        .map(PreTokenization::read)
                        .toList());
            case "BertPreTokenizer" ->
                sequence(List.of(
                        by(Finder.of(Characters::isSpace), Cutting.REMOVED),
                        by(Finder.of(Characters::isPunctuation), Cutting.ISOLATED)));
            case "Whitespace" -> {
                Pattern words = Pattern.compile("\\w+|[^\\w\\s]+", Pattern.UNICODE_CHARACTER_CLASS);
                yield (piece, pieces) -> Cutting.REMOVED.cut(piece, Finder.of(words), true, pieces);
            }
            case "WhitespaceSplit" -> by(Finder.of(Characters::isSpace), Cutting.REMOVED);
            case "Punctuation" -> by(Finder.of(Characters::isPunctuation), Cutting.read(part, Cutting.ISOLATED));
            case "Digits" ->
                by(
                        Finder.of(Characters::isNumber),
                        part.flag("individual_digits", false) ? Cutting.ISOLATED : Cutting.CONTIGUOUS);
            case "Metaspace" -> Metaspace.read(part);
            case "ByteLevel" -> ByteLevel.read(part);
            case "Split" -> {
                Finder finder = Finder.read(part);
                Cutting cutting = Cutting.read(part, Cutting.ISOLATED);
                boolean invert = part.flag("invert", false);
                yield (piece, pieces) -> cutting.cut(piece, finder, invert, pieces);
            }
            default -> throw part.unknown("pre-tokenizer");
        };
    }

    private static PreTokenization by(Finder finder, Cutting cutting) {
        return (piece, pieces) -> cutting.cut(piece, finder, false, pieces);
    }

    private static PreTokenization sequence(List<PreTokenization> steps) {
        return (piece, pieces) -> {
            List<Piece> current = List.of(piece);
            for (PreTokenization step : steps) {
                List<Piece> next = new ArrayList<>();
                current.forEach(each -> step.cut(each, next));
                current = next;
            }
            pieces.addAll(current);
        };
    }
}
