// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.units;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.measure.Unit;
import tech.units.indriya.function.RationalNumber;

/** Every unit of the data file, by any of its names. Immutable. */
final class Catalogue {
    private final Map<String, List<Measure>> byExactName = new HashMap<>();
    private final Map<String, List<Measure>> byName = new HashMap<>();
    private final Map<String, Measure> bySymbol = new LinkedHashMap<>();

    Catalogue() {
        Dimension dimension = Dimension.LENGTH;
        for (String line : lines()) {
            if (line.startsWith("[")) {
                dimension =
                        Dimension.valueOf(line.substring(1, line.length() - 1).toUpperCase(Locale.ROOT));
            } else {
                add(dimension, line);
            }
        }
    }

    private static List<String> lines() {
        try (InputStream in = Catalogue.class.getResourceAsStream("units.txt")) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks units.txt");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(Dimension dimension, String line) {
        String[] columns = line.split(" \\| ");
        String[] definition = columns[0].split(" = ");
        String[] chinese = columns[2].split(", ");
        Measure measure =
                new Measure(definition[0], chinese[0], dimension, unit(dimension.base(), definition[1].split(" \\+ ")));
        bySymbol.put(measure.symbol(), measure);
        name(byExactName, measure.symbol(), measure);
        name(byName, measure.symbol().toLowerCase(Locale.ROOT), measure);
        for (String name : columns[1].split(", ")) {
            name(byExactName, name, measure);
            name(byName, name.toLowerCase(Locale.ROOT), measure);
            name(byName, name.toLowerCase(Locale.ROOT) + "s", measure);
        }
        for (String name : chinese) {
            name(byExactName, name, measure);
        }
    }

    private static void name(Map<String, List<Measure>> names, String name, Measure measure) {
        List<Measure> known = names.computeIfAbsent(name, n -> new ArrayList<>());
        if (!known.contains(measure)) {
            known.add(measure);
        }
    }

    private static Unit<?> unit(Unit<?> base, String[] factorAndOffset) {
        Unit<?> scaled = base.multiply(rational(factorAndOffset[0]));
        return factorAndOffset.length == 1 ? scaled : scaled.shift(rational(factorAndOffset[1]));
    }

    private static RationalNumber rational(String text) {
        String[] parts = text.split("/");
        BigDecimal dividend = new BigDecimal(parts[0]);
        BigInteger divisor = parts.length == 1 ? BigInteger.ONE : new BigInteger(parts[1]);
        return dividend.scale() <= 0
                ? RationalNumber.of(dividend.toBigIntegerExact(), divisor)
                : RationalNumber.of(dividend.unscaledValue(), divisor.multiply(BigInteger.TEN.pow(dividend.scale())));
    }

    /** The units that a name may mean: as it is written first ("mW" is not "MW"), then in lower case. */
    List<Measure> named(String name) {
        String wanted = name.strip();
        List<Measure> exact = byExactName.getOrDefault(wanted, List.of());
        return exact.isEmpty() ? byName.getOrDefault(wanted.toLowerCase(Locale.ROOT), List.of()) : exact;
    }

    /** The unit of exactly that symbol, or of a name that means only one. */
    Optional<Measure> find(String name) {
        Optional<Measure> symbol = Optional.ofNullable(bySymbol.get(name.strip()));
        return symbol.or(() -> named(name).stream().findFirst());
    }

    /** Chinese names, the longest first, for cutting text that has no spaces. */
    List<String> namesByLength() {
        return byExactName.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    Collection<Measure> all() {
        return bySymbol.values();
    }
}
