// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.price;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Shares a bill among people, with a tip if there is one. */
@Component
public final class SplitBillSkill implements Skill {
    private static final BigDecimal MOST = new BigDecimal("1e12");
    private static final BigDecimal MOST_PEOPLE = BigDecimal.valueOf(1000);

    private final SkillDescriptor descriptor = SkillDescriptor.load(SplitBillSkill.class, "split-bill");

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return BillGrammar.read(utterance.text());
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Locale language = context.language();
        BigDecimal total = arguments.number("total").orElse(BigDecimal.ZERO);
        if (total.signum() <= 0 || total.compareTo(MOST) > 0) {
            throw Texts.invalid(language, "Say how much the bill is, as a number above zero.", "请说明账单总额，应为大于零的数。");
        }
        BigDecimal people = arguments.number("people").orElse(BigDecimal.ZERO);
        if (people.signum() <= 0
                || people.compareTo(MOST_PEOPLE) > 0
                || people.stripTrailingZeros().scale() > 0) {
            throw Texts.invalid(language, "Say how many people pay, from 1 to 1000.", "请说明有几个人付账，应为1到1000的整数。");
        }
        BigDecimal tip = arguments.number("tipPercent").orElse(BigDecimal.ZERO);
        if (tip.signum() < 0 || tip.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw Texts.invalid(language, "A tip is from 0 to 100 percent.", "小费应在0%到100%之间。");
        }
        String currency = arguments.text("currency").map(Money::sign).orElse("");
        Bill bill = new Bill(total, currency, people.intValueExact(), tip);
        return new SkillResult(bill.sentence(language), bill.values());
    }
}
