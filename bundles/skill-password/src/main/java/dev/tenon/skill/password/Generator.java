// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.password;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes passwords. As thread-safe as its source of chance. */
final class Generator {
    /** Without those that look alike: I, l, 1, O, 0. */
    private static final String LOWER = "abcdefghijkmnopqrstuvwxyz";

    private static final String UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final String DIGITS = "23456789";
    private static final String SYMBOLS = "!#$%&*+-=?@_";
    private static final String ALL_DIGITS = "0123456789";

    private final Random random;
    private final List<String> words = words();

    Generator(Random random) {
        this.random = random;
    }

    private static List<String> words() {
        try (InputStream in = Generator.class.getResourceAsStream("words.txt")) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks the file words.txt");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A new password.
     *
     * @param text the password
     * @param bits how much chance is in it, rounded down
     */
    record Made(String text, int bits) {}

    /** Letters and digits, and symbols if wanted, at least one of each sort. */
    Made password(int length, boolean symbols) {
        List<String> sorts = symbols ? List.of(LOWER, UPPER, DIGITS, SYMBOLS) : List.of(LOWER, UPPER, DIGITS);
        String all = String.join("", sorts);
        List<Character> characters = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            characters.add(one(i < sorts.size() ? sorts.get(i) : all));
        }
        Collections.shuffle(characters, random);
        String text = characters.stream().map(String::valueOf).collect(Collectors.joining());
        double bits = sorts.stream().mapToDouble(sort -> log2(sort.length())).sum()
                + (length - sorts.size()) * log2(all.length());
        return new Made(text, (int) bits);
    }

    /** Words with hyphens between. */
    Made passphrase(int count) {
        String text = Stream.generate(() -> words.get(random.nextInt(words.size())))
                .limit(count)
                .collect(Collectors.joining("-"));
        return new Made(text, (int) (count * log2(words.size())));
    }

    /** Digits. */
    Made pin(int length) {
        String text = IntStream.range(0, length)
                .mapToObj(i -> String.valueOf(one(ALL_DIGITS)))
                .collect(Collectors.joining());
        return new Made(text, (int) (length * log2(ALL_DIGITS.length())));
    }

    int wordCount() {
        return words.size();
    }

    private char one(String characters) {
        return characters.charAt(random.nextInt(characters.length()));
    }

    private static double log2(int count) {
        return Math.log(count) / Math.log(2);
    }
}
