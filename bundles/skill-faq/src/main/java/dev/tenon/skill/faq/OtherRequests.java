// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import dev.tenon.wording.ChineseText;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Orders to do something: a document that speaks of the same subject is no answer to them. */
final class OtherRequests {
    private static final int LOOKED_AT = 300;
    private static final Pattern COURTESY = Pattern.compile(
            "^(?:(?:please|can you|could you|would you|will you|hey|hi|hello|ok|i want to|i'd like to|i need to)[, ]{1,3}){0,4}+");

    private final List<Pattern> patterns =
            Resources.lines("others.txt").stream().map(Pattern::compile).toList();

    boolean include(String request) {
        String text = ChineseText.plain(request.strip()).toLowerCase(Locale.ROOT);
        String beginning = text.substring(0, Math.min(LOOKED_AT, text.length()));
        String bare = COURTESY.matcher(beginning).replaceFirst("");
        return patterns.stream().anyMatch(pattern -> pattern.matcher(bare).lookingAt());
    }
}
