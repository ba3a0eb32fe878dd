// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.units;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The second, looser reading, for requests that no turn of phrase matches from end to end: one amount of a unit, and
 * somewhere behind or before it another unit of the same quantity that is asked for, whatever else is said.
 */
final class Gist {
    /** Not enough by itself: a request must be a little like the examples of the skill as well. */
    static final double CONFIDENCE = 0.7;

    private static final int MAX_LENGTH = 200;
    private static final int MAX_WORDS = 4;
    private static final int MAX_CHARACTERS = 8;
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern AMOUNT = pattern("(?<![\\w.,])" + Amounts.ENGLISH + "(?=[ -]?[a-z°\"'])[ -]?");
    private static final Pattern HAN_AMOUNT = pattern(Amounts.CHINESE + "个?");
    private static final Pattern INTO = pattern("\\b(?:how (?:many|much)|in(?:to)?|to|as|of) (?:the |an? )?");
    private static final Pattern HAN_INTO = pattern("(?:多少|几|幾|[成为為到是合于於用以换換算转轉有])个?");
    private static final Pattern INCHES = Pattern.compile("^ (\\d{1,2})(?![\\d.]| ?(?:%|am|pm))");

    private final Catalogue catalogue;

    Gist(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
    }

    private record Named(int start, int end, List<Measure> measures) {}

    private record Quantity(BigDecimal amount, Named unit) {}

    Optional<Grammar.Question> read(String request) {
        if (request.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        boolean chinese = HAN.matcher(request).find();
        String text = request.strip().replaceAll("\\s+", chinese ? "" : " ");
        List<Quantity> quantities = quantities(text, chinese);
        return quantities.size() == 1 ? asked(text, chinese, quantities.get(0)) : Optional.empty();
    }

    private List<Quantity> quantities(String text, boolean chinese) {
        List<Quantity> found = new ArrayList<>();
        Matcher amount = (chinese ? HAN_AMOUNT : AMOUNT).matcher(text);
        for (int at = 0; at < text.length() && amount.find(at); ) {
            at = amount.end();
            Named unit = named(text, amount.end(), chinese);
            Optional<BigDecimal> value = Amounts.read(amount.group().replaceFirst("[ -]$|个$", ""));
            if (!unit.measures.isEmpty() && value.isPresent()) {
                Quantity next = feet(text, new Quantity(value.get(), unit));
                Optional<Quantity> sum = found.isEmpty() ? Optional.empty() : sum(text, found.get(0), next);
                if (sum.isPresent()) {
                    found.set(0, sum.get());
                } else {
                    found.add(next);
                }
                at = next.unit.end;
            }
        }
        return found;
    }

    /** The longest name of a unit that begins here; no measures if none does. */
    private Named named(String text, int start, boolean chinese) {
        int most = chinese ? Math.min(MAX_CHARACTERS, text.length() - start) : MAX_WORDS;
        for (int length = most; length > 0; length--) {
            String name = chinese ? text.substring(start, start + length) : words(text.substring(start), length);
            List<Measure> measures = name.isBlank() ? List.of() : catalogue.named(name);
            if (!measures.isEmpty()) {
                return new Named(start, start + name.length(), measures);
            }
        }
        return new Named(start, start, List.of());
    }

    private static String words(String text, int count) {
        int end = 0;
        for (int i = 0; i < count && end >= 0; i++) {
            end = text.indexOf(' ', end + 1);
        }
        String words = end < 0 ? text : text.substring(0, end);
        return words.replaceFirst("[,.;:!?]{1,3}$", "");
    }

    /** Six foot two are six feet and two inches. */
    private Quantity feet(String text, Quantity quantity) {
        Matcher inches = INCHES.matcher(text.substring(quantity.unit.end));
        boolean feet = quantity.unit.measures.stream()
                .anyMatch(measure -> measure.symbol().equals("ft"));
        if (!feet || !inches.find()) {
            return quantity;
        }
        BigDecimal sum = quantity.amount.multiply(BigDecimal.valueOf(12)).add(new BigDecimal(inches.group(1)));
        int end = quantity.unit.end + inches.end();
        return new Quantity(sum, new Named(quantity.unit.start, end, catalogue.named("in")));
    }

    /** Two that stand side by side and measure the same. */
    private static Optional<Quantity> sum(String text, Quantity large, Quantity small) {
        String between = text.substring(large.unit.end, small.unit.start);
        Measure one = large.unit.measures.get(0);
        Measure other = small.unit.measures.get(0);
        boolean together =
                between.matches("[,\\s]{0,2}(?:and |又|零)?[\\d.]{1,6}[ 个]?") && one.dimension() == other.dimension();
        return together
                ? one.convert(large.amount, other)
                        .map(value -> new Quantity(
                                value.add(small.amount),
                                new Named(large.unit.start, small.unit.end, small.unit.measures)))
                : Optional.empty();
    }

    private Optional<Grammar.Question> asked(String text, boolean chinese, Quantity quantity) {
        Matcher into = (chinese ? HAN_INTO : INTO).matcher(text);
        while (into.find()) {
            boolean inside = into.end() >= quantity.unit.start && into.end() < quantity.unit.end;
            for (Measure to : inside ? List.<Measure>of() : named(text, into.end(), chinese).measures) {
                for (Measure from : quantity.unit.measures) {
                    if (from.convertsTo(to) && from != to) {
                        return Optional.of(new Grammar.Question(quantity.amount, from, to));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
