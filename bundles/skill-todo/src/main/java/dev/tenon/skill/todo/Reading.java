// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Understanding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which entry a request names. */
final class Reading {
    static final int MAX_LENGTH = 300;

    /** What says no word of any entry. */
    private static final Pattern ANY = Pattern.compile(
            "(?:(?:all|any|every|everything|anything|my|me|the|them|it|this|that|these|some(?:thing)?|one|a|of"
                    + "|tasks?|to-?dos?|items?|list|entry|entries)(?: |$)){1,5}"
                    + "|(?:所有|全部|我|这|那|一些|它|整个|[几\\d一二两三四五六七八九十]{1,3})的?[条个项件]?(?:待办|任务|事项|清单)?",
            Pattern.CASE_INSENSITIVE);

    private Reading() {}

    /**
     * Reads a request.
     *
     * @param phrases with the groups number, words, last and done
     * @param least phrases with less confidence than this are left out
     */
    static Optional<Understanding> of(List<Phrase> phrases, String text, double least) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        for (Request request : Request.readings(text)) {
            Optional<Understanding> read = of(phrases, request, least);
            if (read.isPresent()) {
                return read;
            }
        }
        return Optional.empty();
    }

    private static Optional<Understanding> of(List<Phrase> phrases, Request request, double least) {
        String core = request.dense();
        for (Phrase phrase : phrases) {
            Matcher match = phrase.matcher(core);
            if (phrase.confidence() >= least && match.matches()) {
                return arguments(phrase, match, core)
                        .map(read -> new Understanding(read, request.sure(phrase.confidence())));
            }
        }
        return Optional.empty();
    }

    /** No arguments are an answer too: the skill then asks which one is meant. */
    private static Optional<Arguments> arguments(Phrase phrase, Matcher match, String core) {
        Optional<String> words = phrase.group(match, core, "words").map(Quotes::without);
        if (words.isPresent()) {
            boolean telling = !ANY.matcher(words.get()).matches();
            return words.filter(said -> said.length() <= Words.MAX_LENGTH)
                    .map(said -> telling ? Arguments.of("words", said) : new Arguments(Map.of()));
        }
        for (String flag : List.of("last", "done")) {
            if (phrase.group(match, core, flag).isPresent()) {
                return Optional.of(Arguments.of(flag, true));
            }
        }
        Optional<String> number = phrase.group(match, core, "number");
        return number.isPresent()
                ? Numbers.read(number.get()).map(value -> Arguments.of("number", value))
                : Optional.of(new Arguments(Map.of()));
    }
}
