// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.number.base;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.osgi.service.component.annotations.Component;

/** Writes and reads Roman numerals. */
@Component
public final class RomanNumeralsSkill implements Skill {
    private static final int MOST_CHARACTERS = 40;

    private final SkillDescriptor descriptor = SkillDescriptor.load(RomanNumeralsSkill.class, "roman-numerals");

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return RomanGrammar.read(utterance.text())
                .map(value -> new Understanding(Arguments.of("value", value), 1))
                .or(() -> Gist.roman(utterance.text())
                        .map(value -> new Understanding(Arguments.of("value", value), Gist.CONFIDENCE)));
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        boolean chinese = context.language().getLanguage().equals("zh");
        String value = arguments
                .text("value")
                .map(text -> text.strip().replace(",", ""))
                .filter(text -> !text.isEmpty() && text.length() <= MOST_CHARACTERS)
                .orElseThrow(() -> refusal(
                        Reason.INVALID_ARGUMENT,
                        chinese ? "请给出 1 到 3999 的数字或一个罗马数字。" : "Give a number from 1 to 3999, or a Roman numeral."));
        return value.matches("[-+]?\\d+") ? write(value, chinese) : read(value.toUpperCase(Locale.ROOT), chinese);
    }

    private static SkillResult write(String digits, boolean chinese) throws SkillException {
        String size = digits.replaceFirst("^\\+?0*(?=\\d)", "");
        int number = size.matches("\\d{1,4}") ? Integer.parseInt(size) : 0;
        if (number < 1 || number > Roman.MOST) {
            throw refusal(
                    Reason.NO_ANSWER,
                    chinese
                            ? "罗马数字只能表示 1 到 3999，无法表示 " + size + "。"
                            : "Roman numerals go from 1 to 3999; there is none for " + size + ".");
        }
        return answer(number, number + (chinese ? " 的罗马数字是 " : " in Roman numerals is "), Roman.of(number), chinese);
    }

    private static SkillResult read(String numeral, boolean chinese) throws SkillException {
        OptionalInt value = Roman.value(numeral);
        if (value.isEmpty()) {
            throw refusal(
                    Reason.INVALID_ARGUMENT,
                    chinese
                            ? "“" + numeral + "”不是罗马数字，罗马数字只用字母 I、V、X、L、C、D、M。"
                            : "'" + numeral + "' is no Roman numeral: those use only I, V, X, L, C, D and M.");
        }
        int number = value.getAsInt();
        if (!Roman.isWellFormed(numeral)) {
            boolean known = number >= 1 && number <= Roman.MOST;
            String hint = !known
                    ? ""
                    : chinese
                            ? "；" + number + " 应写作 " + Roman.of(number)
                            : "; " + number + " is written " + Roman.of(number);
            throw refusal(
                    Reason.NO_ANSWER,
                    chinese
                            ? "“" + numeral + "”不是规范的罗马数字" + hint + "。"
                            : "'" + numeral + "' is not a well-formed Roman numeral" + hint + ".");
        }
        return answer(
                number,
                (chinese ? "罗马数字 " + numeral + " 等于 " : "The Roman numeral " + numeral + " is "),
                Integer.toString(number),
                chinese);
    }

    private static SkillResult answer(int number, String beginning, String end, boolean chinese) {
        return new SkillResult(
                beginning + end + (chinese ? "。" : "."), Map.of("number", number, "roman", Roman.of(number)));
    }

    private static SkillException refusal(Reason reason, String message) {
        return new SkillException(reason, message);
    }
}
