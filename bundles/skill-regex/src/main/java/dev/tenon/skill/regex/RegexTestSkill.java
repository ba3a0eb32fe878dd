// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.regex;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
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

/** Tries regular expressions: whether they match, where, and what comes of replacing. */
@TenonPlugin(
        id = "dev.tenon.skill.regex",
        name = "Regular expressions",
        summary = "Tries regular expressions: whether they match, where, and what comes of replacing.",
        categories = "skill")
@Component
public final class RegexTestSkill implements Skill {
    private static final long MOST_SIZE = 20_000;

    private static final java.util.regex.Pattern U =
            java.util.regex.Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u([0-9a-fA-F]{4})");

    private final SkillDescriptor descriptor = SkillDescriptor.load(RegexTestSkill.class, "regex-test");

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return RegexGrammar.read(utterance.text())
                .map(request -> new Understanding(new Arguments(request.arguments()), 1));
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Answers answers = Answers.in(context.language());
        String operation = arguments.text("operation").orElse("match");
        String pattern = unicode(text(arguments, "pattern", Trial.MOST_PATTERN, answers));
        String text = text(arguments, "text", Trial.MOST_TEXT, answers);
        String replacement = arguments.text("replacement").orElse("");
        Outline outline = Outline.of(pattern);
        Trial trial = new Trial(compile(pattern, outline, answers), text, outline.size(), context::isCancelled);
        try {
            return switch (operation) {
                case "match" -> match(trial, answers);
                case "find" -> find(trial, answers);
                case "replace" -> replace(trial, replacement, answers);
                default ->
                    throw answers.invalid(
                            "'operation' is one of match, find and replace.", "operation 应为 match、find 或 replace。");
            };
        } catch (Trial.TooMuchWorkException e) {
            throw new SkillException(
                    Reason.NO_ANSWER,
                    answers.pick(
                            "That is too much work: try a shorter text or fewer repetitions.", "计算量太大，请缩短文本或减少重复次数。"),
                    e);
        }
    }

    private static String text(Arguments arguments, String name, int most, Answers answers) throws SkillException {
        Optional<String> text = arguments.text(name);
        if (text.isEmpty()
                || text.get().length() > most
                || name.equals("pattern") && text.get().isEmpty()) {
            throw answers.invalid(
                    "Give a '%s' of at most %d characters.".formatted(name, most),
                    "请给出“%s”，最多 %d 个字符。".formatted(name, most));
        }
        return text.get();
    }

    /** Writes the four digits behind a backslash and u, which most other engines know, as RE2 does. */
    private static String unicode(String pattern) {
        return U.matcher(pattern).replaceAll("$1\\\\x{$2}");
    }

    private static Pattern compile(String pattern, Outline outline, Answers answers) throws SkillException {
        if (outline.size() > MOST_SIZE) {
            throw answers.invalid(
                    "This pattern grows too large when its repetitions are written out: use smaller counts.",
                    "展开重复次数后表达式过大，请减小重复次数。");
        }
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            Flaw flaw = Flaw.of(e, pattern, outline.unpaired());
            throw new SkillException(Reason.INVALID_ARGUMENT, answers.flaw(flaw, pattern), e);
        }
    }

    private static SkillResult match(Trial trial, Answers answers) throws Trial.TooMuchWorkException {
        Optional<Trial.Found> whole = trial.whole();
        List<Trial.Found> found = whole.isPresent() ? List.of(whole.get()) : trial.find(1);
        return new SkillResult(
                answers.match(whole.isPresent(), found),
                Map.of("operation", "match", "matches", whole.isPresent(), "found", answers.values(found)));
    }

    private static SkillResult find(Trial trial, Answers answers) throws Trial.TooMuchWorkException {
        List<Trial.Found> found = trial.find(Trial.MOST_MATCHES);
        return new SkillResult(
                answers.find(found),
                Map.of("operation", "find", "matches", !found.isEmpty(), "found", answers.values(found)));
    }

    private static SkillResult replace(Trial trial, String replacement, Answers answers)
            throws SkillException, Trial.TooMuchWorkException {
        try {
            String replaced = trial.replace(replacement);
            return new SkillResult(answers.replaced(replaced), Map.of("operation", "replace", "result", replaced));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new SkillException(
                    Reason.INVALID_ARGUMENT,
                    answers.pick(
                            "The replacement names a group that the pattern lacks; write \\$ for a dollar sign.",
                            "替换内容引用了表达式中不存在的组；美元符号请写成 \\$。"),
                    e);
        }
    }
}
