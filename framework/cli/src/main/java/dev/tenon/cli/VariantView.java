// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * What the gate found out about a variant, in words.
 *
 * @param report as the host tells it
 */
record VariantView(JsonNode report) {
    /** What is written as 1.00 is not called slower. */
    private static final double SLOWER = 0.995;

    boolean isPassed() {
        return report.path("verdict").asText().equals("passed");
    }

    /** Returns the variant's share of the original's size. */
    double size() {
        return report.at("/size/bytes").asDouble()
                / Math.max(1, report.at("/size/originalBytes").asDouble());
    }

    /** Returns how many times as fast it is; 0 if it was not timed. */
    double speed() {
        double ms = report.at("/speed/ms").asDouble();
        return ms == 0 ? 0 : report.at("/speed/originalMs").asDouble() / ms;
    }

    String kept() {
        return String.format(
                Locale.ROOT,
                "keeps %.1f %% (at least %.1f %%)",
                100 * report.at("/quality/retained").asDouble(),
                Math.floor(1_000 * report.at("/quality/retainedLow").asDouble() + 1e-6) / 10); // what is promised
    }

    String sizeInWords() {
        return isPassed() ? String.format(Locale.ROOT, "%.0f %% of the size", 100 * size()) : "";
    }

    String speedInWords() {
        return isPassed()
                ? String.format(Locale.ROOT, speed() < SLOWER ? "slower: %.2fx" : "%.2fx as fast", speed())
                : "";
    }

    /** Returns what it was measured on, or why it is refused. */
    String remark() {
        return isPassed() ? measuredOn() : report.path("reason").asText();
    }

    private String measuredOn() {
        return report.at("/quality/metric").asText() + ", "
                + report.at("/quality/items").asText() + " items of "
                + report.at("/quality/data").asText();
    }
}
