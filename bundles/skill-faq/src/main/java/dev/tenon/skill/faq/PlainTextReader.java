// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads plain text: empty lines part paragraphs; a short line of its own without a full stop, or one that is underlined
 * with {@code ===} or {@code ---}, is a heading.
 */
final class PlainTextReader {
    private static final Pattern BLANK_LINES = Pattern.compile("\\R[ \\t\\u3000]*+(?:\\R[ \\t\\u3000]*+)++");
    private static final Pattern UNDERLINED =
            Pattern.compile("\\A([^\\r\\n]{1,100})\\R(?:={3,}|-{3,})[ \\t]*+(?:\\R|\\z)");
    private static final Pattern NO_HEADING = Pattern.compile(".*[.。!！;；,，、…]|(?i:q|a|问|答)\\d{0,3}\\s?[:：].*|[-*•·].*");
    private static final int LONGEST_HEADING = 60;

    private PlainTextReader() {}

    static List<Section> sections(String text) {
        Outline outline = new Outline();
        String[] paragraphs = BLANK_LINES.split(text.strip());
        for (int i = 0; i < paragraphs.length; i++) {
            String paragraph = paragraphs[i].strip();
            Matcher underlined = UNDERLINED.matcher(paragraph);
            if (underlined.find()) {
                outline.heading(i == 0 ? 1 : 2, underlined.group(1).strip());
                outline.block(paragraph.substring(underlined.end()));
            } else if (i + 1 < paragraphs.length && isHeading(paragraph)) {
                outline.heading(i == 0 ? 1 : 2, paragraph.replaceFirst("^#{1,6}\\s*", ""));
            } else {
                outline.block(paragraph);
            }
        }
        return outline.sections();
    }

    private static boolean isHeading(String paragraph) {
        return paragraph.length() <= LONGEST_HEADING
                && paragraph.lines().count() == 1
                && !NO_HEADING.matcher(paragraph).matches();
    }
}
