// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When calls in open loop began, by their plan, and ended; and when swaps were under way. Thread-safe. */
final class Timeline {
    /** A 99th percentile of fewer says nothing. */
    static final int LEAST_CALLS = 100;

    private final List<Span> calls = new ArrayList<>();
    private final List<Span> windows = new ArrayList<>();

    /** From when to when, in nanoseconds of one clock. */
    private record Span(long from, long to) {
        boolean overlaps(Span other) {
            return from <= other.to && other.from <= to;
        }

        long nanos() {
            return to - from;
        }
    }

    /**
     * Adds a call that was answered.
     *
     * @param intended when it should have begun
     * @param ended when its result was there
     */
    synchronized void call(long intended, long ended) {
        calls.add(new Span(intended, ended));
    }

    /** Adds a swap. */
    synchronized void window(long from, long to) {
        windows.add(new Span(from, to));
    }

    /**
     * Returns {@code longest_gap_ms} and {@code p99_ms} during swaps, the same {@code …_outside} and
     * {@code p99_ratio}; what too few calls tell of is left out. A gap counts as during a swap if any part of it is.
     */
    synchronized Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        List<Span> gaps = gaps();
        figures.put("longest_gap_ms", millis(longest(gaps, true)));
        figures.put("longest_gap_ms_outside", millis(longest(gaps, false)));
        long[] during = latencies(true);
        long[] outside = latencies(false);
        figures.put("calls_during", during.length);
        figures.put("calls_outside", outside.length);
        if (during.length >= LEAST_CALLS && outside.length >= LEAST_CALLS) {
            double inside = percentile(during, 99);
            double beside = percentile(outside, 99);
            figures.put("p50_ms", millis(percentile(outside, 50)));
            figures.put("p99_ms", millis(inside));
            figures.put("p99_ms_outside", millis(beside));
            figures.put("p99_ratio", Math.round(inside / beside * 100) / 100.0);
        }
        return figures;
    }

    private List<Span> gaps() {
        long[] ends = calls.stream().mapToLong(Span::to).sorted().toArray();
        List<Span> gaps = new ArrayList<>();
        for (int i = 1; i < ends.length; i++) {
            gaps.add(new Span(ends[i - 1], ends[i]));
        }
        return gaps;
    }

    private double longest(List<Span> gaps, boolean during) {
        return gaps.stream()
                .filter(gap -> isDuring(gap) == during)
                .max(Comparator.comparingLong(Span::nanos))
                .map(Span::nanos)
                .orElse(0L);
    }

    private boolean isDuring(Span span) {
        return windows.stream().anyMatch(span::overlaps);
    }

    private long[] latencies(boolean during) {
        return calls.stream()
                .filter(call -> isDuring(call) == during)
                .mapToLong(Span::nanos)
                .sorted()
                .toArray();
    }

    private static double percentile(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private static double millis(double nanos) {
        return Math.round(nanos / 1e5) / 10.0;
    }
}
