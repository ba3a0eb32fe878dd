// SPDX-License-Identifier: Apache-2.0
package dev.tenon.web;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Text that is HTML already. Whatever else comes into a page is escaped, so only what was made here can be markup.
 *
 * @param markup well-formed HTML
 */
record Html(String markup) {
    static final Html NONE = new Html("");

    /** Safe as text and inside a double-quoted attribute. */
    static Html escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return new Html(out.toString());
    }

    static Html join(Collection<Html> parts) {
        return new Html(parts.stream().map(Html::markup).collect(Collectors.joining()));
    }
}
