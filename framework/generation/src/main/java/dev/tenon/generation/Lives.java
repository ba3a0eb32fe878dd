// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import dev.tenon.catalog.format.FormatException;
import dev.tenon.catalog.format.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which generations served on a home, and how its hosts died: the file {@code run/lives.json}. Without it nothing is
 * lost but the memory of past deaths.
 *
 * @param last the newest host
 * @param served numbers of generations that a host served with, ascending, at most {@value #KEPT}
 * @param deaths oldest first, at most {@value #KEPT}
 * @param undone generations that were left because hosts died of them, oldest first, at most {@value #KEPT}
 */
public record Lives(Life last, List<Long> served, List<Death> deaths, List<Undone> undone) {
    private static final int KEPT = 50;

    /** Nothing known. */
    public static final Lives NONE = new Lives(Life.NONE, List.of(), List.of(), List.of());

    /** Copies; what a file lacks is empty. */
    public Lives {
        last = Objects.requireNonNullElse(last, Life.NONE);
        served = newest(Objects.requireNonNullElse(served, List.of()));
        deaths = newest(Objects.requireNonNullElse(deaths, List.of()));
        undone = newest(Objects.requireNonNullElse(undone, List.of()));
    }

    /**
     * One host.
     *
     * @param generation with which it started
     * @param started ISO 8601 instant
     * @param ready ISO 8601 instant, empty as long as it does not serve
     */
    public record Life(long generation, String started, String ready) {
        /** Checks the moments. */
        public Life {
            Instant.parse(started);
            if (!ready.isEmpty()) {
                Instant.parse(ready);
            }
        }

        static final Life NONE = new Life(0, Instant.EPOCH.toString(), "");
    }

    /**
     * The death of a host.
     *
     * @param generation that was current
     * @param at ISO 8601 instant
     * @param seconds how long the host had served with this generation, or had been starting it
     * @param serving whether it had served
     * @param why in words
     */
    public record Death(long generation, String at, long seconds, boolean serving, String why) {
        /** Checks the moment. */
        public Death {
            Instant.parse(at);
        }
    }

    /**
     * A generation that was left.
     *
     * @param generation its number
     * @param by the number of the one that took its place
     * @param at ISO 8601 instant
     * @param why how the host died last, in words
     */
    public record Undone(long generation, long by, String at, String why) {
        /** Checks the moment. */
        public Undone {
            Instant.parse(at);
        }
    }

    /**
     * Reads what is known.
     *
     * @param home whose
     * @return nothing known if there is no file, or a damaged one
     * @throws IOException if it cannot be read
     */
    public static Lives read(Home home) throws IOException {
        Path file = file(home);
        try {
            return Files.exists(file) ? Json.read(Files.readString(file), Lives.class) : NONE;
        } catch (FormatException e) {
            return NONE; // a memory of deaths is not worth a start
        }
    }

    /**
     * Keeps it, durably.
     *
     * @param home where
     * @throws IOException if it cannot be written
     */
    public void write(Home home) throws IOException {
        DurableFiles.writeSecret(file(home), Json.write(this));
    }

    private static Path file(Home home) {
        return home.run().resolve("lives.json");
    }

    /**
     * Draws the conclusion from what the last host left: if it served, it served with every generation that another
     * followed.
     *
     * @param current the generation that was current when it ended
     * @return a copy
     */
    public Lives after(Generation current) {
        if (last.ready().isEmpty()) {
            return this;
        }
        TreeSet<Long> numbers = new TreeSet<>(served);
        for (long number = Math.max(last.generation(), current.number() - KEPT); number < current.number(); number++) {
            numbers.add(number);
        }
        return new Lives(last, List.copyOf(numbers), deaths, undone);
    }

    /**
     * Notes that the last host died.
     *
     * @param current the generation that was current
     * @param now the present moment
     * @param why in words
     * @return a copy
     */
    public Lives died(Generation current, Instant now, String why) {
        boolean serving = !last.ready().isEmpty();
        Instant since = Stream.of(serving ? last.ready() : last.started(), current.created())
                .map(Instant::parse)
                .max(Instant::compareTo)
                .orElseThrow();
        long seconds = Math.max(0, Duration.between(since, now).toSeconds());
        List<Death> all = new ArrayList<>(deaths);
        all.add(new Death(current.number(), now.toString(), seconds, serving, why));
        return new Lives(last, served, all, undone);
    }

    /**
     * Notes that a generation was left.
     *
     * @param left the one that hosts died of
     * @param by what took its place
     * @param now the present moment
     * @param why how the host died last, in words
     * @return a copy
     */
    public Lives undid(Generation left, Generation by, Instant now, String why) {
        List<Undone> all = new ArrayList<>(undone);
        all.add(new Undone(left.number(), by.number(), now.toString(), why));
        return new Lives(last, served, deaths, all);
    }

    /**
     * Notes that a host starts.
     *
     * @param generation with which
     * @param now the present moment
     * @return a copy
     */
    public Lives starting(Generation generation, Instant now) {
        return new Lives(new Life(generation.number(), now.toString(), ""), served, deaths, undone);
    }

    /**
     * Notes that the host serves.
     *
     * @param now the present moment
     * @return a copy
     */
    public Lives ready(Instant now) {
        TreeSet<Long> numbers = new TreeSet<>(served);
        numbers.add(last.generation());
        Life life = new Life(last.generation(), last.started(), now.toString());
        return new Lives(life, List.copyOf(numbers), deaths, undone);
    }

    private static <T> List<T> newest(List<T> all) {
        return List.copyOf(all.subList(Math.max(0, all.size() - KEPT), all.size()));
    }
}
