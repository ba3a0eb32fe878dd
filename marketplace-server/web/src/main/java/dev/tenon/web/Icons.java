// SPDX-License-Identifier: Apache-2.0
package dev.tenon.web;

import dev.tenon.catalog.format.Release;
import java.util.List;
import java.util.Locale;

/** Pictures of plugins; one that brings none gets its initial on a tile. */
final class Icons {
    private static final List<String> TILES =
            List.of("#8a4b1f", "#2f6f5e", "#3c5a8c", "#7a3b5d", "#5d6b1e", "#8c6d1f", "#4b4f8f");

    private Icons() {}

    /** With the release's digest: another jar is another picture, whatever a browser remembers of this address. */
    static String address(Release release) {
        return "/plugins/" + release.id() + "/icon?v=" + release.sha256().substring(0, 12);
    }

    static String tile(Release release) {
        String name = release.name().isEmpty() ? release.id() : release.name();
        String initial = new String(Character.toChars(name.codePointAt(0))).toUpperCase(Locale.ROOT);
        String colour = TILES.get(Math.floorMod(release.id().hashCode(), TILES.size()));
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\"><rect width=\"64\" height=\"64\" fill=\""
                + colour + "\"/><text x=\"32\" y=\"43\" font-family=\"Georgia,serif\" font-size=\"32\" fill=\"#fff\""
                + " text-anchor=\"middle\">" + Html.escape(initial).markup() + "</text></svg>";
    }
}
