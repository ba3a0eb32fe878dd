// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.color;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names of colours: those of CSS and common Chinese ones. Immutable. */
final class ColorNames {
    private static final String FILE = "colors.txt";

    private final Map<String, Color> english = new LinkedHashMap<>();
    private final Map<String, Color> chinese = new HashMap<>();
    private final Map<Color, String> chineseNames = new HashMap<>();

    ColorNames() {
        for (String line : lines()) {
            String[] parts = line.split(" ");
            Color color = Color.ofHex(parts[1]);
            english.put(parts[0], color);
            for (int i = 2; i < parts.length; i++) {
                chinese.put(parts[i], color);
                chineseNames.putIfAbsent(color, parts[i]);
            }
        }
    }

    private static List<String> lines() {
        try (InputStream in = ColorNames.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks the file " + FILE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int size() {
        return english.size();
    }

    /** Finds a colour by its name in English ("sky blue" as well as "skyblue") or Chinese (with or without 色). */
    Optional<Color> find(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
        return Optional.ofNullable(english.get(plain))
                .or(() -> Optional.ofNullable(chinese.get(plain.replaceFirst("色$", ""))));
    }

    /** The CSS name of a colour or of that which looks most like it. */
    String nearest(Color color) {
        return english.entrySet().stream()
                .min(Comparator.comparingDouble(entry -> color.difference(entry.getValue())))
                .map(Map.Entry::getKey)
                .orElseThrow();
    }

    /** A Chinese name of a colour of CSS; empty where there is none. */
    String chinese(Color color) {
        String name = chineseNames.getOrDefault(color, "");
        return name.isEmpty() ? "" : name + "色";
    }
}
