// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.price;

import dev.tenon.api.lifecycle.TenonPlugin;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Tells which of several packages costs least for what is in it. */
@TenonPlugin(
        id = "dev.tenon.skill.price",
        name = "Prices",
        summary = "Compares packages by their price per kilogram, litre or piece, and shares a bill among people.",
        categories = "skill")
@Component
public final class UnitPriceSkill implements Skill {
    private static final BigDecimal MOST = new BigDecimal("1e12");
    private static final BigDecimal LEAST = new BigDecimal("1e-9");
    private static final int MOST_PACKAGES = 20;

    private final SkillDescriptor descriptor = SkillDescriptor.load(UnitPriceSkill.class, "unit-price");

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return UnitPriceGrammar.read(utterance.text());
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Locale language = context.language();
        Comparison comparison = new Comparison(offers(arguments, language), language);
        return new SkillResult(comparison.sentence(), comparison.values());
    }

    private static List<Offer> offers(Arguments arguments, Locale language) throws SkillException {
        if (!(arguments.values().get("packages") instanceof List<?> packages)
                || packages.isEmpty()
                || packages.size() > MOST_PACKAGES) {
            throw Texts.invalid(
                    language,
                    "Name 1 to 20 packages, each with its price, amount and unit.",
                    "请给出1到20种包装，每种写明价格、数量和单位。");
        }
        List<Offer> offers = new ArrayList<>();
        for (Object one : packages) {
            if (!(one instanceof Map<?, ?> values)) {
                throw Texts.invalid(language, "A package has a price, an amount and a unit.", "每种包装都要有价格、数量和单位。");
            }
            offers.add(offer(values, language));
        }
        Unit.Measure measure = offers.get(0).unit().measure();
        if (offers.stream().anyMatch(offer -> offer.unit().measure() != measure)) {
            throw Texts.noAnswer(
                    language,
                    "Weights, volumes and pieces cannot be compared with each other; give all packages in one kind of unit.",
                    "重量、容积和件数之间无法比较，请使用同一类单位。");
        }
        if (offers.stream()
                        .map(Offer::currency)
                        .filter(c -> !c.isEmpty())
                        .distinct()
                        .count()
                > 1) {
            throw Texts.noAnswer(
                    language, "These prices are in different currencies; give them in one.", "这些价格的货币不同，请换算成同一种货币。");
        }
        return offers;
    }

    private static Offer offer(Map<?, ?> values, Locale language) throws SkillException {
        BigDecimal price = positive(values.get("price"), "price", language);
        BigDecimal amount = positive(values.get("amount"), "amount", language);
        Object unit = values.get("unit");
        Object currency = values.get("currency");
        Unit known = Unit.find(unit instanceof String name ? name.strip().toLowerCase(Locale.ROOT) : "")
                .orElseThrow(() -> Texts.invalid(
                        language,
                        "I do not know the unit '" + unit + "'; use g, kg, ml, l, oz, lb or piece.",
                        "我不认识单位“" + unit + "”，请用克、公斤、毫升、升、斤、两、盎司、磅或个。"));
        return new Offer(price, currency instanceof String sign ? Money.sign(sign) : "", amount, known);
    }

    private static BigDecimal positive(@org.jspecify.annotations.Nullable Object value, String name, Locale language)
            throws SkillException {
        try {
            BigDecimal number = new BigDecimal(value instanceof Number ? value.toString() : "none");
            if (number.compareTo(LEAST) >= 0 && number.compareTo(MOST) <= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw notPositive(name, language);
        }
        throw notPositive(name, language);
    }

    private static SkillException notPositive(String name, Locale language) {
        return Texts.invalid(language, "'" + name + "' must be a number above zero.", "“" + name + "”应为大于零的数。");
    }
}
