// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Utterance;
import dev.tenon.tck.TestSkillContext;
import java.util.List;
import java.util.Locale;

/** Asks a skill as the assistant would. */
final class Asking {
    private static final List<String> OF_OTHERS = List.of(
            "what is 2 + 2",
            "divide 120 by 4",
            "120 divided by 4",
            "what is 15% of 80",
            "20% off 150",
            "what is 17.5 % of 240?",
            "80打八折是多少",
            "10公里是多少英里？",
            "how many grams are 3 ounces",
            "convert 500 g to ounces",
            "500 g in oz",
            "一斤是多少克",
            "convert 100 euros to dollars",
            "100美元是多少人民币",
            "which is bigger, 500 g or 1 lb?",
            "which is heavier: 2 kg or 5 lb",
            "share 12 apples among 4 children",
            "split the string a,b,c by commas",
            "divide 20 between 4",
            "share this with 3 friends",
            "split the class into 4 groups",
            "8 litres per 100 km in mpg",
            "how much is the fish",
            "is Aldi cheaper than Lidl?",
            "which phone is the best value",
            "苹果和三星哪个便宜",
            "苹果多少钱一斤",
            "北京房价多少",
            "add 500 g of flour and 3 eggs to the shopping list",
            "set a timer for 5 minutes",
            "what time is it in Tokyo?",
            "3个人打麻将缺一个怎么办",
            "5个人均分20个苹果",
            "give me a tip on gardening",
            "top 10 tips for 2026",
            "what is the price of bitcoin",
            "what is the price of 3 tickets to Paris",
            "compare 3 and 5",
            "buy 2 get 1 free",
            "小费怎么给",
            "人均GDP最高的10个国家",
            "$100 bill with 8% tax split by 4 people",
            "tip: drink 2 litres a day",
            "");

    private final Skill skill;

    Asking(Skill skill) {
        this.skill = skill;
    }

    static List<String> ofOthers() {
        return OF_OTHERS;
    }

    Arguments arguments(String request) {
        return skill.understand(Utterance.of(request, Locale.ROOT))
                .orElseThrow(() -> new AssertionError("not understood: " + request))
                .arguments();
    }

    SkillResult result(String request, Locale language) throws SkillException {
        return skill.invoke(arguments(request), TestSkillContext.in(language));
    }

    String answer(String request, Locale language) throws SkillException {
        return result(request, language).text();
    }

    boolean isUnderstood(String request) {
        return skill.understand(Utterance.of(request, Locale.ROOT)).isPresent();
    }

    void understandsEveryExample() {
        skill.descriptor().examples().forEach((language, examples) -> assertThat(examples)
                .hasSizeGreaterThanOrEqualTo(20)
                .allSatisfy(example -> assertThat(skill.understand(Utterance.of(example, language)))
                        .hasValueSatisfying(understood ->
                                assertThat(understood.confidence()).isGreaterThanOrEqualTo(0.75))));
    }
}
