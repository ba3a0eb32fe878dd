// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenon.api.quantizer.QuantizationStrategy;
import dev.tenon.api.quantizer.QuantizationStrategy.Choice;
import dev.tenon.api.quantizer.QuantizationStrategy.Option;
import dev.tenon.api.quantizer.QuantizationStrategy.Situation;
import dev.tenon.api.quantizer.Schemes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link QuantizationStrategy} must do. Extend it in the plugin's tests and give it the strategy; JUnit runs the
 * rest. How good its choices are is not checked here: the platform's gate measures what comes of them.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
public abstract class QuantizationStrategyContract {
    /** Kinds of device there are, and one that nobody has heard of. */
    private static final List<String> KINDS = List.of("cpu", "igpu", "gpu", "npu", "virtual", "abacus");

    private static final List<Set<String>> INSTRUCTIONS =
            List.of(Set.of(), Set.of("avx2"), Set.of("avx2", "avx512_vnni"), Set.of("no such instructions"));

    /** For the subclass. */
    protected QuantizationStrategyContract() {}

    /**
     * Returns the strategy under test.
     *
     * @return may be the same for all tests
     */
    protected abstract QuantizationStrategy strategy();

    private static Situation situation(
            String kind, Set<String> instructions, long bytes, boolean hasSamples, List<Option> options) {
        return new Situation("image-classification", bytes, kind, instructions, List.of("cpu"), hasSamples, options);
    }

    /** Every kind of device and every set of instructions, with and without samples, models small and large. */
    private static List<Situation> situations(List<Option> options) {
        List<Situation> situations = new ArrayList<>();
        for (String kind : KINDS) {
            for (Set<String> instructions : INSTRUCTIONS) {
                for (boolean hasSamples : new boolean[] {true, false}) {
                    for (long bytes : new long[] {0, 1 << 20, 1L << 34}) {
                        situations.add(situation(kind, instructions, bytes, hasSamples, options));
                    }
                }
            }
        }
        return situations;
    }

    private static List<Option> all() {
        return List.of(
                new Option(Schemes.W8A8, 1),
                new Option(Schemes.W8A8_DYNAMIC, 1),
                new Option(Schemes.W8, 1),
                new Option(Schemes.W4A8, 0.5));
    }

    private void choosesWell(Situation situation) {
        List<Choice> choices = strategy().choose(situation);
        assertFalse(choices.isEmpty(), "no choice for " + situation);
        Set<String> seen = new HashSet<>();
        for (Choice choice : choices) {
            assertTrue(
                    situation.options().stream()
                            .anyMatch(option -> option.scheme().equals(choice.scheme())),
                    choice + " is none of the options of " + situation);
            assertTrue(seen.add(choice.scheme()), choice + " twice for " + situation);
            assertFalse(choice.why().contains("\n"), choice + ": the reason is one sentence");
        }
    }

    @Test
    void choosesAmongTheOptionsForEveryDevice() {
        situations(all()).forEach(this::choosesWell);
    }

    @Test
    void choosesAmongSchemesThatItNeverHeardOf() {
        situations(List.of(new Option("w3a5", 1), new Option("no-such-scheme", 0.2)))
                .forEach(this::choosesWell);
    }

    @Test
    void choosesWhereNoLayerCanHaveAnything() {
        situations(List.of(new Option(Schemes.W8A8, 0), new Option(Schemes.W4A8, 0)))
                .forEach(this::choosesWell);
    }

    @Test
    void choosesTheSameEachTime() {
        for (Situation situation : situations(all())) {
            assertEquals(strategy().choose(situation), strategy().choose(situation), "asked twice for " + situation);
        }
    }
}
