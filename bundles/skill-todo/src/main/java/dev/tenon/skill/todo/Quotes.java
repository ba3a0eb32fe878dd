// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

/** The quotes that people put around what they mean literally. */
final class Quotes {
    private static final String OPENING = "\"'“‘「『";
    private static final String CLOSING = "\"'”’」』";

    private Quotes() {}

    /** A text without quotes around the whole of it. */
    static String without(String said) {
        int kind = said.length() > 2 ? OPENING.indexOf(said.charAt(0)) : -1;
        boolean quoted = kind >= 0 && CLOSING.charAt(kind) == said.charAt(said.length() - 1);
        return quoted ? said.substring(1, said.length() - 1).strip() : said;
    }
}
