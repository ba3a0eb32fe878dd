// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.price;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A bill and who pays it. Money is rounded to hundredths only where it must be paid.
 *
 * @param total without tip
 * @param currency its sign; empty if none was said
 * @param people 1 or more
 * @param tipPercent 0 for none
 */
record Bill(BigDecimal total, String currency, int people, BigDecimal tipPercent) {
    private BigDecimal exactTip() {
        return total.multiply(tipPercent).movePointLeft(2);
    }

    private BigDecimal tip() {
        return exactTip().setScale(2, RoundingMode.HALF_UP);
    }

    private BigDecimal sum() {
        return total.setScale(2, RoundingMode.HALF_UP).add(tip());
    }

    /** What everybody pays at least. */
    private BigDecimal share() {
        return sum().divide(BigDecimal.valueOf(people), 2, RoundingMode.DOWN);
    }

    /** How many pay one hundredth more, because the sum does not divide. */
    private int payingMore() {
        return sum().subtract(share().multiply(BigDecimal.valueOf(people)))
                .movePointRight(2)
                .intValueExact();
    }

    String sentence(Locale language) {
        return shares(language) + whole(language) + rounding(language);
    }

    private String money(BigDecimal amount, Locale language) {
        return Money.text(Money.shown(amount), currency, language);
    }

    private String shares(Locale language) {
        if (people == 1) {
            return Texts.of(
                    language,
                    "The tip of " + percent() + " % is " + money(tip(), language) + ".",
                    percent() + "%的小费是" + money(tip(), language) + "。");
        }
        String less = money(share(), language);
        int more = payingMore();
        if (more == 0) {
            return Texts.of(
                    language, "Each of " + people + " people pays " + less + ".", people + "个人每人付" + less + "。");
        }
        String higher = money(share().add(new BigDecimal("0.01")), language);
        int rest = people - more;
        return Texts.of(
                language,
                "%d %s %s and %d %s %s: shares are rounded to hundredths, and the sum does not divide by %d."
                        .formatted(more, pays(more), higher, rest, pays(rest), less, people),
                "%d个人各付%s，%d个人各付%s：每份取到分，总额不能被%d整除。".formatted(more, higher, rest, less, people));
    }

    private static String pays(int people) {
        return people == 1 ? "person pays" : "people pay";
    }

    private String percent() {
        return tipPercent.stripTrailingZeros().toPlainString();
    }

    private String whole(Locale language) {
        String sum = money(sum(), language);
        if (tipPercent.signum() == 0) {
            return Texts.of(language, " The whole bill is " + sum + ".", "账单共" + sum + "。");
        }
        return people == 1
                ? Texts.of(language, " With it the bill comes to " + sum + ".", "加上小费共" + sum + "。")
                : Texts.of(
                        language,
                        " The whole is %s with %s for a tip of %s %%."
                                .formatted(sum, money(tip(), language), percent()),
                        "总额%s，其中%s%%的小费%s。".formatted(sum, percent(), money(tip(), language)));
    }

    private String rounding(Locale language) {
        return exactTip().compareTo(tip()) == 0
                ? ""
                : Texts.of(
                        language,
                        " The tip is rounded from "
                                + exactTip().stripTrailingZeros().toPlainString() + ".",
                        "小费由" + exactTip().stripTrailingZeros().toPlainString() + "四舍五入而来。");
    }

    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("people", people);
        values.put("currency", currency);
        values.put("tip", tip());
        values.put("total", sum());
        values.put("share", share());
        values.put("payingOneHundredthMore", payingMore());
        return values;
    }
}
