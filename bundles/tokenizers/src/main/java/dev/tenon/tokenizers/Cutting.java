// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What becomes of the stretches that a {@link Finder} finds. */
enum Cutting {
    /** Each is a piece. */
    ISOLATED,
    /** They are dropped. */
    REMOVED,
    /** Neighbours are one piece. */
    CONTIGUOUS,
    /** Each ends the piece before it. */
    MERGEDWITHPREVIOUS,
    /** Each begins the piece after it. */
    MERGEDWITHNEXT;

    /** From, to. */
    private record Range(int from, int to, boolean found) {}

    static Cutting read(Part part, Cutting otherwise) {
        Optional<String> name = part.optionalText("behavior");
        if (name.isEmpty()) {
            return otherwise;
        }
        try {
            return valueOf(name.get().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new TokenizerFormatException(
                    part.place() + "/behavior", "the behavior '" + name.get() + "' is not known here", e);
        }
    }

    /** Cuts a piece. */
    void cut(Piece piece, Finder finder, boolean invert, List<Piece> pieces) {
        List<Range> ranges = new ArrayList<>();
        finder.find(piece.text(), (from, to, found) -> ranges.add(new Range(from, to, found != invert)));
        for (Range range : joined(ranges)) {
            if (range.from() < range.to() && !(this == REMOVED && range.found())) {
                pieces.add(piece.part(range.from(), range.to()));
            }
        }
    }

    private List<Range> joined(List<Range> ranges) {
        if (this == ISOLATED || this == REMOVED) {
            return ranges;
        }
        boolean backwards = this == MERGEDWITHNEXT;
        if (backwards) {
            Collections.reverse(ranges);
        }
        List<Range> joined = new ArrayList<>();
        boolean before = false;
        for (Range range : ranges) {
            boolean joins = this == CONTIGUOUS ? range.found() == before : range.found() && !before;
            if (joins && !joined.isEmpty()) {
                Range last = joined.remove(joined.size() - 1);
                joined.add(
                        new Range(Math.min(last.from(), range.from()), Math.max(last.to(), range.to()), last.found()));
            } else {
                joined.add(range);
            }
            before = range.found();
        }
        if (backwards) {
            Collections.reverse(joined);
        }
        return joined;
    }
}
