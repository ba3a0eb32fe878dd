// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** The figures of all rows, and what they must reach. */
final class QuantFigures {
    private static final int LEAST_LABELLED = 1_000;
    private static final int LEAST_INPUTS = 2_000;
    private static final double LEAST_RETAINED = 0.98;
    private static final Map<String, Double> MOST = Map.of(
            "size_vs_ort",
            1.05,
            "significantly_worse",
            0.0,
            "time_vs_ort",
            1.0,
            "size_w8_big",
            0.27,
            "size_w4_big",
            0.17);

    private QuantFigures() {}

    static Map<String, Object> of(List<QuantRow> rows) {
        Map<String, Object> figures = new LinkedHashMap<>();
        List<QuantRow> tried =
                rows.stream().filter(row -> row.ours().isPresent()).toList();
        if (!tried.isEmpty()) {
            figures.put("pairs", tried.size());
            figures.put("pass_first", share(tried, ours -> ours.isPassed() && ours.raised() == 0));
            figures.put("pass_ladder", share(tried, ours -> ours.isPassed() && ours.raised() > 0));
            figures.put("never", share(tried, ours -> !ours.isPassed()));
        }
        retained(tried).ifPresent(low -> figures.put("retained_low_w8a8", Report.rounded(low, 4)));
        withPeer(tried, figures);
        return figures;
    }

    private static double share(List<QuantRow> rows, Predicate<QuantRow.Ours> which) {
        long count = rows.stream()
                .filter(row -> row.ours().filter(which).isPresent())
                .count();
        return Report.rounded((double) count / rows.size(), 3);
    }

    /** The worst of those whose number of decisions is large enough to tell. */
    private static OptionalDouble retained(List<QuantRow> rows) {
        return rows.stream()
                .filter(row -> row.scheme().equals(QuantModels.W8A8) && isCounted(row))
                .filter(row -> row.ours().filter(QuantRow.Ours::isPassed).isPresent())
                .flatMap(row -> row.ours().flatMap(QuantRow.Ours::scores).map(row::low).stream())
                .mapToDouble(Double::doubleValue)
                .min();
    }

    static boolean isCounted(QuantRow row) {
        int least = row.metric() == QuantMetric.ACCURACY ? LEAST_LABELLED : LEAST_INPUTS;
        return row.metric().isOfClasses() && row.original().length >= least;
    }

    private static void withPeer(List<QuantRow> rows, Map<String, Object> figures) {
        List<Double> sizes = new ArrayList<>();
        List<Double> accuracies = new ArrayList<>();
        double ourSeconds = 0;
        double theirSeconds = 0;
        int worse = 0;
        for (QuantRow row : rows) {
            QuantRow.Ours ours = row.ours().orElseThrow();
            QuantRow.Theirs theirs = row.theirs().orElse(null);
            if (theirs == null || !theirs.isCompared() || ours.verdict().equals("NONE")) {
                continue;
            }
            ourSeconds += ours.seconds();
            theirSeconds += theirs.seconds();
            if (ours.bytes() > 0) {
                sizes.add((double) ours.bytes() / theirs.bytes());
            }
            QuantRow.Pair pair = row.pair().orElse(null);
            if (pair != null) {
                accuracies.add(ratio(PairedBootstrap.mean(pair.ours()), PairedBootstrap.mean(pair.theirs())));
                worse += PairedBootstrap.isWorse(pair.theirs(), pair.ours()) ? 1 : 0;
            }
        }
        if (sizes.isEmpty() || accuracies.isEmpty() || theirSeconds == 0) {
            return;
        }
        figures.put("size_vs_ort", Report.rounded(max(sizes), 4));
        figures.put(
                "accuracy_vs_ort",
                Report.rounded(
                        accuracies.stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElseThrow(),
                        4));
        figures.put("significantly_worse", worse);
        figures.put("time_vs_ort", Report.rounded(ourSeconds / theirSeconds, 3));
    }

    /** Of two that get nothing neither is better; what is better than nothing counts as twice as good. */
    static double ratio(double ours, double theirs) {
        if (theirs == 0) {
            return ours == 0 ? 1 : 2;
        }
        return ours / theirs;
    }

    private static double max(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** Says which targets were missed; a figure that needs the peer may be absent. */
    static List<String> missed(Map<String, Object> figures) {
        List<String> missed = new ArrayList<>();
        if (!Report.atLeast(figures, "retained_low_w8a8", LEAST_RETAINED)) {
            missed.add("retained_low_w8a8 " + figures.get("retained_low_w8a8") + " is less than " + LEAST_RETAINED);
        }
        if (figures.containsKey("accuracy_vs_ort") && !Report.atLeast(figures, "accuracy_vs_ort", 1)) {
            missed.add("accuracy_vs_ort " + figures.get("accuracy_vs_ort") + " is less than 1");
        }
        MOST.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(each -> {
            String key = each.getKey();
            if (figures.containsKey(key) && !Report.atMost(figures, key, each.getValue())) {
                missed.add(key + " " + figures.get(key) + " is more than " + each.getValue());
            }
        });
        return missed;
    }
}
