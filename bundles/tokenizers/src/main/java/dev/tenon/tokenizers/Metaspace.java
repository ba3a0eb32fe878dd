// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

import java.util.List;

/** Makes spaces visible and, mostly, lets each begin a piece (SentencePiece). */
final class Metaspace implements PreTokenization {
    private enum Scheme {
        ALWAYS,
        FIRST,
        NEVER
    }

    private final String replacement;
    private final Finder finder;
    private final Scheme scheme;
    private final boolean split;

    private Metaspace(String replacement, Scheme scheme, boolean split) {
        this.replacement = replacement;
        this.finder = Finder.of(replacement);
        this.scheme = scheme;
        this.split = split;
    }

    static Metaspace read(Part part) {
        // Older files say add_prefix_space in place of prepend_scheme.
        String scheme =
                part.optionalText("prepend_scheme").orElse(part.flag("add_prefix_space", true) ? "always" : "never");
        return new Metaspace(
                part.optionalText("replacement").orElse("\u2581"),
                switch (scheme) {
                    case "always" -> Scheme.ALWAYS;
                    case "first" -> Scheme.FIRST;
                    case "never" -> Scheme.NEVER;
                    default -> throw part.refusal("the prepend_scheme '" + scheme + "' is not known here");
                },
                part.flag("split", true));
    }

    @Override
    public void cut(Piece piece, List<Piece> pieces) {
        String text = piece.text().replace(" ", replacement);
        boolean prepend = scheme == Scheme.ALWAYS || scheme == Scheme.FIRST && piece.first();
        Piece shown = piece.with(prepend && !text.startsWith(replacement) ? replacement + text : text);
        if (split) {
            Cutting.MERGEDWITHNEXT.cut(shown, finder, false, pieces);
        } else {
            pieces.add(shown);
        }
    }
}
