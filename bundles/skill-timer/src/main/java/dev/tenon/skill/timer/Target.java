// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which timers are meant; at most one of these is there.
 *
 * @param all every timer
 * @param number its number
 * @param name what it is for
 * @param length what it was started with
 */
record Target(boolean all, Optional<Long> number, Optional<String> name, Optional<Duration> length) {
    static Target unnamed() {
        return new Target(false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Target everyOne() {
        return new Target(true, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Target number(long number) {
        return new Target(false, Optional.of(number), Optional.empty(), Optional.empty());
    }

    static Target name(String name) {
        return new Target(false, Optional.empty(), Optional.of(name), Optional.empty());
    }

    static Target length(Duration length) {
        return new Target(false, Optional.empty(), Optional.empty(), Optional.of(length));
    }

    Arguments arguments() {
        Map<String, Object> values = new LinkedHashMap<>();
        if (all) {
            values.put("all", true);
        }
        number.ifPresent(value -> values.put("number", value));
        name.ifPresent(value -> values.put("name", value));
        length.ifPresent(value -> values.put("seconds", value.toSeconds()));
        return new Arguments(values);
    }

    static Target of(Arguments arguments, Locale language) throws SkillException {
        Object all = arguments.values().getOrDefault("all", false);
        if (!(all instanceof Boolean)) {
            throw new SkillException(Reason.INVALID_ARGUMENT, Wording.of("bad-all", language));
        }
        Target target = new Target(
                (Boolean) all,
                whole(arguments, "number", language),
                arguments.text("name").filter(name -> !name.isBlank()),
                whole(arguments, "seconds", language).map(Duration::ofSeconds));
        int said = (target.all ? 1 : 0)
                + (int) (target.number.stream().count()
                        + target.name.stream().count()
                        + target.length.stream().count());
        if (said > 1) {
            throw new SkillException(Reason.INVALID_ARGUMENT, Wording.of("bad-target", language));
        }
        return target;
    }

    static Optional<Long> whole(Arguments arguments, String name, Locale language) throws SkillException {
        Optional<BigDecimal> value = arguments.number(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal number = value.get();
        if (number.signum() < 0
                || number.precision() - number.scale() > 12
                || number.stripTrailingZeros().scale() > 0) {
            throw new SkillException(Reason.INVALID_ARGUMENT, Wording.of("bad-number", language, name));
        }
        return Optional.of(number.longValue());
    }

    /** Chooses among timers: those that fit best, else those that fit nearly. */
    List<Timer> in(List<Timer> timers) {
        if (number.isPresent()) {
            return timers.stream()
                    .filter(timer -> timer.number() == number.get())
                    .toList();
        }
        if (length.isPresent()) {
            return timers.stream()
                    .filter(timer -> timer.length().equals(length.get()))
                    .toList();
        }
        if (name.isEmpty()) {
            return timers;
        }
        List<Timer> same = timers.stream()
                .filter(timer -> timer.name()
                        .filter(text -> Names.same(text, name.get()))
                        .isPresent())
                .toList();
        return same.isEmpty()
                ? timers.stream()
                        .filter(timer -> timer.name()
                                .filter(text -> Names.near(text, name.get()))
                                .isPresent())
                        .toList()
                : same;
    }
}
