// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.clock;

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
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Tells the time, the date and the difference of time between places. */
@TenonPlugin(
        id = "dev.tenon.skill.clock",
        name = "World clock",
        summary = "Tells the time and the date in any city, and the difference of time between two.",
        categories = "skill")
@Component
public final class ClockSkill implements Skill {
    private final SkillDescriptor descriptor = SkillDescriptor.load(ClockSkill.class, "clock");
    private final Places places = new Places();
    private final Grammar grammar = new Grammar(places);

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return grammar.read(utterance.text())
                .map(reading -> new Understanding(reading.question().arguments(), reading.confidence()));
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Locale language = context.language();
        String kind = arguments.text("kind").orElse("");
        Optional<Place> place = place(arguments, "place", language);
        Optional<Place> other = place(arguments, "other", language);
        long days = days(arguments);
        return switch (kind) {
            case "time" -> time(now(place, context, language), place, language);
            case "date" -> date(now(place, context, language), days, place, language);
            case "difference" -> difference(place, other, context, language);
            default ->
                throw new SkillException(
                        Reason.INVALID_ARGUMENT,
                        Texts.of(language, "unknown-kind").formatted(kind));
        };
    }

    private Optional<Place> place(Arguments arguments, String name, Locale language) throws SkillException {
        Optional<String> wanted = arguments.text(name);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        Optional<Place> place = places.find(wanted.get());
        if (place.isEmpty()) {
            String shown = wanted.get().length() > 60 ? wanted.get().substring(0, 60) + "…" : wanted.get();
            String message = Texts.of(language, "unknown-place").formatted(shown)
                    + places.nearest(wanted.get())
                            .map(near -> Texts.of(language, "did-you-mean").formatted(near.name(language)))
                            .orElse("");
            throw new SkillException(Reason.NO_ANSWER, message);
        }
        return place;
    }

    private static ZonedDateTime now(Optional<Place> place, SkillContext context, Locale language)
            throws SkillException {
        return ZonedDateTime.now(context.clock())
                .withZoneSameInstant(place.isEmpty() ? context.clock().getZone() : zone(place.get(), language));
    }

    private static ZoneId zone(Place place, Locale language) throws SkillException {
        return place.zone()
                .orElseThrow(() -> new SkillException(
                        Reason.NO_ANSWER, Texts.of(language, "several-zones").formatted(place.name(language))));
    }

    private static long days(Arguments arguments) throws SkillException {
        BigDecimal days = arguments.number("days").orElse(BigDecimal.ZERO);
        if (days.abs().compareTo(BigDecimal.valueOf(36_600)) > 0
                || days.stripTrailingZeros().scale() > 0) {
            throw new SkillException(
                    Reason.INVALID_ARGUMENT, "'days' must be a whole number from -36600 to 36600, not " + days);
        }
        return days.longValueExact();
    }

    private static SkillResult time(ZonedDateTime now, Optional<Place> place, Locale language) {
        String clock = DateTimeFormatter.ofPattern("HH:mm").format(now);
        String day = Texts.day(now, language);
        String text = place.isPresent()
                ? Texts.of(language, "time-in").formatted(clock, place.get().name(language), day, Texts.offset(now))
                : Texts.of(language, "time-here").formatted(clock, day, Texts.offset(now));
        return new SkillResult(text, values("time", now, place));
    }

    private static SkillResult date(ZonedDateTime now, long days, Optional<Place> place, Locale language) {
        ZonedDateTime then = now.plusDays(days);
        String day = Texts.day(then, language);
        String when = Texts.when(days, language);
        String text = place.isPresent()
                ? Texts.of(language, "date-in").formatted(when, place.get().name(language), day)
                : Texts.of(language, "date-here").formatted(when, day);
        return new SkillResult(text, values("date", then, place));
    }

    private static SkillResult difference(
            Optional<Place> place, Optional<Place> other, SkillContext context, Locale language) throws SkillException {
        if (place.isEmpty() || other.isEmpty()) {
            throw new SkillException(Reason.INVALID_ARGUMENT, Texts.of(language, "two-places"));
        }
        ZonedDateTime here = now(place, context, language);
        ZonedDateTime there = now(other, context, language);
        int minutes = (here.getOffset().getTotalSeconds() - there.getOffset().getTotalSeconds()) / 60;
        Map<String, Object> values = values("difference", here, place);
        values.put("other", other.get().english());
        values.put("minutesAhead", minutes);
        String text = Texts.difference(
                language, place.get().name(language), other.get().name(language), minutes, here, there);
        return new SkillResult(text, values);
    }

    private static Map<String, Object> values(String kind, ZonedDateTime time, Optional<Place> place) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("kind", kind);
        place.ifPresent(known -> values.put("place", known.english()));
        values.put("zone", time.getZone().getId());
        values.put(
                "time",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.truncatedTo(java.time.temporal.ChronoUnit.SECONDS)));
        values.put("weekday", time.getDayOfWeek().name().toLowerCase(Locale.ROOT));
        return values;
    }
}
