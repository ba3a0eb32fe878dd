// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.skill.dates.WrittenDay.Doubt;
import dev.tenon.skill.dates.WrittenDay.Lean;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;

/**
 * A day that is an argument of a call.
 *
 * @param text as it was written
 * @param written as it was read
 * @param language to complain in
 */
record AskedDay(String text, WrittenDay written, Locale language) {
    /**
     * Reads an argument.
     *
     * @throws SkillException if it is missing or no day
     */
    static AskedDay of(Arguments arguments, String name, Locale language) throws SkillException {
        String text = arguments
                .text(name)
                .orElseThrow(() -> new SkillException(
                        Reason.INVALID_ARGUMENT,
                        Texts.of(language, "Say which date: '" + name + "' is missing.", "请说明日期：缺少“" + name + "”。")));
        return of(text, language);
    }

    static AskedDay of(String text, Locale language) throws SkillException {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        WrittenDay written = (text.length() > Wording.MAX_LENGTH
                        ? java.util.Optional.<WrittenDay>empty()
                        : Days.readStart(Wording.plain(text)))
                .orElseThrow(() -> new SkillException(
                        Reason.INVALID_ARGUMENT,
                        Texts.of(
                                language,
                                "'" + shown + "' is no date I can read; write it as 2026-12-24.",
                                "我看不懂日期“" + shown + "”，请写成2026-12-24这样。")));
        return new AskedDay(shown, written, language);
    }

    LocalDate on(LocalDate today, Lean lean) throws SkillException {
        try {
            return written.on(today, lean);
        } catch (DateTimeException e) {
            throw new SkillException(
                    Reason.NO_ANSWER,
                    Texts.of(
                            language,
                            "The calendar has no day '" + text + "'; check the date.",
                            "日历上没有“" + text + "”这一天，请检查日期。"),
                    e);
        }
    }

    /** Says how a text with two meanings was taken; empty if there is no doubt. */
    String doubt(LocalDate today, LocalDate taken) {
        if (written.doubt().isEmpty()) {
            return "";
        }
        Doubt doubt = written.doubt().get();
        LocalDate other;
        try {
            other = doubt.other().on(today, Lean.NEXT);
        } catch (DateTimeException e) {
            return "";
        }
        if (other.equals(taken)) {
            return "";
        }
        String read = Texts.plainDay(taken, language);
        String instead = Texts.plainDay(other, language);
        return doubt.kind() == Doubt.Kind.MONTH_FIRST
                ? Texts.of(
                        language,
                        " I read %s with the month first, as %s; if you meant %s, write %s."
                                .formatted(text, read, instead, other),
                        "“%s”按月在前理解为%s；如果您指的是%s，请写成%s。".formatted(text, read, instead, other))
                : Texts.of(
                        language,
                        " I took '%s' as %s, the first to come; in the week after it is %s."
                                .formatted(text, read, instead),
                        "“%s”理解为最近的%s；再下一周则是%s。".formatted(text, read, instead));
    }
}
