// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is told of each model on standard error. */
final class QuantTable {
    private static final int MOST_REMARK = 220;
    private static final String HEAD = String.format(
            Locale.ROOT,
            "%-28s %-5s %-18s %6s %6s | %-7s %6s %6s %5s %5s %3s/%-3s %6s | %6s %6s %5s %6s | %s",
            "model",
            "",
            "metric",
            "items",
            "FP32",
            "ours",
            "keeps",
            "low",
            "size",
            "fast",
            "try",
            "up",
            "s",
            "ORT",
            "low",
            "size",
            "s",
            "remarks");

    private QuantTable() {}

    static void head() {
        System.err.println(HEAD);
    }

    static void row(QuantRow row) {
        System.err.println(line(row));
    }

    static void left(QuantModel.Left left) {
        System.err.println("not quantized: " + left.file() + " " + left.why());
    }

    static String line(QuantRow row) {
        Optional<QuantRow.Ours> ours = row.ours();
        Optional<QuantRow.Theirs> theirs = row.theirs();
        return String.format(
                Locale.ROOT,
                "%-28s %-5s %-18s %6d %6s | %-7s %6s %6s %5s %5s %3s/%-3s %6s | %6s %6s %5s %6s | %s",
                row.model(),
                row.scheme(),
                row.metric().words(),
                row.original().length,
                number(PairedBootstrap.mean(row.original()), 4),
                ours.map(QuantRow.Ours::verdict).orElse("-"),
                ours.flatMap(QuantRow.Ours::scores)
                        .map(scores -> number(row.retained(scores), 4))
                        .orElse("-"),
                ours.flatMap(QuantRow.Ours::scores)
                        .map(scores -> number(row.low(scores), 4))
                        .orElse("-"),
                ours.filter(mine -> mine.bytes() > 0)
                        .map(mine -> number((double) mine.bytes() / row.originalBytes(), 2))
                        .orElse("-"),
                ours.filter(mine -> mine.speed() > 0)
                        .map(mine -> number(mine.speed(), 2))
                        .orElse("-"),
                ours.map(mine -> String.valueOf(mine.trials())).orElse("-"),
                ours.map(mine -> String.valueOf(mine.raised())).orElse("-"),
                ours.map(mine -> number(mine.seconds(), 2)).orElse("-"),
                theirs.flatMap(QuantRow.Theirs::scores)
                        .map(scores -> number(row.retained(scores), 4))
                        .orElse("-"),
                theirs.flatMap(QuantRow.Theirs::scores)
                        .map(scores -> number(row.low(scores), 4))
                        .orElse("-"),
                theirs.filter(other -> other.bytes() > 0)
                        .map(other -> number((double) other.bytes() / row.originalBytes(), 2))
                        .orElse("-"),
                theirs.filter(other -> other.seconds() > 0)
                        .map(other -> number(other.seconds(), 2))
                        .orElse("-"),
                remarks(row));
    }

    private static String remarks(QuantRow row) {
        boolean isWorse = row.pair()
                .filter(pair -> PairedBootstrap.isWorse(pair.theirs(), pair.ours()))
                .isPresent();
        return (isWorse ? "worse than ORT's; " : "")
                + row.remarks().stream()
                        .map(remark -> remark.substring(0, Math.min(MOST_REMARK, remark.length())))
                        .collect(Collectors.joining("; "));
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
