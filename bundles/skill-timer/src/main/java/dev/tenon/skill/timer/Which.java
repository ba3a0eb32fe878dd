// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import dev.tenon.wording.ChineseText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;

/** How people name one of several timers: by number, by name, by the length it was started with. */
final class Which {
    private static final List<String> ORDINALS =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");
    private static final String NUMBER = "\\d{1,6}|one|two|three|four|five|six|seven|eight|nine|ten";
    private static final String TIMER = "(?:timer|count ?down)";

    /** An expression for one timer in English. */
    static final String ENGLISH = "(?:(?:the |my |our |that |this )?(?:"
            + "(?:(?<ordinal>" + String.join("|", ORDINALS) + ") )?" + TIMER
            + "|" + TIMER + " (?:number |no\\.? ?|nr\\.? ?|# ?)?(?<number>" + NUMBER + ")"
            + "|(?<length>" + Durations.ENGLISH + ") " + TIMER
            + "|" + TIMER + " (?:for|of|with|over) (?<length2>" + Durations.ENGLISH + ")"
            + "|" + TIMER + " (?:for|called|named|labell?ed) (?<name>.{1,40}?)"
            + "|(?<name2>.{1,40}?) " + TIMER + "))";

    private static final String CHINESE_TIMER = "(?:倒计时器|计时器|定时器|倒计时|计时|定时|timer)";

    /** An expression for one timer in Chinese. */
    static final String CHINESE = "(?:(?:这个|那个|我的|我)?(?:"
            + "第(?<ordinal>\\d{1,6}|" + Durations.CHINESE_NUMBER + ")个" + CHINESE_TIMER
            + "|(?<number2>\\d{1,6}|" + Durations.CHINESE_NUMBER + ")号" + CHINESE_TIMER
            + "|" + CHINESE_TIMER + "(?<number>\\d{1,6}|" + Durations.CHINESE_NUMBER + ")号?"
            + "|(?<length>" + Durations.CHINESE + ")的?(?:那个|这个)?" + CHINESE_TIMER
            + "|" + CHINESE_TIMER
            + "|(?:名为|叫做?)?(?<name>[^的,]{1,12}?)的?(?:那个)?" + CHINESE_TIMER + "))";

    private Which() {}

    /** Reads the groups above; empty if they are filled with something that names no timer. */
    static Optional<Target> read(Form form, Matcher match, String text) {
        Optional<String> name = form.group(match, text, "name").or(() -> form.group(match, text, "name2"));
        Optional<Duration> length = form.group(match, text, "length")
                .or(() -> form.group(match, text, "length2"))
                .or(() -> form.group(match, text, "length3"))
                .flatMap(Durations::read);
        Optional<String> number = form.group(match, text, "ordinal")
                .or(() -> form.group(match, text, "number"))
                .or(() -> form.group(match, text, "number2"));
        if (number.isPresent()) {
            return Optional.of(Target.number(number(number.get())));
        }
        if (length.isPresent()) {
            return Optional.of(Target.length(length.get()));
        }
        return name.isEmpty()
                ? Optional.of(Target.unnamed())
                : Names.read(name.get()).map(Target::name);
    }

    private static long number(String said) {
        String lower = ChineseText.plain(said).toLowerCase(java.util.Locale.ROOT);
        if (Character.isDigit(lower.charAt(0))) {
            return Long.parseLong(lower);
        }
        int ordinal = ORDINALS.indexOf(lower);
        OptionalLong chinese = lower.codePoints().anyMatch(Character::isIdeographic)
                ? OptionalLong.of(Durations.chineseNumber(lower))
                : OptionalLong.empty();
        return ordinal >= 0 ? ordinal + 1L : chinese.orElseGet(() -> Durations.words(lower));
    }
}
