// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request plainly says, each thing to be taken once. For one thread. */
final class Spoken {
    private static final int LOOKED_AT = 4_000;
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])[-−]?\\d{1,30}+(?:[.,]\\d{1,30}+)?(?!\\w*\\d)");
    private static final Pattern QUOTED =
            Pattern.compile("\"([^\"]{1,2000}+)\"|“([^”]{1,2000}+)”|'([^']{2,2000}+)'(?!\\w)|「([^」]{1,2000}+)」");

    private static final Pattern NUMBER_WORD =
            Pattern.compile("(?i)\\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven"
                    + "|twelve|\\w{3,5}teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|half|dozen)\\b"
                    + "|[二三四五六七八九十百千万兩两半]|\\d[a-z]\\d");

    private final String lower;
    private final Deque<BigDecimal> numbers = new ArrayDeque<>();
    private final Deque<String> quoted = new ArrayDeque<>();

    private Spoken(String words) {
        lower = words.toLowerCase(Locale.ROOT);
        Matcher number = NUMBER.matcher(words);
        while (number.find()) {
            numbers.add(new BigDecimal(number.group().replace('−', '-').replace(',', '.')));
        }
        Matcher quote = QUOTED.matcher(words);
        while (quote.find()) {
            for (int group = 1; group <= quote.groupCount(); group++) {
                if (quote.group(group) != null) {
                    quoted.add(quote.group(group));
                }
            }
        }
    }

    static Spoken of(String words) {
        return new Spoken(words.length() > LOOKED_AT ? words.substring(0, LOOKED_AT) : words);
    }

    /** The next number that a schema's type allows. */
    Optional<Number> number(JsonNode type, boolean whole) {
        for (Iterator<BigDecimal> all = numbers.iterator(); all.hasNext(); ) {
            BigDecimal number = all.next();
            if (fits(number, type, whole)) {
                all.remove();
                return Optional.of(whole ? narrow(number.toBigIntegerExact()) : number);
            }
        }
        return Optional.empty();
    }

    private static Number narrow(BigInteger number) {
        return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
    }

    private static boolean fits(BigDecimal number, JsonNode type, boolean whole) {
        boolean least =
                !type.has("minimum") || number.compareTo(type.get("minimum").decimalValue()) >= 0;
        boolean most =
                !type.has("maximum") || number.compareTo(type.get("maximum").decimalValue()) <= 0;
        return least && most && (!whole || number.stripTrailingZeros().scale() <= 0);
    }

    /** The one value of an enumeration that is named; empty if none is or several are. */
    Optional<String> oneOf(JsonNode values) {
        Optional<String> found = Optional.empty();
        for (JsonNode value : values) {
            String name = value.asText();
            if (value.isTextual() && !name.isEmpty() && says(name)) {
                if (found.isPresent()) {
                    return Optional.empty();
                }
                found = Optional.of(name);
            }
        }
        return found;
    }

    /** True if the name is said. */
    Optional<Boolean> mentions(String name) {
        return says(name) ? Optional.of(true) : Optional.empty();
    }

    /** Whether a number was said, in digits or in a word, that nobody took. */
    boolean hasNumbersLeft() {
        return !numbers.isEmpty() || NUMBER_WORD.matcher(lower).find();
    }

    /** The next quoted text. */
    Optional<String> quoted() {
        return Optional.ofNullable(quoted.poll());
    }

    private boolean says(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace('-', ' ').replace('_', ' ');
        return Pattern.compile("(?<![a-z0-9])" + Pattern.quote(plain) + "(?![a-z0-9])")
                .matcher(lower)
                .find();
    }
}
