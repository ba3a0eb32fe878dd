// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.util.List;
import java.util.Optional;

/**
 * What became of a model in a scheme.
 *
 * @param model its id
 * @param scheme that was asked for
 * @param metric how answers were judged
 * @param original what the original got for each item
 * @param originalBytes of the original's file
 * @param ours what our quantizer did; empty if no host was asked
 * @param theirs what the peer did; empty where it is absent
 * @param remarks sentences
 */
record QuantRow(
        String model,
        String scheme,
        QuantMetric metric,
        double[] original,
        long originalBytes,
        Optional<Ours> ours,
        Optional<Theirs> theirs,
        List<String> remarks) {
    /**
     * Ours.
     *
     * @param verdict {@code PASSED}, {@code FAILED}, {@code USELESS}, or {@code NONE} if there is no report
     * @param raised how many layers the ladder raised
     * @param trials how many variants were measured
     * @param seconds how long the first took to write
     * @param bytes of the variant's file; 0 if there is none
     * @param speed how many times as fast the host found it
     * @param reportedLow the lower end that the host's gate saw
     * @param scores what it got for each item; empty if there is no file
     */
    record Ours(
            String verdict,
            int raised,
            int trials,
            double seconds,
            long bytes,
            double speed,
            double reportedLow,
            Optional<double[]> scores) {
        boolean isPassed() {
            return verdict.equals("PASSED");
        }
    }

    /**
     * The peer's.
     *
     * @param seconds how long it took
     * @param bytes of its file; 0 if there is none
     * @param share of the weights that it put into the scheme
     * @param scores what it got for each item; empty if it made nothing that runs
     */
    record Theirs(double seconds, long bytes, double share, Optional<double[]> scores) {
        /** Its weights may stand in its file twice, so that half of them is all of them. */
        private static final double LEAST_SHARE = 0.4;

        /** Where it left most as it was, there is nothing to compare with. */
        boolean isCompared() {
            return bytes > 0 && share >= LEAST_SHARE;
        }
    }

    /** Both scores, where there are both. */
    record Pair(double[] ours, double[] theirs) {}

    Optional<Pair> pair() {
        return ours.flatMap(Ours::scores).flatMap(mine -> theirs.filter(Theirs::isCompared)
                .flatMap(Theirs::scores)
                .map(other -> new Pair(mine, other)));
    }

    /** The lower end of the share of the original's metric that some scores keep. */
    double low(double[] scores) {
        return PairedBootstrap.low(original, scores);
    }

    double retained(double[] scores) {
        double before = PairedBootstrap.mean(original);
        return before == 0 ? 0 : PairedBootstrap.mean(scores) / before;
    }
}
