// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.util.List;

/**
 * What the gate found out about a variant of a model. Written beside the variant as JSON, with these names.
 *
 * @param model id of the model
 * @param original SHA-256 of the model's file that the variant was made of
 * @param variant SHA-256 of the variant's file; empty if none was written
 * @param scheme what was asked for ({@code w8a8})
 * @param device what it is for, and was measured on
 * @param quantizer the plugin that wrote it, and its version
 * @param verdict what became of it
 * @param reason one sentence: why
 * @param quality how well it answers
 * @param size of the files
 * @param speed here
 * @param recipe what leads to the same file again
 * @param layers what was done to each layer
 * @param remarks what else should be known, a sentence each
 * @param made when, as ISO 8601 in UTC
 */
public record VariantReport(
        String model,
        String original,
        String variant,
        String scheme,
        Device device,
        String quantizer,
        Verdict verdict,
        String reason,
        Quality quality,
        Size size,
        Speed speed,
        Recipe recipe,
        List<Layer> layers,
        List<String> remarks,
        String made) {
    /** What became of it. */
    public enum Verdict {
        /** It is good enough, and smaller or faster. It is offered. */
        PASSED,
        /** It lost too much, whatever was raised. It is not offered. */
        FAILED,
        /** It is good enough, but neither smaller nor faster. It is not offered. */
        USELESS
    }

    /**
     * A device.
     *
     * @param kind {@code cpu}, {@code igpu}, {@code gpu}, {@code npu}
     * @param instructionSets what it understands beyond the base
     */
    public record Device(String kind, List<String> instructionSets) {
        /** Copies. */
        public Device {
            instructionSets = List.copyOf(instructionSets);
        }
    }

    /**
     * How well the variant answers.
     *
     * @param metric {@code accuracy} against labels, {@code top-1 agreement} or {@code similarity} with the original
     * @param data what it was measured on, for people
     * @param items how many inputs
     * @param original the original's metric, 0 to 1
     * @param variant the variant's
     * @param retained the variant's share of the original's
     * @param retainedLow lower end of that share's one-sided 95 % bootstrap interval
     * @param required what the lower end must reach
     * @param agreement share of the inputs to which both answer the same; similarity where nothing is chosen
     */
    public record Quality(
            String metric,
            String data,
            int items,
            double original,
            double variant,
            double retained,
            double retainedLow,
            double required,
            double agreement) {
        /**
         * Returns what is at least kept, for people.
         *
         * @return in percent, with one digit, never rounded up: it is what was judged by
         */
        public double percentAtLeast() {
            return Math.floor(1_000 * retainedLow + 1e-6) / 10;
        }
    }

    /**
     * How large the files are.
     *
     * @param originalBytes of the original
     * @param bytes of the variant
     */
    public record Size(long originalBytes, long bytes) {
        /** Returns the variant's share of the original. */
        public double ratio() {
            return originalBytes == 0 ? 1 : (double) bytes / originalBytes;
        }
    }

    /**
     * How long one input takes, in turns, on this machine.
     *
     * @param originalMs median
     * @param ms of the variant
     */
    public record Speed(double originalMs, double ms) {
        /** Returns how many times as fast the variant is. */
        public double ratio() {
            return ms == 0 ? 1 : originalMs / ms;
        }
    }

    /**
     * What leads to the same file again.
     *
     * @param ranges how the ranges of activations were found; empty where none were needed
     * @param calibration SHA-256 of the samples that were used, in their order; empty if there were none
     * @param calibrationItems how many samples
     * @param trials how many variants were measured
     * @param raised how many layers were raised for the gate
     * @param seconds how long the first variant took to make, the ranges of activations included, the measuring not
     */
    public record Recipe(
            String ranges, String calibration, int calibrationItems, int trials, int raised, double seconds) {}

    /**
     * A layer.
     *
     * @param name in the model
     * @param operator as the format calls it
     * @param scheme what it became
     * @param parameters how many weights it has
     * @param why a sentence if it is not what was asked for; else empty
     */
    public record Layer(String name, String operator, String scheme, long parameters, String why) {}

    /** Copies. */
    public VariantReport {
        layers = List.copyOf(layers);
        remarks = List.copyOf(remarks);
    }
}
