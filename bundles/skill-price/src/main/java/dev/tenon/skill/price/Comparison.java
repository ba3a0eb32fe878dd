// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.price;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Packages by what one kilogram, litre or piece of them costs. */
final class Comparison {
    private static final int MOST_DECIMALS = 8;

    private final List<Offer> given;
    private final List<Offer> sorted;
    private final Unit per;
    private final String currency;
    private final Locale language;
    private final int decimals;

    Comparison(List<Offer> offers, Locale language) {
        this.given = offers;
        this.sorted = offers.stream().sorted(Offer::byUnitPrice).toList();
        this.per = Unit.common(offers.stream().map(Offer::unit).toList());
        this.currency = offers.stream()
                .map(Offer::currency)
                .filter(sign -> !sign.isEmpty())
                .findFirst()
                .orElse("");
        this.language = language;
        this.decimals = decimals();
    }

    /** Two, or as many as tell different prices apart and leave none at zero. */
    private int decimals() {
        int scale = 2;
        while (scale < MOST_DECIMALS && !tellsApart(scale)) {
            scale++;
        }
        return scale;
    }

    private boolean tellsApart(int scale) {
        for (int i = 0; i < sorted.size(); i++) {
            BigDecimal here = rounded(sorted.get(i), scale);
            boolean sameAsNext = i + 1 < sorted.size()
                    && here.equals(rounded(sorted.get(i + 1), scale))
                    && Offer.byUnitPrice(sorted.get(i), sorted.get(i + 1)) != 0;
            if (sameAsNext
                    || here.unscaledValue().bitLength() < 5
                            && here.compareTo(sorted.get(i).priceOf(per)) != 0) {
                return false;
            }
        }
        return true;
    }

    private BigDecimal rounded(Offer offer, int scale) {
        return offer.priceOf(per).setScale(scale, RoundingMode.HALF_UP);
    }

    /** With the sign for "about" if it was rounded. */
    private String unitPrice(Offer offer) {
        BigDecimal shown = rounded(offer, decimals);
        boolean exact = shown.compareTo(offer.priceOf(per)) == 0;
        String money = Money.text(exact ? Money.shown(shown) : shown, currency, language);
        return Texts.of(
                language,
                (exact ? "" : "about ") + money + " per " + per.name(Locale.ENGLISH),
                "每" + per.name(Locale.CHINESE) + (exact ? "" : "约") + money);
    }

    String sentence() {
        Offer best = sorted.get(0);
        if (sorted.size() == 1) {
            return Texts.of(
                    language,
                    best.text(language) + " is " + unitPrice(best) + ".",
                    best.text(language) + "，" + unitPrice(best) + "。");
        }
        if (Offer.byUnitPrice(best, sorted.get(sorted.size() - 1)) == 0) {
            return Texts.of(language, "They cost the same: " + unitPrice(best) + ".", "价格一样：" + unitPrice(best) + "。");
        }
        List<String> others = new ArrayList<>();
        for (Offer offer : sorted.subList(1, sorted.size())) {
            others.add(other(offer, best));
        }
        return Texts.of(
                language,
                "%s is cheaper: %s. %s.".formatted(best.text(language), unitPrice(best), String.join("; ", others)),
                "%s更便宜：%s。%s。".formatted(best.text(language), unitPrice(best), String.join("；", others)));
    }

    private String other(Offer offer, Offer best) {
        BigDecimal percent = offer.percentAbove(best);
        if (percent.signum() == 0) {
            return Texts.of(language, offer.text(language) + " costs as little", offer.text(language) + "同样便宜");
        }
        BigDecimal shown = percent.setScale(1, RoundingMode.HALF_UP);
        String much = shown.signum() == 0 ? "<0.1" : shown.stripTrailingZeros().toPlainString();
        return Texts.of(
                language,
                "%s is %s, %s %% more".formatted(offer.text(language), unitPrice(offer), much),
                "%s是%s，贵%s%%".formatted(offer.text(language), unitPrice(offer), much));
    }

    Map<String, Object> values() {
        List<Object> packages = new ArrayList<>();
        for (Offer offer : given) {
            packages.add(Map.of(
                    "price",
                    offer.price(),
                    "amount",
                    offer.amount(),
                    "unit",
                    offer.unit().name(Locale.ENGLISH),
                    "unitPrice",
                    Money.shown(rounded(offer, Math.max(decimals, 6)))));
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("per", per.name(Locale.ENGLISH));
        values.put("currency", currency);
        values.put("packages", List.copyOf(packages));
        values.put("cheapest", given.indexOf(sorted.get(0)));
        return values;
    }
}
