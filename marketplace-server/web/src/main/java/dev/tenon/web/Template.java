// SPDX-License-Identifier: Apache-2.0
package dev.tenon.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTML file with places for values, {@code ${name}}, and for words in the reader's language, {@code #{key}}.
 * Everything is escaped unless it is {@link Html}. Immutable.
 */
final class Template {
    private static final Pattern PLACE = Pattern.compile("([$#])\\{([a-zA-Z0-9.]+)}");

    private final List<Part> parts = new ArrayList<>();

    private record Part(Kind kind, String text) {}

    private enum Kind {
        MARKUP,
        VALUE,
        WORDS
    }

    private Template(String source) {
        Matcher places = PLACE.matcher(source);
        int from = 0;
        while (places.find()) {
            parts.add(new Part(Kind.MARKUP, source.substring(from, places.start())));
            parts.add(new Part(places.group(1).equals("$") ? Kind.VALUE : Kind.WORDS, places.group(2)));
            from = places.end();
        }
        parts.add(new Part(Kind.MARKUP, source.substring(from)));
    }

    static Template named(String file) {
        return new Template(Resources.text(file).strip());
    }

    /** Fills the places; a place without a value is a mistake of ours and says so. */
    Html fill(Messages words, Map<String, ?> values) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            switch (part.kind()) {
                case MARKUP -> out.append(part.text());
                case WORDS -> out.append(Html.escape(words.text(part.text())).markup());
                case VALUE -> out.append(value(part.text(), values.get(part.text())));
            }
        }
        return new Html(out.toString());
    }

    private static String value(String name, @Nullable Object value) {
        if (value instanceof Html html) {
            return html.markup();
        }
        if (value == null) {
            throw new IllegalStateException("a template wants the value '" + name + "'");
        }
        return Html.escape(value.toString()).markup();
    }
}
