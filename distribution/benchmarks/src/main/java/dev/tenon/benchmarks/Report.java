// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The last line of a benchmark, and how its figures are made. */
final class Report {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Report() {}

    /** Prints the line. */
    static void print(String bench, Map<String, Object> figures, boolean control) throws JsonProcessingException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("bench", bench);
        line.put("figures", figures);
        line.put("machine", Machine.facts());
        line.put("control", control);
        System.out.println(MAPPER.writeValueAsString(line));
    }

    /** The middle one; of an even number, the greater of the two. */
    static long median(Collection<Long> values) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** The value that so many of a hundred do not exceed. */
    static long percentile(Collection<Long> values, int percent) {
        long[] sorted = values.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    /** With so many digits after the point. */
    static double rounded(double value, int digits) {
        double power = Math.pow(10, digits);
        return Math.round(value * power) / power;
    }

    /** Says whether a figure is there and at most so much. */
    static boolean atMost(Map<String, Object> figures, String key, double most) {
        return figures.get(key) instanceof Number value && value.doubleValue() <= most;
    }

    /** Says whether a figure is there and at least so much. */
    static boolean atLeast(Map<String, Object> figures, String key, double least) {
        return figures.get(key) instanceof Number value && value.doubleValue() >= least;
    }
}
