// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.price;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the packages and their prices in a request. */
final class OfferReader {
    private static final String NUMBER = "\\d{1,9}(?:\\.\\d{1,6})?";
    private static final String WORD_NUMBER =
            "(?:half a dozen|half an?|(?:a )?dozen|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) ";
    private static final String HAN_NUMBER = "[一二三四五六七八九]?十[一二三四五六七八九]?|[半一二两三四五六七八九]";
    private static final String NOUN =
            "(?<!\\ba )(?<!\\ban )(?!(?:for|and|or|the|cheap|cheaper|cheapest|better|best|good|which|what|compared|while|now|only|per|in|who|a|i|vs|versus|but|costs?|costing|at|each|per|than|with|off|percent|is|to"
                    + "|against|kr|cents?|euros?|dollars?|bucks|quid|yuan|yen|rupees|francs?|people|persons|friends|ways|times|days?|hours?"
                    + "|weeks?|months?|years?|minutes?|km|miles?|m|cm|mm|metres?|meters?|feet|inch|inches)\\b)[a-z]{3,15}";

    private static final Pattern TOKEN = Pattern.compile("(?<colloquial>(?<yuan>\\d{1,6})块(?<jiao>\\d)(?!\\d)毛?)"
            + "|(?<sign>" + Money.BEFORE + ") ?(?<signed>" + NUMBER + ")"
            + "|(?<named>" + NUMBER + ") ?(?<currency>" + Money.AFTER + ")(?!装)"
            + "|(?<cents>" + NUMBER + ") ?(?:cents?\\b|[毛角])"
            + "|(?:pack|box|bag|carton|case|tray|set) of (?<packed>\\d{1,4})(?: " + NOUN + ")?"
            + "|(?<pack>\\d{1,4})[- ](?:pack|count|ct)\\b"
            + "|(?:(?<count>\\d{1,4}|[一二三四五六七八九两]) ?(?:[x×*]|(?:packs?|bottles?|cans?|bags?|boxes|tins?|jars?|cartons?|cups?) of|[瓶罐袋盒包听]) ?)?"
            + "(?<per>per |/ ?|each |every |每)?(?<amount>" + NUMBER + "(?: dozen)?|\\b" + WORD_NUMBER + "|" + HAN_NUMBER
            + "|(?<=per |/|/ |each |every |每))[ -]?(?:(?<unit>" + Unit.anyPattern()
            + ")(?![a-z])|(?:large |small |big |fresh )?(?<noun>"
            + NOUN
            + "))(?: ?[x×*] ?(?<times>\\d{1,3})(?![\\d.])|(?<packs>\\d{1,3})[瓶罐袋盒包听])?(?<asked>(?:要|是|卖)?(?:多少|几))?"
            + "|(?<bare>" + NUMBER + ")");

    private OfferReader() {}

    /**
     * What was found.
     *
     * @param offers in order
     * @param rest the request without them
     */
    record Found(List<Offer> offers, String rest) {}

    private record Token(boolean isPrice, BigDecimal number, String currency, Unit unit) {}

    /** Reads; empty if amounts and prices do not take turns. */
    static Optional<Found> read(String plain) {
        List<Token> tokens = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        Matcher match = TOKEN.matcher(plain);
        int end = 0;
        while (match.find()) {
            rest.append(plain, end, match.start()).append(' ');
            boolean afterPrice = !tokens.isEmpty()
                    && tokens.get(tokens.size() - 1).isPrice
                    && plain.substring(end, match.start()).isBlank();
            Optional<Token> token = token(match, afterPrice);
            if (token.isPresent()) {
                tokens.add(token.get());
            } else if (match.group("asked") == null && match.group("per") == null) {
                return Optional.empty();
            }
            end = match.end();
        }
        rest.append(plain.substring(end));
        return offers(tokens).map(offers -> new Found(offers, rest.toString()));
    }

    private static Optional<Token> token(Matcher match, boolean afterPrice) {
        if (match.group("colloquial") != null) {
            return price(match.group("yuan") + "." + match.group("jiao"), "块");
        }
        if (match.group("signed") != null) {
            return price(match.group("signed"), match.group("sign"));
        }
        if (match.group("named") != null) {
            return price(match.group("named"), match.group("currency"));
        }
        if (match.group("cents") != null) {
            boolean jiao = Texts.isChinese(match.group());
            BigDecimal cents = new BigDecimal(match.group("cents")).movePointLeft(jiao ? 1 : 2);
            return price(cents.toPlainString(), jiao ? "元" : "");
        }
        if (match.group("bare") != null) {
            return price(match.group("bare"), "");
        }
        @Nullable String packed = match.group("packed") == null ? match.group("pack") : match.group("packed");
        if (packed != null) {
            return positive(new Token(false, new BigDecimal(packed), "", Unit.PIECE));
        }
        // "per kg" behind a price is an amount, elsewhere it says what to compare by
        boolean asked = match.group("asked") != null
                || match.group("per") != null && !afterPrice && !"每".equals(match.group("per"));
        return asked ? Optional.empty() : amount(match);
    }

    private static Optional<Token> amount(Matcher match) {
        String written = match.group("amount");
        boolean dozens = written.endsWith(" dozen") && Character.isDigit(written.charAt(0));
        String number = dozens ? written.replace(" dozen", "") : written.isBlank() ? "1" : Texts.digits(written);
        BigDecimal amount = new BigDecimal(number.replace("half an", "0.5"))
                .multiply(dozens ? BigDecimal.valueOf(12) : BigDecimal.ONE)
                .multiply(factor(match.group("count")))
                .multiply(factor(match.group("times")))
                .multiply(factor(match.group("packs")));
        Unit unit = match.group("unit") == null
                ? Unit.PIECE
                : Unit.find(match.group("unit")).orElse(Unit.PIECE);
        return positive(new Token(false, amount, "", unit));
    }

    private static BigDecimal factor(@Nullable String number) {
        return number == null ? BigDecimal.ONE : new BigDecimal(Texts.digits(number));
    }

    private static Optional<Token> price(String number, String currency) {
        return positive(new Token(true, new BigDecimal(number), Money.sign(currency), Unit.PIECE));
    }

    private static Optional<Token> positive(Token token) {
        return Optional.of(token).filter(t -> t.number.signum() > 0);
    }

    private static Optional<List<Offer>> offers(List<Token> tokens) {
        if (tokens.size() < 2 || tokens.size() % 2 != 0 || tokens.size() > 40) {
            return Optional.empty();
        }
        List<Offer> offers = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i += 2) {
            Token one = tokens.get(i);
            Token other = tokens.get(i + 1);
            if (one.isPrice == other.isPrice) {
                return Optional.empty();
            }
            Token price = one.isPrice ? one : other;
            Token amount = one.isPrice ? other : one;
            offers.add(new Offer(price.number, price.currency, amount.number, amount.unit));
        }
        return Optional.of(offers);
    }
}
