// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * What came of the swaps of one kind.
 *
 * @param closed what the callers saw that never pause
 * @param open what those saw that call by the clock
 * @param settled memory and loaders after the first swaps
 * @param swapped the same after all swaps under callers that never pause
 * @param end the same after all swaps
 * @param seconds how long it took
 */
record SwapFigures(
        SwapKind kind,
        JsonNode closed,
        JsonNode open,
        JsonNode settled,
        JsonNode swapped,
        JsonNode end,
        double seconds) {
    /** Calls, in both parts, that no right answer came to. */
    long failed() {
        return closed.path("failed").asLong() + open.path("failed").asLong();
    }

    /** Growth of the resident memory, as a share. */
    double growth() {
        return swapped.path("rss_kb").asDouble() / settled.path("rss_kb").asDouble() - 1;
    }

    /** One line for people; {@link #head} is above it. */
    String line() {
        return String.format(
                "%-10s %6d %6d %7d %7d %7s %7s %7s %7s %7s %4.0f%% %4.0f%% %5d %3d %6.1f%% %4d %4d %5.0f",
                kind.word(),
                end.path("retired").asLong(),
                failed(),
                closed.path("calls").asLong() + open.path("calls").asLong(),
                closed.path("streams").asLong(),
                open.path("longest_gap_ms").asText("-"),
                open.path("longest_gap_ms_outside").asText("-"),
                open.path("p99_ms").asText("-"),
                open.path("p99_ms_outside").asText("-"),
                open.path("p99_ratio").asText("-"),
                100 * open.path("cpu_host").asDouble(),
                100 * open.path("cpu_machine").asDouble(),
                end.path("alive").size(),
                end.path("ort_images").asLong(),
                100 * growth(),
                swapped.path("rss_kb").asLong() >> 10,
                swapped.path("heap_kb").asLong() >> 10,
                seconds);
    }

    /** What stands in it; memory in MB. */
    static String head() {
        return String.format(
                "%-10s %6s %6s %7s %7s %7s %7s %7s %7s %7s %5s %5s %5s %3s %7s %4s %4s %5s",
                "kind", "swaps", "failed", "calls", "streams", "gap ms", "(else)", "p99 ms", "(else)", "ratio", "host",
                "cpus", "alive", "ort", "growth", "rss", "heap", "s");
    }

    /** The figures of all kinds: the worst, or the sum. */
    static Map<String, Object> of(Collection<SwapFigures> kinds) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(
                "failed_calls", kinds.stream().mapToLong(SwapFigures::failed).sum());
        worst(kinds, each -> figure(each.open, "longest_gap_ms"), 1, figures, "longest_gap_ms");
        worst(kinds, each -> figure(each.open, "p99_ratio"), 2, figures, "p99_ratio");
        figures.put(
                "class_loaders_alive",
                kinds.stream()
                        .mapToLong(each -> each.end.path("alive").size())
                        .max()
                        .orElse(0));
        worst(kinds, each -> figure(each.end, "ort_images"), 0, figures, "ort_images");
        worst(kinds, SwapFigures::growth, 3, figures, "rss_growth");
        figures.put(
                "swaps",
                kinds.stream()
                        .mapToLong(each -> each.end.path("retired").asLong())
                        .sum());
        figures.put(
                "calls",
                kinds.stream()
                        .mapToLong(each -> each.closed.path("calls").asLong()
                                + each.open.path("calls").asLong())
                        .sum());
        worst(kinds, each -> figure(each.open, "longest_gap_ms_outside"), 1, figures, "longest_gap_ms_outside");
        worst(kinds, each -> figure(each.open, "cpu_machine"), 2, figures, "cpu");
        figures.put("kinds", kinds.stream().map(each -> each.kind.word()).toList());
        return figures;
    }

    /** Not a number where there is none. */
    private static double figure(JsonNode from, String key) {
        return from.path(key).asDouble(Double.NaN);
    }

    /** A kind without the figure leaves it out altogether: it would count as met. */
    private static void worst(
            Collection<SwapFigures> kinds,
            ToDoubleFunction<SwapFigures> of,
            int digits,
            Map<String, Object> figures,
            String key) {
        List<Double> values = kinds.stream().map(of::applyAsDouble).toList();
        OptionalDouble worst = values.stream().mapToDouble(Double::doubleValue).max();
        if (worst.isPresent() && values.stream().noneMatch(value -> value.isNaN())) {
            figures.put(key, Report.rounded(worst.getAsDouble(), digits));
        }
    }
}
