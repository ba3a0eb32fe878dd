// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.password;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import dev.tenon.api.lifecycle.TenonPlugin;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Says how soon a password is guessed. Nothing that this class says, gives away or throws contains the password. */
@TenonPlugin(
        id = "dev.tenon.skill.password",
        name = "Passwords",
        summary = "Says how strong a password is and makes new passwords, passphrases and PINs.",
        categories = "skill")
@Component
public final class PasswordStrengthSkill implements Skill {
    /** The time that zxcvbn takes grows faster than the length; whoever gets so far is safe from guessing. */
    static final int MOST_CHARACTERS = 100;

    /** Too little to be believed unless the request is like the skill's examples. */
    private static final double GIST_CONFIDENCE = 0.65;

    private final SkillDescriptor descriptor = SkillDescriptor.load(PasswordStrengthSkill.class, "password-strength");
    private final Zxcvbn zxcvbn = new Zxcvbn();
    private final Advice advice = new Advice();

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return StrengthGrammar.read(utterance.text())
                .map(password -> new Understanding(Arguments.of("password", password), 1))
                .or(() -> StrengthGrammar.gist(utterance.text())
                        .map(password -> new Understanding(Arguments.of("password", password), GIST_CONFIDENCE)));
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        boolean chinese = context.language().getLanguage().equals("zh");
        // Not by Arguments.text, whose refusal would quote a password that is a number.
        if (!(arguments.values().get("password") instanceof String password)
                || password.isEmpty()
                || password.length() > MOST_CHARACTERS) {
            throw new SkillException(
                    Reason.INVALID_ARGUMENT,
                    chinese
                            ? "请给出要检查的密码，1 到 100 个字符的文本。"
                            : "Give the password to check: a text of 1 to 100 characters.");
        }
        Strength strength = measure(password, chinese);
        int score = strength.getScore();
        double online = strength.getCrackTimeSeconds().getOnlineNoThrottling10perSecond();
        double offline = strength.getCrackTimeSeconds().getOfflineSlowHashing1e4perSecond();
        String warning = advice.warning(strength.getFeedback(), chinese);
        List<String> suggestions = advice.suggestions(strength.getFeedback(), chinese);
        return new SkillResult(
                text(score, online, offline, warning, suggestions, chinese),
                Map.of(
                        "score", score,
                        "guessesLog10", Math.round(strength.getGuessesLog10() * 10) / 10.0,
                        "onlineSeconds", online,
                        "offlineSeconds", offline,
                        "warning", warning,
                        "suggestions", suggestions));
    }

    private Strength measure(String password, boolean chinese) throws SkillException {
        try {
            return zxcvbn.measure(password);
        } catch (RuntimeException e) {
            // Without its cause: a message from the library could quote the password, and causes are logged.
            throw new SkillException(
                    Reason.FAILED,
                    (chinese ? "无法评估这个密码：" : "This password could not be judged: ")
                            + e.getClass().getName());
        }
    }

    private static String text(
            int score, double online, double offline, String warning, List<String> suggestions, boolean chinese) {
        StringBuilder text = new StringBuilder((chinese
                        ? "这个密码%s（%d/4）。猜中它：在线攻击需%s，离线攻击需%s。"
                        : "This password is %s (%d of 4). Guessing it takes %s online and %s offline.")
                .formatted(
                        Advice.verdict(score, chinese),
                        score,
                        Advice.duration(online, chinese),
                        Advice.duration(offline, chinese)));
        if (!warning.isEmpty()) {
            text.append(chinese ? "" : " ").append(warning);
        }
        for (String suggestion : suggestions) {
            text.append(chinese ? "" : " ").append(suggestion);
        }
        return text.toString();
    }
}
