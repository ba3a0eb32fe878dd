// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.clock;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Every place this skill knows, by any of its names. Immutable. */
final class Places {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_NAME = Pattern.compile("[^\\p{L}\\p{N}+:/]+");
    private static final Pattern OFFSET = Pattern.compile("(?:utc|gmt)([+-]\\d{1,2}(?::\\d{2})?)");
    private static final Pattern ABOUT = Pattern.compile("^(?:the city of|downtown|the) |(?: city)$|[市省]$");
    private static final int LONGEST = 60;
    private static final Set<String> WORDS = Set.of(
            "nice", "split", "male", "cork", "la", "sf", "rio", "victoria", "salvador", "central", "us", "center");

    private final Map<String, Place> byName = new HashMap<>();

    Places() {
        lines("cities.txt").forEach(this::addCities);
        lines("countries.txt").forEach(this::addCountry);
        for (String id : ZoneId.getAvailableZoneIds()) {
            addZone(id);
        }
    }

    private static List<String> lines(String file) {
        try (InputStream in = Places.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addCities(String line) {
        String[] sides = line.split(" = ", 2);
        Optional<ZoneId> zone = sides[0].equals("several") ? Optional.empty() : Optional.of(ZoneId.of(sides[0]));
        for (String city : sides[1].split(", ")) {
            String[] languages = city.split("/");
            String[] english = languages[0].split("\\|");
            String[] chinese = languages[1].split("\\|");
            Place place = new Place(english[0], chinese[0], zone);
            for (String name : english) {
                byName.putIfAbsent(key(name), place);
            }
            for (String name : chinese) {
                byName.putIfAbsent(key(name), place);
            }
        }
    }

    private void addCountry(String line) {
        String[] sides = line.split("=", 2);
        Locale country = new Locale("", sides[0]);
        Place place = new Place(
                country.getDisplayCountry(Locale.ENGLISH),
                country.getDisplayCountry(Locale.SIMPLIFIED_CHINESE),
                sides[1].isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(sides[1])));
        byName.putIfAbsent(key(place.english()), place);
        byName.putIfAbsent(key(place.chinese()), place);
    }

    /** The identifiers of the time zone database, whole ("Europe/Berlin") and, where nothing else bears it, the city. */
    private void addZone(String id) {
        if (!id.matches("(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*")) {
            return;
        }
        String city = id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
        Place place = new Place(city, city, Optional.of(ZoneId.of(id)));
        byName.putIfAbsent(id.toLowerCase(Locale.ROOT), place);
        byName.putIfAbsent(key(city), place);
    }

    /**
     * Finds a place.
     *
     * @param name as somebody wrote it
     * @return empty if nobody knows it
     */
    Optional<Place> find(String name) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        String lower = name.strip().toLowerCase(Locale.ROOT);
        Optional<Place> whole = Optional.ofNullable(byName.get(lower))
                .or(() -> Optional.ofNullable(byName.get(key(lower))))
                .or(() -> offset(lower));
        if (whole.isPresent()) {
            return whole;
        }
        String core = ABOUT.matcher(lower).replaceAll("");
        int comma = core.indexOf(',');
        String before = comma > 0 ? core.substring(0, comma) : core;
        return Optional.ofNullable(byName.get(key(before)));
    }

    private static Optional<Place> offset(String lower) {
        var match = OFFSET.matcher(lower.replace(" ", ""));
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            ZoneId zone = ZoneId.of("UTC" + match.group(1));
            return Optional.of(new Place(zone.getId(), zone.getId(), Optional.of(zone)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Finds the place whose name is nearest, for "did you mean".
     *
     * @return empty if none is near
     */
    Optional<Place> nearest(String name) {
        String wanted = key(name);
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            return Optional.empty();
        }
        int allowed = Math.max(1, wanted.length() / 3);
        return byName.keySet().stream()
                .filter(known -> Math.abs(known.length() - wanted.length()) <= allowed)
                .map(known -> Map.entry(known, EditDistance.between(known, wanted)))
                .filter(near -> near.getValue() <= allowed && near.getValue() < wanted.length())
                .min(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(near -> byName.get(near.getKey()));
    }

    /** Places whose name is an ordinary word: "nice time" asks for no clock. */
    static boolean isAlsoAWord(String name) {
        return WORDS.contains(name.strip());
    }

    int size() {
        return byName.size();
    }

    private static String key(String name) {
        String plain =
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
        return NO_NAME.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
