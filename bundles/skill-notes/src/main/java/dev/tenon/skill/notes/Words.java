// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

import dev.tenon.wording.ChineseText;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Words that a text is searched for: all must be in it, those of letters at the beginning of a word. */
final class Words {
    static final int MAX_LENGTH = 200;

    private static final Set<String> SMALL =
            Set.of("a an the my our your of to and in on at for about is are that this it with".split(" "));
    private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private final String whole;
    private final List<String> parts;

    Words(String said) {
        whole = plain(said);
        List<String> all =
                Arrays.stream(whole.split(" ")).filter(part -> !part.isEmpty()).toList();
        List<String> telling =
                all.stream().filter(part -> !SMALL.contains(part)).toList();
        parts = telling.isEmpty() ? all : telling;
    }

    boolean isIn(String text) {
        String plain = " " + plain(text);
        return !parts.isEmpty()
                && parts.stream()
                        .allMatch(part -> plain.contains(HAN.matcher(part).find() ? part : " " + part));
    }

    /** Whether a text is these words and no others. */
    boolean are(String text) {
        return whole.equals(plain(text));
    }

    private static String plain(String text) {
        String folded = ChineseText.plain(
                Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
        return GAPS.matcher(folded).replaceAll(" ").strip();
    }
}
