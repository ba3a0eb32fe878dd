// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import dev.tenon.wording.ChineseText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A turn of phrase that is matched from end to end.
 *
 * @param pattern with named groups for what is meant
 * @param confidence how sure it is that a request of this form means it
 */
record Phrase(Pattern pattern, double confidence) {
    private static final Pattern PART = Pattern.compile("\\{([a-z]++)}");

    /**
     * Reads phrases.
     *
     * @param parts regular expressions that stand for {@code {name}}
     * @param lines a confidence, a blank and a regular expression each; a blank in it is any white space
     */
    static List<Phrase> list(Map<String, String> parts, String lines) {
        return lines.lines()
                .filter(line -> !line.isBlank())
                .map(line -> new Phrase(
                        compile(parts, line.substring(line.indexOf(' ') + 1)),
                        Double.parseDouble(line.substring(0, line.indexOf(' ')))))
                .toList();
    }

    private static Pattern compile(Map<String, String> parts, String template) {
        String whole = template;
        for (Matcher part = PART.matcher(whole); part.find(); part = PART.matcher(whole)) {
            String name = part.group(1);
            whole = part.replaceFirst(Matcher.quoteReplacement(
                    Optional.ofNullable(parts.get(name)).orElseThrow(() -> new IllegalArgumentException(name))));
        }
        return Pattern.compile(
                whole.replace("什么", "(?:什么|啥)").replace(" ", "\\s{1,5}").replace("'", "['’]"),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    /** Matches a core from end to end, whichever script it is written in. */
    Matcher matcher(String core) {
        return pattern.matcher(ChineseText.plain(core));
    }

    /** What a group of this phrase holds, as it stands in the core. */
    Optional<String> group(Matcher match, String core, String name) {
        return pattern.pattern().contains("(?<" + name + ">") && match.start(name) >= 0
                ? Optional.of(core.substring(match.start(name), match.end(name)).strip())
                        .filter(value -> !value.isEmpty())
                : Optional.empty();
    }
}
