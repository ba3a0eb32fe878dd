// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.price;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;

/** Currencies as people write them, and amounts as we write them. */
final class Money {
    /** Signs and names that stand before a number. */
    static final String BEFORE =
            "(?:us\\$|hk\\$|nt\\$|au\\$|a\\$|c\\$|[$€£¥₹₩₽₫฿]|chf|eur|usd|gbp|cny|rmb|jpy|sek|nok|dkk|rs\\.?)";
    /** Signs and names that stand behind a number. */
    static final String AFTER = "(?:[$€£¥₹₩₽₫฿]|美元|欧元|英镑|港币|日元|块钱|人民币|元钱|[元块圆]|(?:euros?|dollars?|bucks|quid"
            + "|yuan|yen|rupees|francs?|kronor|eur|usd|gbp|chf|cny|rmb|jpy|sek|nok|dkk)\\b)";

    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("euro", "€"),
            Map.entry("euros", "€"),
            Map.entry("eur", "€"),
            Map.entry("欧元", "€"),
            Map.entry("dollar", "$"),
            Map.entry("dollars", "$"),
            Map.entry("bucks", "$"),
            Map.entry("usd", "$"),
            Map.entry("us$", "$"),
            Map.entry("美元", "$"),
            Map.entry("gbp", "£"),
            Map.entry("quid", "£"),
            Map.entry("英镑", "£"),
            Map.entry("港币", "HK$"),
            Map.entry("jpy", "JP¥"),
            Map.entry("yen", "JP¥"),
            Map.entry("日元", "JP¥"),
            Map.entry("元", "¥"),
            Map.entry("块", "¥"),
            Map.entry("块钱", "¥"),
            Map.entry("元钱", "¥"),
            Map.entry("圆", "¥"),
            Map.entry("人民币", "¥"),
            Map.entry("yuan", "¥"),
            Map.entry("cny", "¥"),
            Map.entry("rmb", "¥"),
            Map.entry("rs", "₹"),
            Map.entry("rs.", "₹"),
            Map.entry("rupees", "₹"),
            Map.entry("franc", "CHF"),
            Map.entry("francs", "CHF"));

    private Money() {}

    /** One sign for each currency. */
    static String sign(String written) {
        String name = written.strip().toLowerCase(Locale.ROOT);
        return SIGNS.getOrDefault(name, name.toUpperCase(Locale.ROOT));
    }

    /** "€3.50", "CHF 3.50", "3.50元"; the number is written as it is. */
    static String text(BigDecimal amount, String currency, Locale language) {
        String number = amount.toPlainString();
        if (currency.equals("¥") && language.getLanguage().equals("zh")) {
            return number + "元";
        }
        boolean letters = !currency.isEmpty() && Character.isLetter(currency.charAt(currency.length() - 1));
        return letters ? currency + " " + number : currency + number;
    }

    /** Whole amounts without, others with two or more decimals. */
    static BigDecimal shown(BigDecimal amount) {
        BigDecimal bare = amount.stripTrailingZeros();
        return bare.scale() <= 0 ? bare.setScale(0) : bare.scale() == 1 ? bare.setScale(2) : bare;
    }
}
